"""Silab takes a report back: the funder is told, every page says so, its figures count no more (domain.md §11)."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from reports.annual import notices
from reports.annual.errors import ReportClosed
from reports.annual.locking import locked, why_closed
from reports.annual.texts import cleaned
from reports.enums import ReportState
from reports.models import AnnualReport
from reports.publication import fresh
from silab.common.templatetags.formats import figure, moment

#: Characters of a reason: it stands on top of every page of the report.
LONGEST_REASON = 2_000
MAY_BE_WITHDRAWN = (ReportState.SUBMITTED, ReportState.ACCEPTED)


@transaction.atomic
def withdraw(*, report: AnnualReport, by, reason: str) -> AnnualReport:
    """Take a submitted or accepted report back; the funder is told by mail, and its next version may be opened.

    Raises ValidationError without a reason, ReportClosed in any other state.
    """
    reason = reason_of(reason)
    report = locked(report)
    if report.state == ReportState.WITHDRAWN:
        facts = {"who": report.withdrawn_by or "–", "when": moment(report.withdrawn_at)}
        raise ReportClosed(_("%(who)s has already withdrawn the report, on %(when)s.") % facts)
    if report.state not in MAY_BE_WITHDRAWN:
        raise ReportClosed(why_closed(report))
    report.withdraw(by=by, at=timezone.now(), reason=reason)
    report.save()
    notices.tell_of_withdrawal(report)
    fresh.renew()
    return report


def reason_of(typed: str) -> str:
    """Return a reason as it is kept; raise ValidationError when there is none or it is too long."""
    reason = cleaned(typed).strip()
    if not reason:
        raise ValidationError(_("Write the reason: everybody who reads the report sees it."))
    if len(reason) > LONGEST_REASON:
        facts = {"length": figure(len(reason)), "longest": figure(LONGEST_REASON)}
        raise ValidationError(_("The reason has %(length)s characters; at most %(longest)s fit.") % facts)
    return reason
