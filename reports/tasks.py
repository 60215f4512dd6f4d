"""Background jobs of reports."""

from django.urls import reverse
from django.utils.translation import gettext as _

from reports.annual.actions import adopt
from reports.annual.errors import ReportClosed
from reports.annual.pdf import render_report
from reports.annual.storing import keep_pdf
from reports.models import AnnualReport
from reports.snapshot import take_snapshot
from silab.jobs.registry import JobError, handler
from silab.pdf import PdfUnavailable


@handler("reports.annual_figures")
def annual_figures(run, *, report: int):
    """Freeze a report's figures; they become the report's own in the transaction that ends the job."""
    found = AnnualReport.objects.select_related("contract").get(pk=report)
    snapshot = take_snapshot(
        contract=found.contract, year=found.year, by=run.job.asked_by, progress=run.progress
    )
    run.progress(95, _("Storing the figures"))
    return lambda: _adopted(found, snapshot)


def _adopted(report, snapshot):
    try:
        adopt(report, snapshot)
    except ReportClosed as error:
        raise JobError(error.message) from error
    return {"url": f"{reverse('reports:report', args=[report.pk])}#figures", "text": _("Look at the figures")}


@handler("reports.annual_pdf")
def annual_pdf(run, *, report: int, made_of: str):
    """Make the PDF of a report; it is stored in the transaction that ends the job."""
    found = AnnualReport.objects.select_related("contract", "snapshot").get(pk=report)
    try:
        made = render_report(found, progress=run.progress)
    except PdfUnavailable as error:
        raise JobError(str(error)) from error
    return lambda: keep_pdf(found, made, made_of)
