"""Background jobs of reports."""

from reports.annual.pdf import render_report
from reports.annual.storing import keep_pdf
from reports.models import AnnualReport
from silab.jobs.registry import JobError, handler
from silab.pdf import PdfUnavailable


@handler("reports.annual_pdf")
def annual_pdf(run, *, report: int, made_of: str):
    """Make the PDF of a report; it is stored in the transaction that ends the job."""
    found = AnnualReport.objects.select_related("contract", "snapshot").get(pk=report)
    try:
        made = render_report(found, progress=run.progress)
    except PdfUnavailable as error:
        raise JobError(str(error)) from error
    return lambda: keep_pdf(found, made, made_of)
