"""Who is told that a programme's report is finished: the funder of its contract."""

from django.conf import settings
from django.urls import reverse

from reports.models import ProgrammeReport
from silab.notices.actions import notify


def tell_funder(report: ProgrammeReport) -> None:
    """Tell the people at the contract's funder, once a version, that the report is there to be read."""
    contract = report.training.contract
    if contract is None:
        return
    for person in contract.funders.filter(is_active=True).order_by("pk"):
        notify(
            event=f"programme-report-submitted:{report.pk}",
            to=person,
            template="reports/mail/programme_report_submitted",
            context={
                "contract": contract.title,
                "programme": report.training.name,
                "version": str(report.version),
                "url": settings.PORTAL_URL.rstrip("/")
                + reverse("reports:funder_programme", args=[report.pk]),
            },
        )
