"""What a dashboard makes of plan and done: links to records, charts by unit, what is late."""

from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from reports.achievement import Achievement, achieved
from reports.changes import kept_large
from reports.costs.sums import Money, money_in
from reports.enums import Pace, TargetKind
from reports.evidence import figure_url
from reports.figures import kept_figures
from reports.models import PeriodTarget
from reports.overtime.addresses import indicator_prefix
from reports.overtime.subjects import WHOLE
from silab import measures
from silab.common.charts import plan_done_bars
from silab.common.templatetags.formats import figure
from silab.measures import in_words

#: Units that are drawn together: counts of a handful; people and money have scales of their own.
MONEY, PEOPLE, MUNICIPALITIES, MILESTONE = "eur", "person", "municipality", "milestone"
LATE_SHOWN = 6
#: Lines of a table and bars of a chart on the dashboard; the plan's pages and the download have all.
LINES, BARS = 25, 15


@dataclass(frozen=True)
class Linked:
    """A result with the words and the address that a page shows."""

    result: Any
    done: str
    planned: str
    url: str
    #: The page of its measure over time.
    over_time: str = ""


def seen_of(contract, year: int, at: int | None) -> Achievement:
    """Return plan and done of a year, counted again only when a record has changed since (`at` is the stamp), or
    when a minute has gone by: some figures ask the clock."""
    now = timezone.now()
    return kept_large(at, _seen, contract, year, timezone.localdate(now), f"{now:%H%M}", at)


def money_of(seen: Achievement, at: int | None) -> list[Money]:
    """Return the money of the year's activities, added up again only when a record has changed since."""
    return kept_large(at, _money, tuple(row.activity for row in seen.activities), seen.today)


def _seen(contract, year, today, _minute, at):
    return achieved(contract, year, today=today, count=partial(kept_figures, at=at))


def _money(activities, today):
    return money_in(list(activities), today=today)


def linked(scope, results) -> list[Linked]:
    """Return results with their values in words, each with the address of its records."""
    known = measures.all_measures()
    before, after = indicator_prefix(scope.contract)
    return [_linked(scope, result, known, f"{before}{result.measure}{after}") for result in results]


def late(seen) -> list:
    """The year's targets that are behind or missed, those with the least done first."""
    found = [result for result in seen.targets if result.pace in (Pace.BEHIND, Pace.MISSED)]
    return sorted(found, key=lambda result: result.share or Decimal(0))[:LATE_SHOWN]


def charts_of(seen) -> list:
    """Small bar charts of the year: one for each scale, and one for the money by activity."""
    groups: dict[str, list] = {}
    for result in seen.targets:
        if result.kind != TargetKind.MILESTONE:
            unit = result.target.unit
            group = unit if unit in (MONEY, PEOPLE, MUNICIPALITIES) else "count"
            groups.setdefault(group, []).append((result.target.label, result.planned, result.done))
    words = {
        MUNICIPALITIES: (_("Municipalities"), _("municipalities")),
        PEOPLE: (_("People"), _("people")),
        "count": (_("Trainings, meetings and other things done"), _("number")),
        MONEY: (_("Money raised"), "€"),
    }
    charts = [
        plan_done_bars(groups[group][:BARS], unit, title=title, name=f"bars-{group}")
        for group, (title, unit) in words.items()
        if group in groups
    ]
    # A bar cannot be shorter than nothing: more credit notes than invoices draw as none.
    money = [
        (row.activity.title, row.budget, None if row.spent is None else max(row.spent, Decimal(0)))
        for row in seen.activities
        if row.budget is not None or row.spent is not None
    ]
    if money:
        charts.append(
            plan_done_bars(money[:BARS], "€", title=_("Budget and costs by activity"), name="bars-money")
        )
    return charts


def _linked(scope, result, known, over_time):
    measure = known.get(result.measure)
    unit = measure.unit if measure else ""
    url = (
        figure_url(measure.code, scope.contract, scope.year, result.period)
        if measure and result.period
        else ""
    )
    page = f"{over_time}&liik={_kind(result)}"
    return Linked(result, _words(result.done, unit), _words(result.planned, unit), url, page)


def _kind(result):
    """How the page over time counts it: a target for the whole period in its own years."""
    if hasattr(result, "indicator"):
        return result.indicator.kind
    return WHOLE if isinstance(result.target, PeriodTarget) else result.kind


def _words(value, unit):
    """A value as a table shows it: money with its sign, a milestone in a word, a count as a bare number."""
    if unit == MONEY or (unit == MILESTONE and value):
        return in_words(value, unit)
    return figure(value)
