"""Targets of the years against each other and against the period's."""

from decimal import Decimal
from itertools import pairwise

from django.utils.translation import gettext as _

from reports.checks.finding import Cell, Finding, amount
from reports.enums import Severity, TargetKind

_GROWING = (TargetKind.INCREMENT, TargetKind.CUMULATIVE)


def cumulative_falls(plan):
    """An amount in all, or a stock, that is planned lower than in an earlier year."""
    for rows in _by_measure(plan).values():
        for kind, severity in (
            (TargetKind.CUMULATIVE, Severity.ERROR),
            (TargetKind.STOCK, Severity.QUESTION),
        ):
            line = [row for row in rows if row.kind == kind]
            for before, after in pairwise(line):
                if after.amount < before.amount:
                    yield Finding(
                        severity,
                        "cumulative_falls",
                        (_cell(before), _cell(after)),
                        _(
                            "“%(label)s”: %(after)s by the end of %(year)s is less than the %(before)s planned "
                            "by the end of %(earlier)s."
                        )
                        % {
                            "label": after.label,
                            "after": amount(after.amount, after.unit),
                            "year": after.year,
                            "before": amount(before.amount, before.unit),
                            "earlier": before.year,
                        },
                    )


def increments_against_cumulative(plan):
    """An amount in all that is not what the years' own amounts add up to."""
    for rows in _by_measure(plan).values():
        for row in rows:
            if row.kind != TargetKind.CUMULATIVE:
                continue
            before, own = _before(rows, row), _own(rows, row.year)
            if own is None and before and not _has_cumulative(rows, row.year - 1):
                yield _read_as_cumulative(row, before)
            elif own is not None and before + own != row.amount:
                yield _does_not_add_up(row, before, own)


def table_against_period(plan):
    """A period target that the years' table exceeds, falls short of, or does not hold at all."""
    by_measure = _by_measure(plan)
    for whole in plan.period_targets:
        rows = by_measure.get(whole.measure, [])
        cell = Cell(whole.from_year, None, "period_target")
        if not rows:
            yield Finding(
                Severity.QUESTION,
                "period_target_without_years",
                (cell,),
                _("“%(label)s”: a target for %(from)s–%(to)s that no year's table holds.")
                % {"label": whole.label, "from": whole.from_year, "to": whole.to_year},
            )
        elif whole.amount is not None:
            planned = _planned_between(rows, whole.from_year, whole.to_year)
            if planned is not None and planned != whole.amount:
                cells = tuple(_cell(row) for row in rows if row.kind in _GROWING)
                yield _table_differs(whole, planned, (*cells, cell))


def _by_measure(plan):
    found = {}
    for row in sorted(plan.targets, key=lambda row: (row.year, row.number)):
        found.setdefault(row.measure, []).append(row)
    return found


def _cell(row):
    return Cell(row.year, row.number, "targets")


def _own(rows, year):
    own = [row.amount for row in rows if row.year == year and row.kind == TargetKind.INCREMENT]
    return sum(own, Decimal(0)) if own else None


def _reached(rows, year):
    """What the table reaches by the end of a year: the last amount in all and the increments since; None if nothing."""
    growing = [row for row in rows if row.year <= year and row.kind in _GROWING]
    if not growing:
        return None
    fixed = [row for row in growing if row.kind == TargetKind.CUMULATIVE]
    since, base = (fixed[-1].year, fixed[-1].amount) if fixed else (0, Decimal(0))
    own = [row.amount for row in growing if row.kind == TargetKind.INCREMENT and row.year > since]
    return base + sum(own, Decimal(0))


def _has_cumulative(rows, year):
    return any(row.kind == TargetKind.CUMULATIVE and row.year <= year for row in rows)


def _before(rows, row):
    return _reached(rows, row.year - 1) or Decimal(0)


def _planned_between(rows, first, last):
    """What the table adds in these years, or the stock that it reaches by the last; None if it holds neither."""
    if not any(first <= row.year <= last for row in rows if row.kind in _GROWING):
        stocks = [row.amount for row in rows if row.kind == TargetKind.STOCK and row.year <= last]
        return stocks[-1] if stocks else None
    return _reached(rows, last) - (_reached(rows, first - 1) or 0)


def _read_as_cumulative(row, before):
    return Finding(
        Severity.QUESTION,
        "read_as_cumulative",
        (_cell(row),),
        _(
            "“%(label)s” %(amount)s in %(year)s is read as the number in all: %(before)s were planned before it, "
            "so %(rest)s are left for the year. Is it meant so, or is it the year's own number?"
        )
        % {
            "label": row.label,
            "amount": amount(row.amount, row.unit),
            "year": row.year,
            "before": amount(before, row.unit),
            "rest": amount(row.amount - before, row.unit),
        },
    )


def _does_not_add_up(row, before, own):
    return Finding(
        Severity.ERROR,
        "increments_differ",
        (_cell(row),),
        _(
            "“%(label)s”: %(amount)s in all by the end of %(year)s, but %(before)s before and %(own)s in the year "
            "make %(sum)s."
        )
        % {
            "label": row.label,
            "amount": amount(row.amount, row.unit),
            "year": row.year,
            "before": amount(before, row.unit),
            "own": amount(own, row.unit),
            "sum": amount(before + own, row.unit),
        },
    )


def _table_differs(whole, planned, cells):
    short = planned < whole.amount
    if short:
        text = _(
            "“%(label)s”: the years' tables make %(planned)s, less than the %(wanted)s that the text promises for "
            "%(from)s–%(to)s."
        )
    else:
        text = _(
            "“%(label)s”: the years' tables make %(planned)s, the text promises at least %(wanted)s for "
            "%(from)s–%(to)s. Which of them is the target?"
        )
    return Finding(
        Severity.ERROR if short else Severity.QUESTION,
        "table_below_period" if short else "table_above_period",
        cells,
        text
        % {
            "label": whole.label,
            "planned": amount(planned, whole.unit),
            "wanted": amount(whole.amount, whole.unit),
            "from": whole.from_year,
            "to": whole.to_year,
        },
    )
