"""Taking a report's row for oneself: whatever changes a report goes through here, one after another."""

from typing import TypeVar

from django.utils.translation import gettext as _

from reports.annual.errors import ReportClosed
from reports.enums import ReportState
from reports.models import Version

R = TypeVar("R", bound=Version)


def locked(report: R) -> R:
    """Return the report as it is now, held until the transaction ends."""
    reports = type(report)._default_manager.select_for_update(of=("self",))
    return reports.select_related(*report.reads).get(pk=report.pk)


def locked_open(report: R) -> R:
    """Return the report held for writing; raise ReportClosed once it is submitted."""
    report = locked(report)
    if not report.is_open:
        raise ReportClosed(why_closed(report))
    return report


def why_closed(report: Version) -> str:
    """Say in words why a report in this state cannot be changed."""
    return {
        ReportState.DRAFT: _("The report is still a draft."),
        ReportState.FIGURES_TAKEN: _("The report has not been submitted yet."),
        ReportState.SUBMITTED: _("The report has been submitted and can no longer be changed."),
        ReportState.ACCEPTED: _("The report has been accepted and can no longer be changed."),
        ReportState.RETURNED: _("The report was returned. Make the changes in its next version."),
    }[ReportState(report.state)]
