"""Many figures at once: each distinct measure and period counted once, all of them in one statement."""

from collections.abc import Iterable
from decimal import Decimal
from functools import lru_cache

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import Count, DecimalField, IntegerField, Value
from django.db.models.functions import Cast
from django.utils import timezone

from silab import measures
from silab.measures import Measure, Period

#: What one figure is: a measure's code and the days that it covers.
Figure = tuple[str, Period]


def count_figures(figures: Iterable[Figure], contract) -> dict[Figure, Decimal | None]:
    """Return the value of each distinct figure, None for no data, as `Measure.count` gives it.

    One SQL statement for all plain measures (UNION ALL), one more for each whose records are grouped or
    distinct. A measure that no app declares has no data.
    """
    known = measures.all_measures()
    asked = list(dict.fromkeys(figures))
    values: dict[Figure, Decimal | None] = dict.fromkeys(asked)
    counted = tuple((known[code], period) for code, period in asked if code in known)
    # Measures may ask what is over by now: a statement made a minute ago would still count as of then.
    statement, others = _statement(counted, contract, f"{timezone.now():%Y%m%d%H%M}", connection.vendor)
    for place, found, value in _rows(*statement):
        if found and value is not None:
            measure, period = counted[place]
            values[measure.code, period] = Decimal(str(value))
    for measure, period in others:
        values[measure.code, period] = measure.count(period, contract)
    return values


@lru_cache(maxsize=64)
def _statement(counted: tuple[tuple[Measure, Period], ...], contract, _minute: str, _vendor: str):
    """Return ((SQL, parameters), figures that it leaves out). Only words are kept, never values: composing some
    dozen querysets costs a dashboard more than the database takes to answer them."""
    rows, others = [], []
    for place, (measure, period) in enumerate(counted):
        records = measure.records(period, contract)
        if _is_plain(records):
            rows.append(_as_row(place, records, measure.value))
        else:
            others.append((measure, period))
    if not rows:
        return ("", ()), tuple(others)
    try:
        together = rows[0].union(*rows[1:], all=True) if len(rows) > 1 else rows[0]
        statement = together.query.sql_with_params()
    except EmptyResultSet:
        statement = ("", ())
    return statement, tuple(others)


def _rows(sql, parameters):
    if not sql:
        return []
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
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
