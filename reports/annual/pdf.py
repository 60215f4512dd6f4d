"""The report as a PDF with its evidence inside."""

from collections.abc import Iterator

from django.utils import translation
from django.utils.translation import gettext as _

from reports.annual.charts import charts_of
from reports.annual.data import evidence_csv, snapshot_json
from reports.annual.document import Document
from reports.annual.map import map_of
from reports.models import AnnualReport, Version
from reports.print.xlsx import plan_xlsx
from silab import pdf


def context_of(report: AnnualReport, *, language: str = "et") -> dict:
    """Return what the document's templates are given, on paper and on screen."""
    document = Document(report, language=language)
    return {"doc": document, "charts": charts_of(document), "map": map_of(document)}


def render_report(
    report: AnnualReport, *, language: str = "et", progress=lambda percent, step: None, stamp=None
) -> bytes:
    """Return the report's PDF: the same bytes for the same figures and texts.

    `stamp` is the stamp of acceptance that its cover bears (reports.annual.stamping).

    Raises silab.pdf.PdfUnavailable where the system libraries are missing.
    """
    with translation.override(language):
        progress(10, _("Reading the figures"))
        context = context_of(report, language=language) | {"stamp": stamp}
        progress(30, _("Laying out the pages"))
        made = pdf.render(
            "reports/pdf/annual.html",
            context,
            title=context["doc"].title,
            language=language,
            attachments=[*attached(report), *plan_of(report)],
            made_at=_moment(report, stamp),
        )
        progress(95, _("Storing the PDF"))
    return made


def _moment(report, stamp):
    """When the document was made, as it tells: with its figures, or when it was accepted."""
    if stamp is not None:
        return stamp.at
    return report.snapshot.taken_at if report.snapshot else None


def attached(report: Version) -> Iterator[pdf.Attachment]:
    """Yield the files that travel inside a report: the evidence of its figures."""
    if report.snapshot is not None:
        yield pdf.Attachment(
            name="toendid.csv",
            content=(line.encode() for line in evidence_csv(report.snapshot)),
            mime="text/csv",
            description=_("Every record that the report's figures count"),
        )
        yield pdf.Attachment(
            name="andmed.json",
            content=(line.encode() for line in snapshot_json(report.snapshot, with_evidence=False)),
            mime="application/json",
            description=_("The frozen figures that the report prints"),
            relation="Source",
        )


def plan_of(report: AnnualReport) -> Iterator[pdf.Attachment]:
    """Yield the plan beside what was done, for spreadsheets."""
    if report.snapshot is not None:
        yield pdf.Attachment(
            name="tegevuskava.xlsx",
            content=plan_xlsx(report.snapshot),
            mime="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            description=_("The plan of the year beside what was done and spent"),
            relation="Alternative",
        )
