"""Background jobs of reports."""

from celery import shared_task
from django.utils import timezone
from django.utils.translation import gettext as _

from reports.annual import (
    calendar,
    stamping,  # noqa: F401  (declares its own job)
)
from reports.annual.adopting import adopt
from reports.annual.errors import ReportClosed
from reports.annual.pdf import render_report
from reports.annual.storing import keep_pdf
from reports.costs.importing import jobs as cost_imports  # noqa: F401  (declares its own jobs)
from reports.funder import archive  # noqa: F401  (declares its own job)
from reports.models import AnnualReport, ProgrammeReport
from reports.print import editions  # noqa: F401  (declares its own job)
from reports.programme.actions import shown
from reports.programme.pdf import render_report as render_programme
from reports.programme.snapshot import take_snapshot as take_programme_snapshot
from reports.snapshot import take_snapshot
from silab.jobs.registry import JobError, handler
from silab.pdf import PdfUnavailable


@shared_task(name="reports.tasks.look_after_reports")
def look_after_reports():
    """Open last year's drafts in January, and remind staff of reports that are due (every hour, by beat)."""
    today = timezone.localdate()
    calendar.open_last_years(today)
    calendar.remind_due(today)


@handler("reports.annual_figures")
def annual_figures(run, *, report: int):
    """Freeze a report's figures; they become the report's own in the transaction that ends the job."""
    found = _read(AnnualReport, report)
    snapshot = take_snapshot(
        contract=found.contract, year=found.year, by=run.job.asked_by, progress=run.progress
    )
    run.progress(95, _("Storing the figures"))
    return lambda: _adopted(found, snapshot)


@handler("reports.programme_figures")
def programme_figures(run, *, report: int):
    """Freeze a programme's figures; they become its report's own in the transaction that ends the job."""
    found = _read(ProgrammeReport, report)
    snapshot = take_programme_snapshot(report=found, by=run.job.asked_by, progress=run.progress)
    run.progress(95, _("Storing the figures"))
    return lambda: _adopted(found, snapshot, shown)


@handler("reports.annual_pdf")
def annual_pdf(run, *, report: int, made_of: str):
    """Make the PDF of a report; it is stored in the transaction that ends the job."""
    return _printed(_read(AnnualReport, report), render_report, made_of, run)


@handler("reports.programme_pdf")
def programme_pdf(run, *, report: int, made_of: str):
    """Make the PDF of a programme's report; it is stored in the transaction that ends the job."""
    return _printed(_read(ProgrammeReport, report), render_programme, made_of, run)


def _read(model, pk):
    return model.objects.select_related(*model.reads).get(pk=pk)


def _adopted(report, snapshot, shown=None):
    try:
        adopt(report, snapshot, shown)
    except ReportClosed as error:
        raise JobError(error.message) from error
    return {"url": f"{report.get_absolute_url()}#figures", "text": _("Look at the figures")}


def _printed(found, render, made_of, run):
    try:
        made = render(found, progress=run.progress)
    except PdfUnavailable as error:
        raise JobError(str(error)) from error
    return lambda: keep_pdf(found, made, made_of)
