"""The form with the year's figures and no text: how a report would look."""

from reports.annual.charts import charts_of
from reports.annual.document import Document
from reports.models import AnnualReport, Attachment, ReportText


class Blank:
    """A report that nobody has begun; it reads like one and is kept nowhere."""

    version = 1
    snapshot = None

    def __init__(self, contract, year):
        self.contract, self.year = contract, year
        self.texts = ReportText.objects.none()
        self.attachments = Attachment.objects.none()


def blank_document(contract, figures: dict) -> dict:
    """Return what the document's templates are given for a year in which nothing has been written."""
    blank: AnnualReport = Blank(contract, figures["year"])  # type: ignore[assignment]
    document = Document(blank, figures)
    return {"doc": document, "charts": charts_of(document), "map": None}
