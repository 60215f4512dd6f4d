"""Which records of a year support an outcome or an indicator, in a few factual lines for its draft."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice

from django.utils.translation import gettext as _

from reports.achievement import Achievement, figure_period
from reports.enums import TargetKind
from silab import measures
from silab.common.text import search_key
from silab.measures import Measure, Period, in_words

#: Records named of each measure; the appendix lists them all.
MOST = 6
#: Municipalities named, codes named of each, and records read for them.
MOST_PLACES, MOST_CODES, MOST_READ = 20, 3, 1000
#: Letters by which cases of one word are told to be the same: kaasamine, kaasatud.
STEM = 5
#: How a measure's records are kept apart by: people are told by number alone.
UNNAMED = ("person", "application", "contact", "answer")


@dataclass(frozen=True)
class Support:
    """A measure of a goal, its days in the year, and the words by which the plan speaks of it."""

    measure: Measure
    period: Period
    words: str


def supports_of(achievement: Achievement, goal) -> list[Support]:
    """Return what a goal's indicators that have begun, and its workstreams' targets, count: each measure once."""
    contract, year = achievement.contract, achievement.year
    asked = [
        (row.indicator.measure, row.indicator.kind, row.indicator.title)
        for row in achievement.indicators
        if row.indicator.goal_id == goal.pk and row.has_begun
    ]
    asked += [
        (row.measure, row.kind, row.target.label)
        for activity in achievement.activities
        if activity.activity.workstream in goal.workstreams
        for row in activity.targets
    ]
    known, words = measures.all_measures(), {}
    for code, kind, said in asked:
        period = year_period(contract, year, kind)
        if code in known and period:
            words.setdefault(code, (period, []))[1].append(said)
    return [
        Support(known[code], period, " ".join([str(known[code].title), *said]))
        for code, (period, said) in words.items()
    ]


def year_period(contract, year: int, kind: str) -> Period | None:
    """Return the days whose records tell of the year itself: a stock and a milestone are as on its last day."""
    looks_back = kind in (TargetKind.STOCK, TargetKind.MILESTONE)
    return figure_period(contract, year, kind if looks_back else TargetKind.INCREMENT)


def matched(outcomes: Iterable, supports: list[Support]) -> dict[int, list[Support]]:
    """Return the supports of each outcome of a goal, by its primary key: those that speak in its own words.

    A word that most of the outcomes share ("kogukond") tells nothing; a measure goes to the outcomes with
    which it shares the most telling words, to none where it shares none.
    """
    stems = {row.pk: stems_of(row.title) for row in outcomes}
    common = {
        stem for found in stems.values() for stem in found if 2 * _holding(stems, stem) > len(stems) > 1
    }
    result: dict[int, list[Support]] = {pk: [] for pk in stems}
    for support in supports:
        own = stems_of(support.words) - common
        shared = {pk: len(own & found) for pk, found in stems.items()}
        best = max(shared.values(), default=0)
        for pk in (pk for pk, number in shared.items() if best and number == best):
            result[pk].append(support)
    return result


def stems_of(text: str) -> set[str]:
    """Return the beginnings of a text's longer words, without case and diacritics."""
    return {word[:STEM] for word in re.findall(r"[^\W\d_]{4,}", search_key(text))}


def line(support: Support, contract) -> str:
    """Return a measure's value in the year with the first of its records, as a line of a list; "" for no data."""
    measure = support.measure
    count, value = measure.found(support.period, contract)
    if value is None:
        return ""
    said = _("- %(title)s: **%(value)s**") % {
        "title": measure.title,
        "value": in_words(value, measure.unit),
    }
    if measure.unit in UNNAMED:
        return said + _spread(support, contract) + "."
    proof = measure.proof(support.period, contract)
    if measure.unit == "municipality":
        return f"{said}. {_places(islice(proof, MOST_READ))}."
    more = _(" and %(number)s more") % {"number": count - MOST} if count > MOST else ""
    return f"{said}. {'; '.join(_named(each) for each in islice(proof, MOST))}{more}."


def _places(proof):
    """Name each municipality once, with the codes of its first records."""
    codes: dict[str, list[str]] = {}
    for each in proof:
        codes.setdefault(each.municipality or each.label, []).append(each.code)
    named = [
        f"{place} ({', '.join(found[:MOST_CODES])}{' …' if len(found) > MOST_CODES else ''})"
        for place, found in list(codes.items())[:MOST_PLACES]
    ]
    return "; ".join(named) + ("; …" if len(codes) > MOST_PLACES else "")


def _named(each):
    where = f", {each.municipality}" if each.municipality and each.municipality not in each.label else ""
    return f"{each.label}{where} ({each.code})"


def _spread(support, contract):
    if support.measure.municipality is None:
        return ""
    number = len(support.measure.by_municipality(support.period, contract))
    return _(", from %(municipalities)s") % {"municipalities": in_words(number, "municipality")}


def _holding(stems, stem):
    return sum(stem in found for found in stems.values())
