"""The page on which a report is written: each part of the form with its text, its figures beside it."""

from dataclasses import dataclass, field
from functools import cached_property

from django.utils.translation import gettext as _

from reports.annual import headings
from reports.annual.changes import Move, compare
from reports.annual.contents import Chapter, contents_of
from reports.annual.document import Document, fingerprint
from reports.annual.forms import AttachmentForm
from reports.annual.missing import Lack, missing
from reports.annual.outline import Part, parts
from reports.annual.warnings import warnings_of
from reports.models import AnnualReport, ReportText, Snapshot
from silab.jobs.enums import UNFINISHED
from silab.jobs.models import Job


@dataclass
class Field:
    """One part as the page shows it: the saved text, or what was typed when it could not be saved."""

    part: Part
    label: str
    text: ReportText
    body: str
    rows: str = "3"
    warnings: list[str] = field(default_factory=list)
    error: str = ""
    theirs: ReportText | None = None

    @property
    def anchor(self) -> str:
        """The part's place on the page."""
        return self.part.key.replace(":", "-")

    @property
    def revision(self) -> str:
        """The revision that the writer began from; a plain string, for a hidden field."""
        return str(self.text.revision)


class Editor:
    """What the template of the writing page reads."""

    def __init__(self, report: AnnualReport, attaching: AttachmentForm | None = None):
        self.report = report
        self.attaching = attaching or AttachmentForm()
        self.headings = headings
        self.document = Document(report)
        self._parts = parts(self.document.figures)
        self._texts = {row.key: row for row in report.texts.select_related("saved_by")}
        self._typed: dict[str, Field] = {}

    def field(self, key: str, label: str = "", rows: str = "3") -> Field:
        """Return a part's field; raise KeyError for a part that the form does not have."""
        if key in self._typed:
            return self._typed[key]
        part = self._parts[key]
        text = self._texts.get(key) or ReportText(report=self.report, key=key)
        warnings = warnings_of(self.report, part, text.body) if text.body else []
        return Field(part, label or part.title, text, text.body, rows, warnings)

    def keep_typed(self, shown: Field) -> None:
        """Show this field as it was typed instead of as it is saved."""
        self._typed[shown.part.key] = shown

    @cached_property
    def summary(self) -> Field:
        """Part 1."""
        return self.field("summary", rows="14")

    @cached_property
    def goals(self) -> list[dict]:
        """Part 2: each goal's rows with their fields."""
        return [
            {
                "heading": goal["heading"],
                "anchor": goal["anchor"],
                "number": goal["number"],
                "outcomes": [(row, self.field(row["key"])) for row in goal["outcomes"]],
                "indicators": [(row, self.field(row["key"], rows="2")) for row in goal["indicators"]],
                "activities": self.field(goal["key"], rows="12"),
            }
            for goal in self.document.goals
        ]

    @cached_property
    def deviations(self) -> Field:
        """Part 3.1."""
        return self.field("deviations", rows="6")

    @cached_property
    def missed(self) -> list[tuple]:
        """The targets that were not reached, each with the field of its reason."""
        label = _("Reason: %(target)s")
        return [
            (row, self.field(row["key"], label % {"target": row["label"]}, "2"))
            for row in self.document.missed
        ]

    @cached_property
    def money(self) -> list[tuple]:
        """The activities whose cost is not their budget, each with the field of its explanation."""
        label = _("Explanation: %(activity)s")
        return [
            (row, self.field(row["key"], label % {"activity": row["title"]}, "2"))
            for row in self.document.money_deviations
        ]

    @cached_property
    def materials(self) -> Field:
        """Part 3.2."""
        return self.field("materials", rows="4")

    @cached_property
    def contents(self) -> list[tuple[str, list[Chapter]]]:
        """The page's parts by group, with how much of each is written."""
        return contents_of(self)

    @cached_property
    def lacks(self) -> list[Lack]:
        """What stands between the report and the funder."""
        return missing(self.report)

    @cached_property
    def moves(self) -> list[Move]:
        """What moved when the figures were last taken again."""
        now = self.report.snapshot
        if now is None:
            return []
        # Figures that were taken and never became a report's own (a worker died of them) are no "before".
        versions = AnnualReport.history.filter(contract=self.report.contract_id, year=self.report.year)
        earlier = Snapshot.objects.filter(pk__in=versions.values("snapshot"), pk__lt=now.pk)
        before = earlier.order_by("-pk").first()
        return compare(before, now) if before else []

    @cached_property
    def job(self) -> Job | None:
        """The unfinished job that makes this report's PDF."""
        return _unfinished(kind="reports.annual_pdf", key__startswith=f"{self.report.pk}:")

    @cached_property
    def figures_job(self) -> Job | None:
        """The unfinished job that takes this report's figures."""
        return _unfinished(kind="reports.annual_figures", key=str(self.report.pk))

    @cached_property
    def pdf_is_current(self) -> bool:
        """Whether the PDF shows the report as it is now."""
        return bool(self.report.pdf) and self.report.pdf_fingerprint == fingerprint(self.report)

    @cached_property
    def returned(self):
        """The version before this one, when the funder sent it back: its comments say what to change."""
        before = AnnualReport.objects.filter(
            contract=self.report.contract_id, year=self.report.year, version=self.report.version - 1
        )
        return before.prefetch_related("comments").first()


def _unfinished(**which) -> Job | None:
    return Job.objects.filter(state__in=UNFINISHED, **which).order_by("-pk").first()
