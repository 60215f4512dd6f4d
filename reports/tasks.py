"""Background jobs of reports."""

from reports.annual.pdf import render_report
from reports.annual.storing import keep_pdf
from reports.models import AnnualReport, ProgrammeReport
from reports.programme.pdf import render_report as render_programme
from silab.jobs.registry import JobError, handler
from silab.pdf import PdfUnavailable


@handler("reports.annual_pdf")
def annual_pdf(run, *, report: int, made_of: str):
    """Make the PDF of a report; it is stored in the transaction that ends the job."""
    return _kept(AnnualReport, report, render_report, made_of, run)


@handler("reports.programme_pdf")
def programme_pdf(run, *, report: int, made_of: str):
    """Make the PDF of a programme's report; it is stored in the transaction that ends the job."""
    return _kept(ProgrammeReport, report, render_programme, made_of, run)


def _kept(model, pk, render, made_of, run):
    found = model.objects.select_related(*model.reads).get(pk=pk)
    try:
        made = render(found, progress=run.progress)
    except PdfUnavailable as error:
        raise JobError(str(error)) from error
    return lambda: keep_pdf(found, made, made_of)
