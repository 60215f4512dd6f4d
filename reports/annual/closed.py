"""What staff see of a report that can no longer be changed."""

from reports.annual.remarks import told
from reports.annual.stamping import is_stamped, job_of
from reports.annual.way import way_of
from reports.enums import OVER, ReportState
from reports.models import AnnualReport
from reports.print.editions import shown
from reports.publication.page import address


def closed_page(report: AnnualReport, reader) -> dict:
    """Return what the page of a sent report shows to staff."""
    return {
        "report": report,
        "told": told(report, to_staff=True),
        "way": way_of(report),
        "public_url": address(report),
        "is_stamped": is_stamped(report),
        "stamp_job": job_of(report, reader),
        "may_sign": report.state != ReportState.WITHDRAWN,
        "may_open_next": report.state in OVER,
        **shown(report),
    }
