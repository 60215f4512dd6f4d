"""Editions of a report, made by a job for whoever asks: English PDF, DOCX, XLSX. The kept PDF is none of them."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from reports.annual.errors import NotReady
from reports.annual.fingerprint import fingerprint
from reports.annual.pdf import context_of, render_report
from reports.models import AnnualReport
from reports.print.docx import report_docx
from reports.print.xlsx import figures_xlsx
from silab.jobs.actions import enqueue
from silab.jobs.files import made
from silab.jobs.models import Job
from silab.jobs.registry import JobError, handler
from silab.pdf import PdfUnavailable


@dataclass(frozen=True)
class Edition:
    """One kind of file; `name` is how addresses call it."""

    name: str
    kind: str
    language: str
    title: object

    def write(self, report: AnnualReport, progress) -> bytes:
        """Return the file."""
        if self.kind == "pdf":
            return render_report(report, language=self.language, progress=progress)
        progress(30, _("Laying out the pages"))
        return written(report, self.kind, self.language)


EDITIONS = {
    edition.name: edition
    for edition in (
        Edition("pdf-en", "pdf", "en", gettext_lazy("PDF in English")),
        Edition("docx-et", "docx", "et", gettext_lazy("Word document (DOCX)")),
        Edition("docx-en", "docx", "en", gettext_lazy("Word document in English (DOCX)")),
        Edition("xlsx-et", "xlsx", "et", gettext_lazy("Figures as a workbook (XLSX)")),
    )
}


def shown(report: AnnualReport) -> dict:
    """Return what a page that shows the document is given: its contents, and the editions to ask for."""
    return {**context_of(report), "editions": EDITIONS.values()}


def written(report: AnnualReport, kind: str, language: str) -> bytes:
    """Return the report as "docx" or "xlsx"; raise NotReady before the figures are taken."""
    if report.snapshot is None:
        raise NotReady(_("Take the figures first: the file is made of them."), [])
    if kind == "docx":
        return report_docx(report, language=language)
    with override(language):
        return figures_xlsx(report.snapshot)


def request_edition(*, report: AnnualReport, edition: Edition, by) -> Job:
    """Ask for an edition; two clicks get the same job. Raises NotReady before the figures are taken."""
    if report.snapshot is None:
        raise NotReady(_("Take the figures first: the file is made of them."), [])
    return enqueue(
        "reports.annual_edition",
        key=f"{report.pk}:{edition.name}:{by.pk}:{fingerprint(report)[:16]}",
        payload={"report": report.pk, "edition": edition.name},
        by=by,
    )


@handler("reports.annual_edition")
def annual_edition(run, *, report: int, edition: str):
    """Make one edition of a report; whoever asked downloads it."""
    asked = EDITIONS[edition]
    found = AnnualReport.objects.select_related(*AnnualReport.reads).get(pk=report)
    try:
        content = asked.write(found, run.progress)
    except PdfUnavailable as error:
        raise JobError(str(error)) from error
    name = f"{found.file_name}{'-en' if asked.language == 'en' else ''}.{asked.kind}"
    return lambda: made(run.job, content, name=name, words=_("Download the file"))
