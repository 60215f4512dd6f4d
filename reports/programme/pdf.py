"""The programme report as a PDF with its evidence inside."""

from django.utils import translation
from django.utils.translation import gettext as _

from reports.annual.pdf import attached
from reports.models import ProgrammeReport
from reports.programme.document import Document
from silab import pdf


def render_report(
    report: ProgrammeReport, *, language: str = "et", progress=lambda percent, step: None
) -> bytes:
    """Return the report's PDF: the same bytes for the same figures and texts.

    Raises silab.pdf.PdfUnavailable where the system libraries are missing.
    """
    with translation.override(language):
        progress(10, _("Reading the figures"))
        document = Document(report)
        progress(30, _("Laying out the pages"))
        made = pdf.render(
            "reports/pdf/programme.html",
            {"doc": document},
            title=document.title,
            language=language,
            attachments=list(attached(report)),
            made_at=report.snapshot.taken_at if report.snapshot else None,
        )
        progress(95, _("Storing the PDF"))
    return made
