"""The page on which a programme report is written: each part of the form with its text, its figures beside it."""

from functools import cached_property

from django.utils.translation import gettext as _

from reports.annual.changes import Move, compare
from reports.annual.contents import Chapter
from reports.annual.fields import Field, Fields
from reports.annual.forms import AttachmentForm
from reports.annual.missing import Lack
from reports.models import ProgrammeReport, ProgrammeSnapshot
from reports.programme import headings
from reports.programme.actions import shown
from reports.programme.document import Document
from reports.programme.missing import missing
from reports.programme.outline import activities, figures_of, parts


class Editor(Fields):
    """What the template of the writing page reads."""

    kind = "reports.programme"

    def __init__(self, report: ProgrammeReport, attaching: AttachmentForm | None = None):
        self.attaching = attaching or AttachmentForm()
        self.headings = headings
        self._figures = figures_of(report)
        super().__init__(report, parts(self._figures))

    @cached_property
    def document(self) -> Document:
        """The report as it would print."""
        return Document(self.report, self._figures)

    def years_of(self, part):
        """Dates lie in the programme's years; advice may look a year ahead."""
        first, last = (int(day[:4]) for day in self._figures["period"])
        return [*range(first, last + 2)]

    @cached_property
    def sections(self) -> list[tuple[dict, Field]]:
        """Part 1."""
        return [(row, self.field(row["key"], rows="7")) for row in self.document.sections]

    @cached_property
    def results(self) -> Field:
        """Part 2."""
        return self.field("results", rows="6")

    @cached_property
    def deviations(self) -> Field:
        """Part 3."""
        return self.field("deviations", rows="6")

    @cached_property
    def reasons(self) -> list[tuple[dict, Field]]:
        """The promised results that came out otherwise, each with the field of its reason."""
        label = _("Reason: %(target)s")
        return [
            (row, self.field(row["key"], label % {"target": row["label"]}, "2"))
            for row in self.document.deviations
        ]

    @cached_property
    def materials(self) -> Field:
        """Part 4."""
        return self.field("materials", rows="4")

    @cached_property
    def advice(self) -> Field:
        """Part 5."""
        return self.field("advice", rows="8")

    @cached_property
    def contents(self) -> list[tuple[str, list[Chapter]]]:
        """The page's parts by group, with how much of each is written."""
        words = activities()
        first = [Chapter(words[row["key"]], row["anchor"], (field,)) for row, field in self.sections]
        return [
            (_("Activities"), first),
            (
                "",
                [
                    Chapter(_("Results"), "tulemused", (self.results,)),
                    Chapter(
                        _("Deviations"),
                        "korvalekalded",
                        (self.deviations, *(field for _row, field in self.reasons)),
                    ),
                    Chapter(_("Materials"), "materjalid", (self.materials,)),
                    Chapter(_("Advice"), "soovitused", (self.advice,)),
                ],
            ),
        ]

    @cached_property
    def lacks(self) -> list[Lack]:
        """What stands between the report and its end."""
        return missing(self.report)

    @cached_property
    def moves(self) -> list[Move]:
        """What moved when the figures were last taken again."""
        now = self.report.snapshot
        if now is None:
            return []
        versions = ProgrammeReport.history.filter(training=self.report.training_id)
        earlier = ProgrammeSnapshot.objects.filter(pk__in=versions.values("snapshot"), pk__lt=now.pk)
        before = earlier.order_by("-pk").first()
        return compare(before, now, shown) if before else []
