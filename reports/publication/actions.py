"""Publishing an accepted report and ending that; each change stays in the report's history."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from reports.annual.errors import ReportClosed
from reports.annual.locking import locked
from reports.annual.withdrawing import reason_of
from reports.enums import ReportState
from reports.models import AnnualReport
from reports.publication import fresh
from silab.common.templatetags.formats import moment


@transaction.atomic
def publish(*, report: AnnualReport, by) -> AnnualReport:
    """Open an accepted report to everybody. Raises ReportClosed in any other state, or when it is open already."""
    report = locked(report)
    if report.state != ReportState.ACCEPTED or not report.pdf:
        raise ReportClosed(_("Only a report that the funder has accepted can be published."))
    if report.published_at:
        facts = {"who": report.published_by or "–", "when": moment(report.published_at)}
        raise ReportClosed(_("%(who)s has already published the report, on %(when)s.") % facts)
    report.published_at, report.published_by = timezone.now(), by
    report.unpublished_at, report.unpublished_by, report.unpublishing_reason = None, None, ""
    report.save()
    fresh.renew()
    return report


@transaction.atomic
def unpublish(*, report: AnnualReport, by, reason: str) -> AnnualReport:
    """Close a published report to the public again.

    Raises ValidationError without a reason, ReportClosed for a report that is not public.
    """
    reason = reason_of(reason)
    report = locked(report)
    if not report.published_at:
        raise ReportClosed(_("The report is not public."))
    report.published_at, report.published_by = None, None
    report.unpublished_at, report.unpublished_by, report.unpublishing_reason = timezone.now(), by, reason
    report.save()
    fresh.renew()
    return report
