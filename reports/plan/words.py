"""The plan's rows in words: what its columns are called and what they hold."""

from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from reports.enums import TargetGroup, TargetKind, Workstream
from reports.importing.columns import SHEETS
from silab.common.templatetags.formats import day, euro, figure
from silab.measures import UNITS, all_measures

LABELS = {
    "year": gettext_lazy("Year"),
    "number": gettext_lazy("Number in the plan"),
    "workstream": gettext_lazy("Workstream"),
    "title": gettext_lazy("Title"),
    "period_as_stated": gettext_lazy("Period as the plan states it"),
    "period_start": gettext_lazy("Period starts"),
    "period_end": gettext_lazy("Period ends"),
    "budget": gettext_lazy("Budget, €"),
    "funding_note": gettext_lazy("Note on funding"),
    "target_groups": gettext_lazy("Target groups"),
    "measure": gettext_lazy("Measure"),
    "kind": gettext_lazy("Kind"),
    "amount": gettext_lazy("How much"),
    "unit": gettext_lazy("Unit"),
    "label": gettext_lazy("Label"),
    "from_year": gettext_lazy("From year"),
    "to_year": gettext_lazy("To year"),
}
WORDS = {
    "add": pgettext_lazy("row", "added"),
    "change": pgettext_lazy("row", "changed"),
    "remove": pgettext_lazy("row", "removed"),
}
CHOICES = {"workstream": Workstream, "kind": TargetKind}


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


def unit_words(unit: str) -> str:
    """Return what a unit is called: "person" is "inimene"; a unit that only the plan knows stays as it is."""
    if unit == "eur":
        return "€"
    return str(UNITS[unit] % {"n": 1, "figure": ""}).strip() if unit in UNITS else unit


def shown(name: str, value) -> str:
    """Return a cell's value as people read it."""
    if isinstance(value, Decimal):
        return euro(value) if name == "budget" else figure(value)
    if isinstance(value, date):
        return day(value)
    if isinstance(value, tuple):
        known = [str(TargetGroup(group).label) for group in value if group in TargetGroup.values]
        return ", ".join(known) or "–"
    if name == "unit" and value:
        return unit_words(value)
    if name == "measure" and value in all_measures():
        return str(all_measures()[value].title)
    if name in CHOICES and value in CHOICES[name].values:
        return str(CHOICES[name](value).label)
    return "–" if value in (None, "") else str(value)


def _of(row, name):
    if row is None:
        return "–"
    value = getattr(row, name)
    if name == "amount" and value is None:
        return _("all")
    if name == "budget" and value is None:
        return _("unfunded")
    return shown(name, value)


def _differs(before, after, name):
    if before and after:
        return getattr(before, name) != getattr(after, name)
    return getattr(before or after, name) not in (None, "", ())
