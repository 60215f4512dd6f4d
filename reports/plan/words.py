"""The plan's rows in words: what its columns are called and what they hold."""

from dataclasses import dataclass, fields

from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from reports.importing.columns import SHEETS
from reports.importing.spoken import HEADINGS, shown

#: The column of the plan's files that each field of a row fills, and what it is called.
COLUMNS = {
    field.attribute: field.name
    for part in ("activities", "targets", "period_targets")
    for field in SHEETS[part].fields
}
LABELS = {name: HEADINGS[column] for name, column in COLUMNS.items()}
WORDS = {
    "add": pgettext_lazy("row", "added"),
    "change": pgettext_lazy("row", "changed"),
    "remove": pgettext_lazy("row", "removed"),
}


@dataclass(frozen=True)
class Told:
    """A row that was added, changed or removed, in words; `fields` are (name, before, after)."""

    what: str
    part: str
    name: str
    fields: tuple[tuple[str, str, str], ...]

    @property
    def words(self) -> str:
        """What happened to the row, in a word."""
        return str(WORDS[self.what])

    @property
    def tone(self) -> str:
        """The key of the chip that shows it (silab/common/states.py)."""
        return {"add": "success", "change": "info", "remove": "missed"}[self.what]


def told(sheet: str, before, after) -> Told:
    """Tell what became of one row; a row that comes or goes tells all that it holds."""
    row = after or before
    what = "change" if before and after else "add" if after else "remove"
    label = getattr(row, "title", "") or getattr(row, "label", "")
    told = tuple(
        (str(LABELS[field.name]), _of(before, field.name), _of(after, field.name))
        for field in fields(row)
        if field.name not in ("year", "number") and _differs(before, after, field.name)
    )
    return Told(what, str(SHEETS[sheet].title), f"{place(row)} {label}".strip(), told)


def place(row) -> str:
    """Return where in the plan a row stands: "2022/3", "2021–2024"."""
    if hasattr(row, "from_year"):
        return f"{row.from_year}–{row.to_year}"
    return f"{row.year}/{row.number}" if hasattr(row, "number") else str(row.year)


def _of(row, name):
    if row is None:
        return "–"
    value = getattr(row, name)
    if name == "amount" and value is None:
        return _("all")
    if name == "budget" and value is None:
        return _("unfunded")
    return shown(COLUMNS[name], value)


def _differs(before, after, name):
    if before and after:
        return getattr(before, name) != getattr(after, name)
    return getattr(before or after, name) not in (None, "", ())
