"""Taking a report's row for oneself: whatever changes a report goes through here, one after another."""

from typing import TypeVar

from django.utils.translation import gettext as _

from reports.annual.errors import ReportClosed
from reports.enums import ReportState
from reports.models import AnnualReport, Version
from silab.common.templatetags.formats import moment

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


def locked_waiting(report: AnnualReport) -> AnnualReport:
    """Return the report held for the funder's decision; raise ReportClosed, saying whose decision was first, when
    it does not wait for one."""
    report = locked(report)
    if report.state != ReportState.SUBMITTED:
        raise ReportClosed(why_not_waiting(report))
    return report


def why_not_waiting(report: AnnualReport) -> str:
    """Say in words who decided on a report that waits for no decision any more, or that it is not sent."""
    if report.state == ReportState.ACCEPTED:
        words = _("%(who)s accepted the report on %(when)s: it has already been decided.")
    elif report.state == ReportState.RETURNED:
        words = _("%(who)s returned the report on %(when)s: it has already been decided.")
    else:
        return why_closed(report)
    return words % {"who": report.decided_by or "–", "when": moment(report.decided_at)}


def why_closed(report: Version) -> str:
    """Say in words why a report in this state cannot be changed."""
    return {
        ReportState.DRAFT: _("The report is still a draft."),
        ReportState.FIGURES_TAKEN: _("The report has not been submitted yet."),
        ReportState.SUBMITTED: _("The report has been submitted and can no longer be changed."),
        ReportState.ACCEPTED: _("The report has been accepted and can no longer be changed."),
        ReportState.RETURNED: _("The report was returned. Make the changes in its next version."),
        ReportState.WITHDRAWN: _("Silab withdrew the report. Make the changes in its next version."),
    }[ReportState(report.state)]
