"""Plan against done: what a contract's year was to reach, what the records say, and what it cost.

Dashboards, the plan page and the annual report read this and nothing else (domain.md §9, §10)."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any

from django.utils import timezone

from municipalities.models import Municipality
from reports.costs.sums import spent
from reports.enums import Pace, TargetKind
from reports.figures import Figure, kept_figures
from reports.models import Activity, Correction, Indicator, PeriodTarget, StatedTotal, Target
from reports.pace import elapsed, pace
from silab.accounts.models import Contract
from silab.measures import Period


@dataclass(frozen=True)
class Result:
    """One target beside what was done. `counted` is what the records say, `done` what prints: the same, unless
    a marked correction stands in its place. None is "no data", never 0."""

    target: Target | PeriodTarget
    kind: str
    period: Period | None
    planned: Decimal
    counted: Decimal | None
    correction: Correction | None
    pace: Pace

    @property
    def measure(self) -> str:
        """The code of the measure that counts it."""
        return self.target.measure

    @property
    def done(self) -> Decimal | None:
        """What prints, in the measure's unit."""
        return self.correction.amount if self.correction else self.counted

    @property
    def share(self) -> Decimal | None:
        """Done as a share of the plan, 1 being all of it; None without data or plan."""
        return None if self.done is None or not self.planned else self.done / self.planned


@dataclass(frozen=True)
class IndicatorResult:
    """A success indicator's value by the year's end; `has_begun` False is "begins in MM.YYYY", not 0 (forms.md)."""

    indicator: Indicator
    period: Period | None
    counted: Decimal | None
    correction: Correction | None
    #: An indicator is followed, not planned.
    planned: None = None

    @property
    def has_begun(self) -> bool:
        """Whether its counting begins no later than in this year."""
        return self.period is not None

    @property
    def measure(self) -> str:
        """The code of the measure that counts it."""
        return self.indicator.measure

    @property
    def done(self) -> Decimal | None:
        """The same as `value`, by the name that targets have for it."""
        return self.value

    @property
    def value(self) -> Decimal | None:
        """What prints; None for no data."""
        return self.correction.amount if self.correction else self.counted


@dataclass(frozen=True)
class ActivityResult:
    """An activity with its targets and its money, in EUR. `budget` None is unfunded, `spent` None no cost yet.

    Only costs that the contract bears count (reports/costs/sums.py)."""

    activity: Activity
    spent: Decimal | None
    targets: list[Result] = field(default_factory=list)

    @property
    def budget(self) -> Decimal | None:
        """The planned money, or None for an unfunded activity."""
        return self.activity.budget

    @property
    def left(self) -> Decimal | None:
        """What is left, negative when over budget; None for an unfunded activity."""
        return None if self.budget is None else self.budget - (self.spent or 0)

    @property
    def share(self) -> Decimal | None:
        """Spent as a share of the budget; None without budget."""
        return (self.spent or Decimal(0)) / self.budget if self.budget else None

    @property
    def is_over(self) -> bool:
        """Whether more was spent than planned; shown, not forbidden (domain.md §9)."""
        return (self.spent or 0) > (self.budget or 0)


@dataclass(frozen=True)
class Achievement:
    """A contract's year: everything that its dashboard and its report say of plan and done."""

    contract: Contract
    year: int
    today: date
    activities: list[ActivityResult]
    period_targets: list[Result]
    indicators: list[IndicatorResult]
    #: The totals of every year that states one, in EUR.
    stated: dict[int, Decimal]

    @cached_property
    def targets(self) -> list[Result]:
        """Every target of the year, in the plan's order."""
        return [result for row in self.activities for result in row.targets]

    @cached_property
    def corrections(self) -> list[Correction]:
        """The marked corrections that print among the targets, each once."""
        found = [result.correction for result in self.targets if result.correction]
        return list({correction.pk: correction for correction in found}.values())

    @property
    def stated_total(self) -> Decimal | None:
        """The year's total as the plan states it, in EUR; None where it states none."""
        return self.stated.get(self.year)

    @property
    def total_differs(self) -> bool:
        """Whether the plan states another total than its lines add up to."""
        return self.stated_total is not None and self.stated_total != self.computed_total

    @property
    def computed_total(self) -> Decimal:
        """The sum of the activities' budgets, in EUR."""
        return sum((row.budget or Decimal(0) for row in self.activities), Decimal(0))

    @property
    def spent(self) -> Decimal | None:
        """What the contract bore of the year's activities, in EUR; None when there is no such cost."""
        known = [row.spent for row in self.activities if row.spent is not None]
        return sum(known, Decimal(0)) if known else None

    @property
    def left(self) -> Decimal:
        """The computed total less what was spent, in EUR."""
        return self.computed_total - (self.spent or 0)

    @property
    def share(self) -> Decimal | None:
        """Spent as a share of the computed total; None without budget."""
        return (self.spent or Decimal(0)) / self.computed_total if self.computed_total else None

    def counted(self, *paces: Pace) -> int:
        """Return how many of the year's targets stand at one of these words."""
        return sum(result.pace in paces for result in self.targets)


def achieved(contract, year: int, *, today: date | None = None, count=kept_figures) -> Achievement:
    """Set what the plan of `year` wanted beside what the records say, as seen on `today`.

    Seven queries and those of `count`, whatever the number of targets (domain.md §10): `kept_figures` counts
    again only what may have changed, `count_figures` everything.
    """
    today = today or timezone.localdate()
    activities = list(
        Activity.objects.filter(contract=contract, year=year).annotate(spent=spent()).order_by("number")
    )
    targets = list(
        Target.objects.filter(activity__in=[row.pk for row in activities]).order_by("activity__number", "pk")
    )
    wholes = list(PeriodTarget.objects.filter(contract=contract).order_by("pk"))
    indicators = list(
        Indicator.objects.filter(goal__contract=contract)
        .select_related("goal")
        .order_by("goal__number", "letter")
    )
    scopes: dict[Any, Period | None] = {row: figure_period(contract, year, row.kind) for row in targets}
    scopes |= {row: whole_period(contract, year, row) for row in wholes}
    scopes |= {row: indicator_period(contract, year, row) for row in indicators}
    counter = _Counter(contract, year, today, scopes, count)
    by_activity = defaultdict(list)
    places = {row.pk: row for row in activities}
    for target in targets:
        by_activity[target.activity_id].append(counter.target(target, places[target.activity_id]))
    stated = StatedTotal.objects.filter(contract=contract).order_by("year")
    return Achievement(
        contract=contract,
        year=year,
        today=today,
        activities=[ActivityResult(row, row.spent, by_activity[row.pk]) for row in activities],
        period_targets=[counter.period_target(row) for row in wholes],
        indicators=[counter.indicator(row) for row in indicators],
        stated=dict(stated.values_list("year", "amount")),
    )


def figure_period(contract, year: int, kind: str) -> Period | None:
    """Return the days that a figure of this kind covers in `year`, clipped to the contract; None outside it.

    This year's own: the calendar year. In all, a stock and a milestone: from the contract's start to the
    year's end, where a stock is what there is on its last day (domain.md §9).
    """
    year_starts = date(year, 1, 1)
    first = max(contract.starts_on, year_starts) if kind == TargetKind.INCREMENT else contract.starts_on
    return _period(first, min(contract.ends_on, date(year, 12, 31)))


def whole_period(contract, year: int, target: PeriodTarget) -> Period | None:
    """Return the days of a period target up to the end of `year`: what is reached by then; None before it begins."""
    first = max(contract.starts_on, date(target.from_year, 1, 1))
    return _period(first, min(contract.ends_on, date(min(year, target.to_year), 12, 31)))


def indicator_period(contract, year: int, indicator: Indicator) -> Period | None:
    """Return the days that an indicator covers in `year`; None in years before it begins (forms.md)."""
    if indicator.begins_on and indicator.begins_on.year > year:
        return None
    return figure_period(contract, year, indicator.kind)


def _period(first, last):
    return Period(first, last) if first <= last else None


class _Counter:
    """Counts every figure once and makes results of them."""

    def __init__(self, contract, year, today, scopes, count):
        self.contract, self.year, self.today, self.scopes = contract, year, today, scopes
        asked: list[Figure] = [(row.measure, period) for row, period in scopes.items() if period]
        self.values = count(asked, contract)
        self.corrections = {
            (row.measure, row.kind): row for row in Correction.objects.filter(contract=contract, year=year)
        }

    def target(self, target, activity):
        """Return the result of a year's target; its time is the activity's own where that lies in the year."""
        period = self.scopes[target]
        time = _time_of(activity, self.year) if target.kind != TargetKind.CUMULATIVE else period
        correction = self.corrections.get((target.measure, target.kind))
        return self._result(target, target.kind, target.amount, time, correction)

    def period_target(self, target):
        """Return the result of a target for the whole period, as far as the year's end."""
        planned = self._every_municipality if target.amount is None else target.amount
        time = whole_period(self.contract, target.to_year, target)
        return self._result(target, TargetKind.CUMULATIVE, planned, time, None)

    def indicator(self, indicator):
        """Return the value of an indicator."""
        correction = self.corrections.get((indicator.measure, indicator.kind))
        period = self.scopes[indicator]
        return IndicatorResult(indicator, period, self._value(indicator), correction if period else None)

    def _result(self, target, kind, planned, time, correction):
        period, counted = self.scopes[target], self._value(target)
        seen = min(self.today, date(self.year + 1, 1, 1))
        word = pace(
            planned,
            correction.amount if correction else counted,
            elapsed(time, seen) if time else Decimal(0),
            closed=time is not None and seen > max(time.last, self._due(target)),
            stock=kind == TargetKind.STOCK,
        )
        return Result(target, kind, period, planned, counted, correction, word)

    def _due(self, target):
        """The last day on which a target may be reached: the end of its year, not of its activity."""
        return date(getattr(target, "to_year", self.year), 12, 31)

    def _value(self, row):
        period = self.scopes[row]
        return self.values[row.measure, period] if period else None

    @cached_property
    def _every_municipality(self):
        """How many municipalities there are when the contract ends: 79 until 19.10.2025 (domain.md §1)."""
        return Decimal(Municipality.objects.valid_on(self.contract.ends_on).count())


def _time_of(activity, year):
    """The activity's own period where it lies in its year, else the year."""
    start, end = activity.period_start, activity.period_end
    if start and end and start.year == end.year == year and start <= end:
        return Period(start, end)
    return Period.year(year)
