"""Many figures at once: each distinct measure and period counted once, all of them in one statement."""

from collections.abc import Iterable
from decimal import Decimal
from functools import lru_cache

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import Count, DecimalField, IntegerField, Value
from django.db.models.functions import Cast
from django.utils import timezone

from reports.changes import kept, stamp
from silab import measures
from silab.measures import Measure, Period

#: What one figure is: a measure's code and the days that it covers.
Figure = tuple[str, Period]

CENTS = Decimal("0.01")


def count_figures(figures: Iterable[Figure], contract) -> dict[Figure, Decimal | None]:
    """Return the value of each distinct figure, None for no data, as `Measure.count` gives it.

    One SQL statement for all plain measures (UNION ALL), one more for each whose records are grouped or
    distinct. A measure that no app declares has no data.
    """
    asked, declared = _declared(figures)
    return {**asked, **_counted(declared, contract, _minute())}


def kept_figures(figures: Iterable[Figure], contract, at: int | None = None) -> dict[Figure, Decimal | None]:
    """Return what `count_figures` returns, counted again only when a record has changed since.

    One query when nothing has changed, whatever the number of records (reports/changes.py); none where the stamp
    is given as `at`.
    """
    asked, declared = _declared(figures)
    lasting = tuple(row for row in declared if not row[0].by_clock)
    passing = tuple(row for row in declared if row[0].by_clock)
    at = stamp() if at is None else at
    return {
        **asked,
        **kept(at, _counted, lasting, contract, ""),
        **kept(at, _counted, passing, contract, _minute()),
    }


def scheduled_figures(asked: Iterable[Measure], period: Period, contract) -> dict[str, Decimal]:
    """Return what is scheduled in the period of each measure that knows, by its code; nothing scheduled is left out.

    One query when nothing has changed within the minute, two otherwise.
    """
    ahead = {one.code: one.to_come for one in asked}
    known = {code: (one, period) for code, one in ahead.items() if one is not None}
    if not known:
        return {}
    values = kept(stamp(), _counted, tuple(known.values()), contract, _minute())
    found = {code: values[one.code, days] for code, (one, days) in known.items()}
    return {code: value for code, value in found.items() if value}


def kept_by_municipality(measure: Measure, period: Period, contract) -> dict[int, Decimal]:
    """Return `Measure.by_municipality`, counted again only when a record has changed since."""
    return kept(stamp(), _by_municipality, measure, period, contract, _minute() if measure.by_clock else "")


def kept_found(measure: Measure, period: Period, contract, municipality) -> tuple[int, Decimal | None]:
    """Return `Measure.found`, counted again only when a record has changed since."""
    minute = _minute() if measure.by_clock else ""
    return kept(stamp(), _found, measure, period, contract, municipality, minute)


def _by_municipality(measure, period, contract, _minute):
    return measure.by_municipality(period, contract)


def _found(measure, period, contract, municipality, _minute):
    return measure.found(period, contract, municipality)


def _declared(figures):
    """Return every figure without value, and those that can be counted as (measure, period)."""
    known = measures.all_measures()
    asked: dict[Figure, Decimal | None] = dict.fromkeys(figures)
    return asked, tuple((known[code], period) for code, period in asked if code in known)


def _counted(
    asked: tuple[tuple[Measure, Period], ...], contract, minute: str
) -> dict[Figure, Decimal | None]:
    plain, statement, params = _plan(asked, contract, minute or _minute())
    values: dict[Figure, Decimal | None] = {
        (measure.code, period): None if place in plain else measure.count(period, contract)
        for place, (measure, period) in enumerate(asked)
    }
    for place, found, value in _rows(statement, params):
        if found and value is not None:
            measure, period = asked[place]
            values[measure.code, period] = Decimal(str(value)).quantize(CENTS)
    return values


def _minute() -> str:
    return f"{timezone.now():%Y%m%d%H%M}"


@lru_cache(maxsize=100)
def _plan(asked, contract, _minute: str) -> tuple[frozenset[int], str, tuple]:
    """Return which of the asked figures are plain, and the one statement that counts those.

    Kept for a minute: to put a dozen measures together takes Django longer than PostgreSQL takes to count
    them. No longer, because a measure may ask what is over by now (meetings held), and "now" is a parameter.
    """
    records = [measure.records(period, contract) for measure, period in asked]
    plain = [place for place, found in enumerate(records) if _is_plain(found)]
    if not plain:
        return frozenset(), "", ()
    rows = [_as_row(place, records[place], asked[place][0].value) for place in plain]
    union = rows[0].union(*rows[1:], all=True) if rows[1:] else rows[0]
    try:
        return frozenset(plain), *union.query.sql_with_params()
    except EmptyResultSet:
        return frozenset(plain), "", ()


def _rows(statement, params):
    if not statement:
        return []
    with connection.cursor() as cursor:
        cursor.execute(statement, params)
        return cursor.fetchall()


def _is_plain(records) -> bool:
    query = records.query
    grouped = query.group_by is not None or any(
        annotation.contains_aggregate or annotation.contains_over_clause
        for annotation in query.annotations.values()
    )
    return not (query.distinct or query.combinator or query.is_sliced or grouped)


def _as_row(place, records, value):
    """Return a queryset of exactly one row: (place, number of records, value)."""
    amount = Cast(value, DecimalField(max_digits=20, decimal_places=2))
    return (
        records.order_by()
        .annotate(figure_place=Value(place, IntegerField()))
        .values("figure_place")
        .annotate(figure_records=Count("pk"), figure_value=amount)
        .values_list("figure_place", "figure_records", "figure_value")
    )
