"""What stands beside a part on the writing page: notes, its English, what last year's report said."""

from dataclasses import dataclass, field

from reports.annual.english import English
from reports.models import StaffNote

#: Where the notes on the report as a whole stand.
WHOLE = "aruanne"


@dataclass
class Notes:
    """The notes beside a part, the open ones first; what was typed when a note could not be kept."""

    key: str
    place: str
    rows: list[StaffNote] = field(default_factory=list)
    typed: str = ""
    error: str = ""

    @property
    def anchor(self) -> str:
        """The notes' place on the page."""
        return f"markmed-{self.place}"

    @property
    def open_notes(self) -> int:
        """How many of them are not settled."""
        return sum(note.settled_at is None for note in self.rows)

    @property
    def is_open(self) -> bool:
        """Whether the page unfolds them: something waits."""
        return bool(self.open_notes or self.error)


@dataclass
class Sides:
    """Everything beside one part."""

    notes: Notes
    english: English
    has_last_year: bool

    @property
    def open_notes(self) -> int:
        """How many notes are not settled."""
        return self.notes.open_notes

    @property
    def anchor(self) -> str:
        """Where the notes stand."""
        return self.notes.anchor
