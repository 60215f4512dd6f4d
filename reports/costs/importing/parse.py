"""The export's table to rows of costs, or to problems by row and column: nothing is guessed or corrected."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from reports.costs.importing.columns import FIELDS, guessed, labels
from reports.enums import Funding
from reports.models import Activity, CostMapping
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
from silab.common.templatetags.formats import day, figure
from silab.common.text import search_key

LIMITS = Limits(size=10_000_000, rows=50_000, unpacked=120_000_000)
#: More would help nobody, and a wrong file has thousands.
MAX_PROBLEMS = 200
#: More names than this are no names of activities but another column.
MAX_NAMES = 60


@dataclass(frozen=True, slots=True)
class Row:
    """One document as the export tells it; `name` is what it calls the activity."""

    number: int
    on: date
    document_number: str
    supplier: str
    amount: Decimal
    vat: Decimal
    description: str
    name: str

    @property
    def name_key(self) -> str:
        """By which a person's decision on the activity is kept: an export calls it the same in every year."""
        return f"{search_key(self.name)}|{self.on.year}"


@dataclass(frozen=True)
class Name:
    """What the export calls an activity, in how many rows of which year, and the activity that it means or None."""

    key: str
    text: str
    year: int
    rows: int
    activity: Activity | None


@dataclass
class Parsed:
    """What was read. `missing` are titles of fields whose column a person has to choose."""

    file: str
    encoding: str
    headings: list[str]
    columns: dict[str, str]
    funding: str
    rows: list[Row] = field(default_factory=list)
    names: list[Name] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    problem_count: int = 0
    missing: list[str] = field(default_factory=list)
    row_count: int = 0
    wrong_rows: set[int] = field(default_factory=set)

    @property
    def activities(self) -> dict[str, Activity]:
        """The activity of each name's key."""
        return {name.key: name.activity for name in self.names if name.activity is not None}

    @property
    def undecided(self) -> list[Name]:
        """Names that a person must decide on."""
        return [name for name in self.names if name.activity is None]

    def note(self, row: int, column: str, text: str, value: str = "") -> None:
        """Count a problem, and keep it unless there are too many already."""
        self.problem_count += 1
        if row > 1:
            self.wrong_rows.add(row)
        if len(self.problems) < MAX_PROBLEMS:
            self.problems.append(Problem(self.file, row, column, text, value[:80]))


def read_file(files: dict[str, bytes]) -> RawTable:
    """Return the only table of the only file; raise Refused."""
    refuse_size(files, LIMITS)
    tables = [table for name, content in files.items() for table in read_tables(name, content, LIMITS)]
    if len(tables) > 1:
        raise Refused(_("The file has more than one sheet with text. Leave the one with the costs."))
    if not tables or len(tables[0].lines) < 2:
        raise Refused(_("There is no row under the heading."))
    return tables[0]


def parse_table(table: RawTable, contract, choices: dict | None = None) -> Parsed:
    """Read the rows of the export of a contract's costs, in two queries.

    `choices` are a person's: "columns" (field to heading), "activities" (a name's key to "2022/3"), "funding";
    what they leave open is as in the last import (CostMapping), else found by its name.
    """
    chosen = choices or {}
    kept = CostMapping.objects.filter(contract=contract).first()
    heading = table.lines[0][1]
    columns = guessed(heading, kept.columns if kept else {}) if "columns" not in chosen else chosen["columns"]
    funding = chosen.get("funding", Funding.CONTRACT)
    parsed = Parsed(table.file, table.encoding, labels(heading), columns, str(funding))
    parsed.row_count = len(table.lines) - 1
    parsed.missing = [str(known.title) for known in FIELDS if known.required and not columns.get(known.key)]
    _note_doubled_columns(parsed)
    if not parsed.missing and not parsed.problem_count:
        parsed.rows = _Reader(parsed, table, contract).rows()
        decided = {**(kept.activities if kept else {}), **chosen.get("activities", {})}
        parsed.names = _names(parsed, contract, decided)
    return parsed


def _note_doubled_columns(parsed):
    for heading, count in Counter(filter(None, parsed.columns.values())).items():
        if heading not in parsed.headings:
            parsed.note(1, heading, _("This column is missing."))
        elif count > 1:
            parsed.note(1, heading, _("This column was chosen twice, for different things."))


class _Reader:
    """Reads one table, noting the problems of each cell."""

    def __init__(self, parsed, table, contract):
        self.parsed, self.table, self.contract = parsed, table, contract
        self.heading = table.lines[0][1]
        places = {label: place for place, label in enumerate(parsed.headings)}
        self.fields = [(known, places[parsed.columns[known.key]], parsed.columns[known.key])
                       for known in FIELDS if parsed.columns.get(known.key)]  # fmt: skip
        self.called = {known.key: label for known, _place, label in self.fields}

    def rows(self):
        found = (self._row(number, cells) for number, cells in self.table.lines[1:])
        return [row for row in found if row is not None]

    def _row(self, number, cells):
        if cells == self.heading:
            return self.parsed.note(
                number, "", _("This is the heading once more. Delete the row."), "; ".join(cells)
            )
        if len(cells) > len(self.heading):
            return self.parsed.note(
                number, "", _("The row has more cells than the heading."), "; ".join(cells)
            )
        before, values = self.parsed.problem_count, {}
        for known, place, label in self.fields:
            cell = cells[place] if place < len(cells) else ""
            values[known.key] = self._value(number, known, label, cell)
        if self.parsed.problem_count > before or not self._is_right(number, values):
            return None
        return Row(
            number=number,
            on=values["on"],
            document_number=values["document_number"],
            supplier=values["supplier"],
            amount=values["amount"],
            vat=values.get("vat") or Decimal(0),
            description=values.get("description") or "",
            name=values.get("activity") or "",
        )

    def _value(self, number, known, label, cell):
        if not cell:
            return self.parsed.note(number, label, _("The cell is empty.")) if known.required else None
        if is_formula(cell):
            said = _(
                "There is a formula in the cell. Replace it by its value: formulas are not computed here."
            )
            return self.parsed.note(number, label, said, cell)
        try:
            return known.read(cell)
        except Unreadable as unreadable:
            return self.parsed.note(number, label, str(unreadable), cell)

    def _is_right(self, number, values):
        """What one cell says of another, and the contract of the date."""
        before, contract = self.parsed.problem_count, self.contract
        on, amount, vat = values["on"], values["amount"], values.get("vat") or 0
        if not contract.starts_on <= on <= contract.ends_on:
            said = _("The date is outside the contract (%(from)s–%(to)s).")
            told = {"from": day(contract.starts_on), "to": day(contract.ends_on)}
            self.parsed.note(number, self.called["on"], said % told, day(on))
        if amount == 0:
            self.parsed.note(number, self.called["amount"], _("The amount cannot be 0."), figure(amount))
        elif vat and (abs(vat) > abs(amount) or (vat < 0) != (amount < 0)):
            said = _("VAT is a part of the amount: not more than it, and of the same sign.")
            self.parsed.note(number, self.called["vat"], said, figure(vat))
        return self.parsed.problem_count == before


def _names(parsed, contract, decided):
    """Return what the export calls the activities, each with what it was decided or certainly is to mean."""
    counts: Counter = Counter((row.name, row.on.year) for row in parsed.rows)
    merged: dict[str, list] = {}
    for (text, year), rows in sorted(counts.items(), key=lambda item: (item[0][1], item[0][0])):
        found = merged.setdefault(f"{search_key(text)}|{year}", [text, year, 0])
        found[2] += rows
    if len(merged) > MAX_NAMES:
        said = _(
            "This column holds %(count)s different names, so it does not name activities. Choose another."
        )
        parsed.note(1, parsed.columns.get("activity", ""), said % {"count": len(merged)})
        return []
    known = {
        f"{row.year}/{row.number}": row
        for row in Activity.objects.filter(contract=contract).order_by("year", "number")
    }
    titles = {(search_key(row.title), row.year): row for row in known.values()}
    names = []
    for key, (text, year, rows) in merged.items():
        certain = known.get(text) or titles.get((search_key(text), year))
        names.append(Name(key, text, year, rows, known.get(decided.get(key, "")) or certain))
    return names
