"""Who is told of a report's way: the funder when it is submitted, staff when it is decided."""

from django.conf import settings
from django.urls import reverse

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


def tell_staff(report: AnnualReport) -> None:
    """Tell all staff how the funder decided, with its comments."""
    for person in User.objects.filter(role=Role.STAFF, is_active=True).order_by("pk"):
        notify(
            event=f"report-decided:{report.pk}",
            to=person,
            template="reports/mail/report_decided",
            context=_context(report, "reports:report"),
        )


def _context(report, page):
    return {
        "contract": report.contract.title,
        "year": str(report.year),
        "version": str(report.version),
        "accepted": report.state == "accepted",
        "comments": [comment.text for comment in report.comments.order_by("pk")],
        "url": settings.PORTAL_URL.rstrip("/") + reverse(page, args=[report.pk]),
    }
