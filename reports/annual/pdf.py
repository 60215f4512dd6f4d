"""The report as a PDF with its evidence inside."""

from collections.abc import Iterator

from django.utils import translation
from django.utils.translation import gettext as _

from reports.annual.data import evidence_csv
from reports.annual.document import Document
from reports.annual.map import map_of
from reports.models import AnnualReport, Version
from silab import pdf
from silab.common.charts import plan_done_bars


def context_of(report: AnnualReport) -> dict:
    """Return what the document's templates are given, on paper and on screen."""
    document = Document(report)
    money = [(row["title"], row["planned_money"], row["spent_money"]) for row in document.activities]
    chart = (
        plan_done_bars(money, "€", title=_("Budget and cost by activity"), name="money") if money else None
    )
    return {"doc": document, "chart": chart, "map": map_of(document)}


def render_report(
    report: AnnualReport, *, language: str = "et", progress=lambda percent, step: None
) -> bytes:
    """Return the report's PDF: the same bytes for the same figures and texts.

    Raises silab.pdf.PdfUnavailable where the system libraries are missing.
    """
    with translation.override(language):
        progress(10, _("Reading the figures"))
        context = context_of(report)
        progress(30, _("Laying out the pages"))
        made = pdf.render(
            "reports/pdf/annual.html",
            context,
            title=context["doc"].title,
            language=language,
            attachments=list(attached(report)),
            made_at=report.snapshot.taken_at if report.snapshot else None,
        )
        progress(95, _("Storing the PDF"))
    return made


def attached(report: Version) -> Iterator[pdf.Attachment]:
    """Yield the files that travel inside a report: the evidence of its figures."""
    if report.snapshot is not None:
        yield pdf.Attachment(
            name="toendid.csv",
            content=(line.encode() for line in evidence_csv(report.snapshot)),
            mime="text/csv",
            description=_("Every record that the report's figures count"),
        )
