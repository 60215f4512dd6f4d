"""Periods of activities against their year, and years of targets against the period's."""

from django.utils.translation import gettext as _

from reports.checks.finding import Cell, Finding, amount
from reports.enums import Severity, TargetKind
from silab.common.templatetags.formats import day


def period_outside_year(plan):
    """An activity whose period lies, wholly or in part, outside its year, ends before it starts, or is missing."""
    for row in plan.activities:
        named = {"year": row.year, "number": row.number, "title": row.title, "stated": row.period_as_stated}
        cells = (Cell(row.year, row.number, "period"),)
        if not row.period_start or not row.period_end:
            text = _("%(year)s, activity %(number)s “%(title)s”: the period is missing.")
            yield Finding(Severity.WARNING, "period_missing", cells, text % named)
            continue
        named |= {"start": day(row.period_start), "end": day(row.period_end)}
        if row.period_end < row.period_start:
            text = _(
                "%(year)s, activity %(number)s “%(title)s”: the period ends (%(end)s) before it starts (%(start)s)."
            )
            yield Finding(Severity.ERROR, "period_reversed", cells, text % named)
        elif {row.period_start.year, row.period_end.year} != {row.year}:
            text = _(
                "%(year)s, activity %(number)s “%(title)s”: the period “%(stated)s” (%(start)s–%(end)s) "
                "lies outside its year."
            )
            yield Finding(Severity.ERROR, "period_outside_year", cells, text % named)


def period_target_years(plan):
    """A target in a year's table before or after the years of the same measure's period target."""
    for whole in plan.period_targets:
        for row in plan.targets:
            if row.measure != whole.measure or row.kind not in (TargetKind.INCREMENT, TargetKind.CUMULATIVE):
                continue
            if whole.from_year <= row.year <= whole.to_year:
                continue
            yield Finding(
                Severity.WARNING,
                "target_outside_period",
                (Cell(row.year, row.number, "targets"), Cell(whole.from_year, None, "period_target")),
                _(
                    "“%(label)s”: the table has %(amount)s already in %(year)s, but the text's target "
                    "“%(whole)s” (%(wanted)s) covers %(from)s–%(to)s."
                )
                % {
                    "label": row.label,
                    "amount": amount(row.amount, row.unit),
                    "year": row.year,
                    "whole": whole.label,
                    "wanted": _("all") if whole.amount is None else amount(whole.amount, whole.unit),
                    "from": whole.from_year,
                    "to": whole.to_year,
                },
            )
