"""The parts of an annual report with what stands beside them on its writing page."""

from functools import cached_property

from django.urls import reverse

from reports.annual.beside import LastYear
from reports.annual.due import Due, due_of
from reports.annual.english import English
from reports.annual.fields import Field, Fields
from reports.annual.missing import Lack, missing
from reports.annual.outline import Part, missed_targets
from reports.annual.sides import WHOLE, Notes, Sides
from reports.models import AnnualReport, StaffNote

#: Lines of a text that are seen without scrolling in it, at most, and letters of a line.
MOST_ROWS, LINE = 16, 80


class SidedFields(Fields):
    """Fields with notes, English, last year's text; the outline's facts about them."""

    #: The figures that the page shows.
    _figures: dict

    def __init__(self, report: AnnualReport, parts: dict[str, Part]):
        super().__init__(report, parts)
        self._wanted = {f"deviation:target:{row['pk']}" for row in missed_targets(self._figures)}
        self._notes: dict[str, Notes] = {}
        self._english: dict[str, English] = {}

    @property
    def outline_url(self) -> str:
        """Where the outline renews itself from."""
        return reverse("reports:report_outline", args=[self.report.pk])

    def wants_reason(self, key: str) -> bool:
        """Whether the report cannot be submitted while this part is empty."""
        return key in self._wanted

    def field(self, key: str, label: str = "", rows: str = "3") -> Field:
        """Return a part's field with what stands beside it."""
        shown = super().field(key, label, rows)
        shown.rows = str(min(max(int(rows), _lines(shown.body)), MOST_ROWS))
        if shown.sides is None:
            english = self._english.get(key) or English.of(self._texts.get(key))
            shown.sides = Sides(self._notes_at(key, shown.anchor), english, self.last_year.holds(key))
        return shown

    def part(self, key: str) -> Part | None:
        """Return a part of the form, or None for what it has not."""
        return self._parts.get(key)

    def keep_english(self, key: str, english: English) -> None:
        """Show a part's English as it was typed instead of as it is saved."""
        self._english[key] = english

    def keep_note(self, key: str, typed: str, error: str) -> None:
        """Show a note that could not be kept, with the reason."""
        place = key.replace(":", "-") if key else WHOLE
        notes = self._notes_at(key, place)
        notes.typed, notes.error = typed, error

    def notes_of(self, key: str) -> Notes:
        """Return the notes that stand where those of this part do: beside it, or beside the whole report."""
        shown = (field for field in self.shown if field.part.key == key)
        return next((field.sides.notes for field in shown), self.notes_of_whole)

    @cached_property
    def notes_of_whole(self) -> Notes:
        """The notes on the report as a whole, and those on parts that the page does not show any more."""
        seen = {field.part.key for field in self.shown}
        whole = self._notes_at("", WHOLE)
        rows = [note for note in self._all_notes if note.key not in seen]
        return Notes("", WHOLE, rows, whole.typed, whole.error)

    @cached_property
    def last_year(self) -> LastYear:
        """The report of the year before."""
        return LastYear(self.report, self._figures)

    @cached_property
    def due(self) -> Due:
        """Until when the report is to reach the funder."""
        return due_of(self.report)

    @cached_property
    def lacks(self) -> list[Lack]:
        """What stands between the report and the funder."""
        texts = {key: row.body for key, row in self._texts.items()}
        return missing(self.report, texts=texts, made_of=self.made_of if self.report.pdf else "")

    @property
    def has_unread(self) -> bool:
        """Whether there are drafts that nobody has read."""
        return any(field.is_unread for field in self.shown)

    @cached_property
    def _all_notes(self) -> list[StaffNote]:
        """Every note, the open ones first."""
        rows = self.report.notes.select_related("written_by", "settled_by").order_by("pk")
        return sorted(rows, key=lambda note: note.settled_at is not None)

    def _notes_at(self, key, place):
        if key not in self._notes:
            self._notes[key] = Notes(key, place, [note for note in self._all_notes if note.key == key])
        return self._notes[key]


def _lines(body):
    """How many lines a text takes on the page."""
    return sum(1 + len(row) // LINE for row in body.split("\n"))
