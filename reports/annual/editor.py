"""The page on which a report is written: each part of the form with its text, its figures beside it."""

from functools import cached_property

from django.utils.translation import gettext as _

from reports.annual import headings
from reports.annual.answers import Answers
from reports.annual.changes import Move, compare
from reports.annual.contents import Chapter, contents_of
from reports.annual.document import Document
from reports.annual.form import form_in, form_of
from reports.annual.forms import AttachmentForm
from reports.annual.outline import figures_of, parts
from reports.annual.sided import SidedFields
from reports.annual.stretches import Stretch, stretches_of
from reports.annual.typed import Typed
from reports.annual.warnings import years_of
from reports.models import AnnualReport, Snapshot


class Editor(SidedFields):
    """What the template of the writing page reads."""

    kind = "reports.annual"

    def __init__(self, report: AnnualReport, attaching: AttachmentForm | None = None):
        self.attaching = attaching or AttachmentForm()
        self.headings = headings
        self._figures = figures_of(report)
        super().__init__(report, parts(self._figures))

    @cached_property
    def document(self) -> Document:
        """The report as it would print."""
        return Document(self.report, self._figures)

    def years_of(self, part):
        return years_of(self.report, part)

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
    def stretches(self) -> list[Stretch]:
        """The form's sections in their order, each with its fields."""
        return stretches_of(self)

    @cached_property
    def form_changed(self) -> bool:
        """Whether the contract's form is another than the one that its figures were taken with."""
        snapshot = self.report.snapshot
        return snapshot is not None and form_in(snapshot.figures) != form_of(self.report.contract)

    @cached_property
    def contents(self) -> list[tuple[str, list[Chapter]]]:
        """The page's parts by group, with how much of each is written."""
        return contents_of(self)

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
    def answers(self) -> Answers:
        """The funder's comments on earlier versions, with the fields of their answers."""
        return Answers(self.report)

    @cached_property
    def answers_elsewhere(self) -> list[Typed]:
        """Those on the whole report, and on parts that this page does not show."""
        shown = {
            field.part.key for _group, chapters in self.contents for row in chapters for field in row.fields
        }
        return self.answers.elsewhere(shown)

    @cached_property
    def returned(self):
        """The version before this one, which the funder sent back or Silab withdrew."""
        if self.report.version == 1:
            return None
        versions = AnnualReport.objects.filter(contract=self.report.contract_id, year=self.report.year)
        return versions.filter(version=self.report.version - 1).first()
