"""A figure taken apart: by county, by kind, by sex where known. One grouped query for each."""

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from reports.achievement import figure_period
from reports.changes import kept, stamp
from reports.dimensions import UNKNOWN, Path, paths_of, tells_of_people, title
from reports.enums import TargetKind
from reports.evidence import figure_url
from reports.overtime.hiding import ENOUGH, KEPT_BACK, SMALL, hidden
from silab.common.templatetags.formats import figure
from silab.measures import Measure, Period, in_words


@dataclass(frozen=True)
class Cell:
    """One part of a figure. `value` is None where it is not shown; `shown` says why, or the number."""

    words: str
    value: Decimal | None
    shown: str
    url: str = ""


@dataclass(frozen=True)
class Breakdown:
    """A figure taken apart by one dimension."""

    key: str
    title: str
    cells: list[Cell]
    #: What a reader must know to read it; "" for nothing.
    note: str = ""
    #: The days that it covers where they are not those of the figure.
    own_period: Period | None = None


def breakdowns(measure: Measure, contract, year: int, period: Period) -> list[Breakdown]:
    """Return a figure taken apart by each of its dimensions that has data.

    What tells of people is by the year's own days alone: the difference of any two days could be one person.
    """
    at = stamp()
    whole_year = figure_period(contract, year, TargetKind.INCREMENT) or period
    found = []
    for path in paths_of(measure):
        days = whole_year if tells_of_people(measure, path.key) else period
        found.append(_by_path(at, measure, path, contract, year, days))
    for key, counts in measure.dimensions.items():
        if not isinstance(counts, str):
            days = whole_year if tells_of_people(measure, key) else period
            found.append(_by_itself(at, measure, key, contract, days))
    return [one for one in found if one]


def _by_path(at, measure, path: Path, contract, year, period):
    parts = _in_order(path, kept(at, _grouped, measure, path, contract, period))
    if not parts:
        return None
    if tells_of_people(measure, path.key):
        return _hidden(path.key, parts, period)
    return _told(measure, path.key, parts, _urls(measure, path, contract, year, period, parts))


def _by_itself(at, measure, key, contract, period):
    """What counts by itself knows of some only: the rest of the figure is unknown."""
    known = dict(kept(at, measure.dimensions[key], period, contract))
    whole = kept(at, measure.count, period, contract)
    if not whole:
        return None
    rest = whole - sum((value for _words, value in known.values()), Decimal(0))
    if rest > 0 or not known:
        known[UNKNOWN] = (_("unknown"), max(rest, Decimal(0)))
    return _hidden(key, known, period) if tells_of_people(measure, key) else _told(measure, key, known, {})


def _grouped(measure, path, contract, period) -> list[tuple]:
    """What each part is grouped by, and its value at the end."""
    rows = measure.records(period, contract).order_by().values_list(*path.columns)
    return [row for row in rows.annotate(value=measure.value) if row[-1] is not None]


def _in_order(path, rows) -> dict[str, tuple[Any, Decimal]]:
    """Words and value of each part by its key: in the alphabet's order or that of the choices, unknown last."""
    if path.is_record:
        named = [(row[1], row[2], row[-1]) for row in sorted(row for row in rows if row[1] is not None)]
    else:
        values = dict(rows)
        named = [(key, words, values[key]) for key, words in path.words.items() if key and key in values]
    parts = {str(key): (words, Decimal(value)) for key, words, value in named}
    unknown = [Decimal(row[-1]) for row in rows if row[1 if path.is_record else 0] in (None, "")]
    return parts | ({UNKNOWN: (_("unknown"), sum(unknown, Decimal(0)))} if unknown else {})


def _told(measure, key, parts: dict[str, tuple[Any, Decimal]], urls):
    cells = [
        Cell(str(words), value, _worded(measure, value), urls.get(part, ""))
        for part, (words, value) in parts.items()
    ]
    return Breakdown(key, title(key), cells)


def _hidden(key, parts: dict[str, tuple[Any, Decimal]], period):
    """Tell how many people are in each part, but not where one could be told apart."""
    told = Breakdown(key, title(key), [], own_period=period)
    marks = hidden({part: int(value) for part, (_words, value) in parts.items()})
    if marks is None:
        return replace(told, note=_("Too few people to take the figure apart."))
    shown = {SMALL: f"<{ENOUGH}", KEPT_BACK: _("not shown")}
    cells = [
        Cell(str(words), None if part in marks else value, shown.get(marks.get(part, ""), figure(value)))
        for part, (words, value) in parts.items()
    ]
    return replace(told, cells=cells, note=_note(marks))


def _note(marks):
    if KEPT_BACK in marks.values():
        return _("Fewer than five people are not shown, nor is what would give their number away.")
    return _("Fewer than five people are not shown.") if marks else ""


def _urls(measure, path, contract, year, period, parts):
    return {part: figure_url(measure.code, contract, year, period, part=(path.key, part)) for part in parts}


def _worded(measure, value):
    return in_words(value, "eur") if measure.unit == "eur" else figure(value)
