"""A plan's spreadsheet in words: its headings and choices, read in every language of the portal beside the codes.

People read and edit the XLSX; the CSV files keep the codes."""

from functools import cache
from typing import Any

from django.conf import settings
from django.utils.translation import gettext, gettext_lazy, override

from reports.enums import TargetGroup, TargetKind, Workstream
from silab import measures
from silab.common.templatetags.formats import day, euro, figure

#: What each column is called.
HEADINGS = {
    "year": gettext_lazy("Year"),
    "no": gettext_lazy("Number in the plan"),
    "workstream": gettext_lazy("Workstream"),
    "title": gettext_lazy("Title"),
    "period_as_stated": gettext_lazy("Period as the plan states it"),
    "period_start": gettext_lazy("Period starts"),
    "period_end": gettext_lazy("Period ends"),
    "budget_eur": gettext_lazy("Budget, €"),
    "funding_note": gettext_lazy("Note on funding"),
    "target_groups": gettext_lazy("Target groups"),
    "measure": gettext_lazy("Measure"),
    "kind": gettext_lazy("Kind"),
    "amount": gettext_lazy("How much"),
    "unit": gettext_lazy("Unit"),
    "label_et": gettext_lazy("Label"),
    "from_year": gettext_lazy("From year"),
    "to_year": gettext_lazy("To year"),
    "stated_total_eur": gettext_lazy("Stated total"),
    "workstreams": gettext_lazy("Workstreams"),
    "begins_on": gettext_lazy("Begins"),
}
#: What a target for the period says instead of a number: every municipality.
ALL = "all"
CHOICES: dict[str, Any] = {
    "workstream": Workstream,
    "workstreams": Workstream,
    "kind": TargetKind,
    "target_groups": TargetGroup,
}


def column_of(heading: str) -> str:
    """Return the column's name that a heading means, in any language; an unknown heading in small letters."""
    word = heading.casefold()
    return _columns().get(word, word)


def choice_of(choices, word: str) -> str:
    """Return the value that a choice's word means, in any language; an unknown word as it is."""
    return word if word in choices.values else _values(choices).get(word.casefold(), word)


def unit_of(word: str) -> str:
    """Return the key of the unit that a word means, in any language; an unknown word as it is."""
    return word if word in measures.UNITS else _units().get(word.casefold(), word)


def measure_of(text: str) -> str:
    """Return the code that stands in brackets behind a measure's title, or the text."""
    return text.rpartition("(")[2][:-1].strip() if text.endswith(")") else text


def sheet_word(title) -> str:
    """Return what a part of the plan is called as a sheet of a workbook."""
    return str(title).capitalize()


def titles(title) -> set[str]:
    """Return what a part of the plan is called in every language, in small letters."""
    return {_in(language, title).casefold() for language in _languages()}


def cell(column: str, value):
    """Return what a cell of the spreadsheet holds: the words of codes, as long as they lead back, all else as it is."""
    if isinstance(value, tuple):
        return tuple(cell(column, one) for one in value)
    if column in CHOICES and value in CHOICES[column].values:
        return str(CHOICES[column](value).label)
    if column == "measure" and value in measures.all_measures():
        return f"{measures.get(value).title} ({value})"
    if column == "unit" and unit_of(unit_words(value)) == value:
        return unit_words(value)
    return gettext("all") if column == "amount" and value == ALL else value


def shown(column: str, value) -> str:
    """Return a cell's value as a page tells it."""
    if column == "amount" and value is None:
        return gettext("all")
    if value in (None, "", ()):
        return "–"
    if isinstance(value, tuple):
        return ", ".join(cell(column, value))
    if hasattr(value, "isoformat"):
        return day(value)
    if hasattr(value, "as_tuple"):
        return euro(value) if column.endswith("_eur") else figure(value)
    if column == "measure" and value in measures.all_measures():
        return str(measures.get(value).title)
    return str(cell(column, value))


def unit_words(unit: str) -> str:
    """Return what a unit is called: "person" is "inimene"; a unit that only the plan knows stays as it is."""
    if unit == "eur":
        return "€"
    return str(measures.UNITS[unit] % {"n": 1, "figure": ""}).strip() if unit in measures.UNITS else unit


@cache
def _columns():
    found = {
        _in(language, word).casefold(): name for language in _languages() for name, word in HEADINGS.items()
    }
    return found | {name: name for name in HEADINGS}


@cache
def _values(choices):
    return {
        _in(language, choice.label).casefold(): choice.value
        for language in _languages()
        for choice in choices
    }


@cache
def _units():
    found = {}
    for language in _languages():
        with override(language):
            found |= {unit_words(unit).casefold(): unit for unit in (*measures.UNITS, "eur")}
    return found


def _languages():
    return [code for code, _name in settings.LANGUAGES]


def _in(language, words) -> str:
    with override(language):
        return str(words)
