"""Many figures at once: each distinct measure and period counted once, all of them in one statement."""

from collections.abc import Iterable
from decimal import Decimal

from django.db.models import Count, DecimalField, IntegerField, Value
from django.db.models.functions import Cast

from silab import measures
from silab.measures import Period

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
    rows = []
    for place, (code, period) in enumerate(asked):
        if code not in known:
            continue
        measure = known[code]
        records = measure.records(period, contract)
        if _is_plain(records):
            rows.append(_as_row(place, records, measure.value))
        else:
            values[code, period] = measure.count(period, contract)
    for place, found, value in _union(rows):
        if found and value is not None:
            values[asked[place]] = Decimal(value)
    return values


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


def _union(rows):
    if len(rows) < 2:
        return rows[0] if rows else ()
    return rows[0].union(*rows[1:], all=True)
