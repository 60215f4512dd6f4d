"""A table of text to rows of communities, or to problems by row and column: nothing is guessed or corrected.

Which municipality a name means is certain, or a person decides among the candidates (domain.md §1)."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from municipalities.communities.importing.columns import BY_NAME, FIELDS
from municipalities.matching import Match, Matcher
from municipalities.models import Municipality
from silab.common.tables import (
    Limits,
    Problem,
    RawTable,
    Refused,
    Unreadable,
    is_formula,
    read_tables,
    refuse_size,
)
from silab.common.templatetags.formats import day
from silab.common.text import search_key

LIMITS = Limits(size=10_000_000, rows=10_000, unpacked=100_000_000)
#: More would help nobody, and a wrong file has thousands.
MAX_PROBLEMS = 200


@dataclass(frozen=True)
class Row:
    """One community as the table tells it; None or "" where it says nothing."""

    number: int
    municipality: str
    name: str
    kind: str
    self_definition: str = ""
    boundary: str = ""
    founded_on: date | None = None
    defined_on: date | None = None
    accepted_on: date | None = None
    speaker: str = ""
    speaker_email: str = ""
    role: str = ""
    mandate_from: date | None = None
    mandate_to: date | None = None

    @property
    def key(self) -> str:
        """The name as the register compares it."""
        return search_key(self.name)[:200]


@dataclass(frozen=True)
class Name:
    """A municipality's name in the table: in how many rows, what it may mean, what it was decided to mean."""

    text: str
    rows: int
    match: Match
    municipality: Municipality | None

    @property
    def key(self) -> str:
        """By which a person's decision is kept."""
        return search_key(self.text)

    @property
    def is_plain(self) -> bool:
        """Whether there is nothing to look at: the register's own name."""
        return self.municipality is not None and search_key(self.municipality.name) == self.key


@dataclass
class Parsed:
    """What was read: good rows, the municipalities' names (of all rows), problems that stand against the import,
    columns not taken, how many rows there are."""

    file: str
    encoding: str
    rows: list[Row] = field(default_factory=list)
    names: list[Name] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    not_taken: list[str] = field(default_factory=list)
    row_count: int = 0

    @property
    def undecided(self) -> list[Name]:
        """Names that a person must decide on."""
        return [name for name in self.names if name.municipality is None]

    @property
    def places(self) -> dict[str, Municipality]:
        """The municipality of each name, by the name's text."""
        return {name.text: name.municipality for name in self.names if name.municipality is not None}


def read_files(files: dict[str, bytes]) -> RawTable:
    """Return the only table of the only file; raise Refused."""
    refuse_size(files, LIMITS)
    tables = [table for name, content in files.items() for table in read_tables(name, content, LIMITS)]
    if len(tables) > 1:
        raise Refused(_("The file has more than one sheet with text. Leave the one with the communities."))
    if not tables or len(tables[0].lines) < 2:
        raise Refused(_("There is no row under the heading."))
    return tables[0]


def parse_table(
    table: RawTable, decided: Mapping[str, int] | None = None, today: date | None = None
) -> Parsed:
    """Read the rows. `decided` holds a person's choices: a name's key to the primary key of its municipality."""
    parsed = Parsed(table.file, table.encoding)
    reader = _Reader(parsed, table)
    parsed.rows = reader.rows()
    parsed.names = _names(reader.named, decided or {}, today or timezone.localdate())
    _refuse_doubles(parsed)
    parsed.problems.sort(key=lambda problem: problem.row)
    return parsed


class _Reader:
    """Reads one table, noting the problems of each cell."""

    def __init__(self, parsed, table):
        self.parsed, self.table = parsed, table
        self.heading = [search_key(cell) for cell in table.lines[0][1]]
        #: How often each municipality is named, rows with other errors too: all is said at once.
        self.named: Counter[str] = Counter()
        parsed.row_count = len(table.lines) - 1

    def rows(self):
        if not self._heading_is_right():
            return []
        found = [self._row(number, cells) for number, cells in self.table.lines[1:]]
        return [row for row in found if row is not None]

    def _heading_is_right(self):
        named = [BY_NAME.get(cell) for cell in self.heading]
        for wanted in FIELDS:
            if wanted.required and wanted not in named:
                self._note(1, wanted.heading, _("This column is missing."))
            if named.count(wanted) > 1:
                self._note(1, wanted.heading, _("This column is there twice."))
        words = self.table.lines[0][1]
        self.parsed.not_taken = [
            word for word, known in zip(words, named, strict=True) if word and known is None
        ]
        return not self.parsed.problems

    def _row(self, number, cells):
        if [search_key(cell) for cell in cells] == self.heading:
            return self._note(
                number, "", _("This is the heading once more. Delete the row."), "; ".join(cells)
            )
        if len(cells) > len(self.heading):
            return self._note(number, "", _("The row has more cells than the heading."), "; ".join(cells))
        before = len(self.parsed.problems)
        texts = {
            known.attribute: text
            for word, text in zip(self.heading, cells, strict=False)
            if text and (known := BY_NAME.get(word)) is not None
        }
        values = {
            known.attribute: value
            for known in FIELDS
            if known.attribute in texts
            and (value := self._value(number, known, texts[known.attribute])) is not None
        }
        for wanted in FIELDS:
            if wanted.required and wanted.attribute not in texts:
                self._note(number, wanted.heading, _("The cell is empty."))
        if "municipality" in values:
            self.named[values["municipality"]] += 1
        if len(self.parsed.problems) > before:
            return None
        row = Row(number=number, **values)
        self._check(row)
        return row if len(self.parsed.problems) == before else None

    def _value(self, number, known, text):
        if is_formula(text):
            said = _(
                "There is a formula in the cell. Replace it by its value: formulas are not computed here."
            )
            return self._note(number, known.heading, said, text)
        try:
            return known.read(text)
        except Unreadable as unreadable:
            return self._note(number, known.heading, str(unreadable), text)

    def _check(self, row):
        """What one cell says of another."""
        if row.speaker and not row.mandate_from:
            said = _("From when does the mandate of %(name)s run? Write its first day.")
            self._note(row.number, "volitus alates", said % {"name": row.speaker})
        if row.mandate_from and not row.speaker:
            self._note(row.number, "eestkõneleja", _("There is a mandate but nobody who has it."))
        if row.mandate_from and row.mandate_to and row.mandate_to < row.mandate_from:
            said = _("A mandate cannot end before it begins.")
            self._note(row.number, "volitus kuni", said, day(row.mandate_to))
        if row.defined_on and row.accepted_on and row.accepted_on < row.defined_on:
            said = _("The community was accepted before it had defined itself.")
            self._note(row.number, "aktsepteeritud", said, day(row.accepted_on))

    def _note(self, row, column, text, value=""):
        self.parsed.problems.append(Problem(self.table.file, row, column, text, value[:80]))


def _names(counts, decided, today):
    matcher = Matcher()
    chosen = Municipality.objects.in_bulk(set(decided.values()))
    names = []
    for text, number in counts.items():
        match = matcher.match(text, today)
        municipality = chosen.get(decided.get(search_key(text), 0)) or match.municipality
        names.append(Name(text, number, match, municipality))
    return names


def _refuse_doubles(parsed):
    """Note the rows that tell of a community which an earlier row has told of."""
    places, first = parsed.places, {}
    for row in parsed.rows:
        place = places.get(row.municipality)
        key = (place.pk if place else search_key(row.municipality), row.key)
        if key in first:
            said = _("The same community stands in row %(row)s already.") % {"row": first[key]}
            parsed.problems.append(Problem(parsed.file, row.number, "nimi", said, row.name[:80]))
        first.setdefault(key, row.number)
