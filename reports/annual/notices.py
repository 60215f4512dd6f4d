"""Who is told of a report's way: the funder when it is submitted or withdrawn, staff when it is decided."""

from django.conf import settings
from django.urls import reverse

from reports.annual.outline import figures_of
from reports.annual.places import places
from reports.annual.remarks import place_of
from reports.models import AnnualReport
from silab.accounts.enums import Role
from silab.accounts.models import User
from silab.notices.actions import notify


def tell_funder(report: AnnualReport) -> None:
    """Tell the contract's people at the funder that the report is there to be read."""
    for person in report.contract.funders.filter(is_active=True).order_by("pk"):
        notify(
            event=f"report-submitted:{report.pk}",
            to=person,
            template="reports/mail/report_submitted",
            context=_context(report, "reports:funder_report"),
        )


def tell_staff(report: AnnualReport, *, to_write: AnnualReport | None = None) -> None:
    """Tell all staff how the funder decided, with its comments; the link leads to `to_write`, where there is one."""
    leads_to = to_write or report
    for person in User.objects.filter(role=Role.STAFF, is_active=True).order_by("pk"):
        notify(
            event=f"report-decided:{report.pk}",
            to=person,
            template="reports/mail/report_decided",
            context=_context(report, "reports:report", leads_to),
        )


def tell_of_withdrawal(report: AnnualReport) -> None:
    """Tell the contract's people at the funder that Silab took the report back, and why."""
    for person in report.contract.funders.filter(is_active=True).order_by("pk"):
        notify(
            event=f"report-withdrawn:{report.pk}",
            to=person,
            template="reports/mail/report_withdrawn",
            context=_context(report, "reports:funder_report") | {"reason": report.withdrawal_reason},
        )


def _comments(report):
    """(part, comment) of what was sent; the whole report bears no name."""
    known = places(figures_of(report))
    rows = report.comments.sent().order_by("pk")
    return [(place_of(row.key, known).words.rstrip(".") if row.key else "", row.text) for row in rows]


def _context(report, page, leads_to=None):
    return {
        "contract": report.contract.title,
        "year": str(report.year),
        "version": str(report.version),
        "accepted": report.state == "accepted",
        "comments": _comments(report),
        "url": settings.PORTAL_URL.rstrip("/") + reverse(page, args=[(leads_to or report).pk]),
    }
