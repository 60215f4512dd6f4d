"""A plan as plain rows: what an importer reads, what checks look at, what the database holds, all alike."""

from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal

from reports.models import Activity, Goal, PeriodTarget, StatedTotal


@dataclass(frozen=True)
class ActivityRow:
    """An activity of one year; `budget` in EUR, None when unfunded."""

    year: int
    number: int
    workstream: str
    title: str
    period_as_stated: str = ""
    period_start: date | None = None
    period_end: date | None = None
    budget: Decimal | None = None
    funding_note: str = ""
    target_groups: tuple[str, ...] = ()

    @property
    def key(self) -> tuple:
        """By what the row is known in its plan."""
        return self.year, self.number


@dataclass(frozen=True)
class TargetRow:
    """A target of the activity (year, number)."""

    year: int
    number: int
    measure: str
    kind: str
    amount: Decimal
    unit: str = ""
    label: str = ""

    @property
    def key(self) -> tuple:
        """By what the row is known in its plan."""
        return self.year, self.number, self.measure, self.kind


@dataclass(frozen=True)
class PeriodTargetRow:
    """A target for several years; `amount` None means every municipality."""

    measure: str
    amount: Decimal | None
    unit: str
    from_year: int
    to_year: int
    label: str = ""

    @property
    def key(self) -> tuple:
        """By what the row is known in its plan."""
        return (self.measure,)


@dataclass(frozen=True)
class TotalRow:
    """A year's total as stated, in EUR."""

    year: int
    amount: Decimal

    @property
    def key(self) -> tuple:
        """By what the row is known in its plan."""
        return (self.year,)


@dataclass(frozen=True)
class GoalLine:
    """A goal ("1"), an expected outcome ("1.2") or an indicator ("1.a") of a contract: `no` says which."""

    no: str
    title: str
    workstreams: tuple[str, ...] = ()
    measure: str = ""
    kind: str = ""
    begins_on: date | None = None

    @property
    def key(self) -> tuple:
        """By what the row is known in its contract."""
        return (self.no,)

    @property
    def goal(self) -> int:
        """The number of its goal."""
        return int(self.no.partition(".")[0])

    @property
    def below(self) -> str:
        """What stands behind the goal's number: "" for a goal, "2" for an outcome, "a" for an indicator."""
        return self.no.partition(".")[2]

    @property
    def part(self) -> str:
        """Return "goal", "outcome" or "indicator"."""
        if not self.below:
            return "goal"
        return "outcome" if self.below.isdecimal() else "indicator"


def goal_lines(contract) -> tuple[GoalLine, ...]:
    """Read a contract's goals, each with its outcomes and then its indicators, in three queries."""
    found = Goal.objects.filter(contract=contract).order_by("number")
    goals = list(found.prefetch_related("outcomes", "indicators"))
    outcomes = {goal.pk: goal.outcomes.all() for goal in goals}
    return lines_of(goals, outcomes, {goal.pk: goal.indicators.all() for goal in goals})


def lines_of(goals, outcomes, indicators) -> tuple[GoalLine, ...]:
    """Return goals in their order as lines; `outcomes` and `indicators` are by the goal's primary key."""
    found = []
    for goal in goals:
        found.append(GoalLine(str(goal.number), goal.title, tuple(goal.workstreams)))
        for row in sorted(outcomes[goal.pk], key=lambda row: row.number):
            found.append(GoalLine(f"{goal.number}.{row.number}", row.title))
        for each in sorted(indicators[goal.pk], key=lambda each: each.letter):
            found.append(
                GoalLine(
                    no=f"{goal.number}.{each.letter}",
                    title=each.title,
                    measure=each.measure,
                    kind=each.kind,
                    begins_on=each.begins_on,
                )
            )
    return tuple(found)


@dataclass(frozen=True)
class PlanRows:
    """A whole plan."""

    activities: tuple[ActivityRow, ...] = ()
    targets: tuple[TargetRow, ...] = ()
    period_targets: tuple[PeriodTargetRow, ...] = ()
    totals: tuple[TotalRow, ...] = ()

    @property
    def years(self) -> list[int]:
        """The years that have activities, in order."""
        return sorted({row.year for row in self.activities})

    def of_year(self, year: int) -> list[ActivityRow]:
        """The activities of a year, in the plan's order."""
        return [row for row in self.activities if row.year == year]

    def computed_total(self, year: int) -> Decimal:
        """The sum of a year's budgets, in EUR; the unfunded add nothing."""
        return sum((row.budget or Decimal(0) for row in self.of_year(year)), Decimal(0))

    @classmethod
    def of(cls, contract) -> "PlanRows":
        """Read the contract's plan from the database, in three queries."""
        return cls.beside(
            contract,
            _of(PeriodTarget, contract).order_by("pk"),
            dict(_of(StatedTotal, contract).order_by("year").values_list("year", "amount")),
        )

    @classmethod
    def beside(cls, contract, period_targets, stated) -> "PlanRows":
        """Read the rest of a plan whose targets for the period and stated totals by year are known."""
        activities: dict[tuple, ActivityRow] = {}
        targets = []
        for row in (
            _of(Activity, contract).order_by("year", "number", "targets__pk").values(*ACTIVITY, *TARGET)
        ):
            activity = _activity(row)
            activities[activity.key] = activity
            if row["targets__measure"] is not None:
                targets.append(_target(row))
        return cls(
            activities=tuple(activities.values()),
            targets=tuple(targets),
            period_targets=tuple(_period_target(row) for row in period_targets),
            totals=tuple(TotalRow(year, amount) for year, amount in stated.items()),
        )


#: What is read of activities with their targets, in one query.
ACTIVITY = [field.name for field in fields(ActivityRow)]
TARGET = [f"targets__{field.name}" for field in fields(TargetRow) if field.name not in ("year", "number")]


def _of(model, contract):
    return model.objects.filter(contract=contract)


def _activity(row):
    return ActivityRow(
        **{name: row[name] for name in ACTIVITY} | {"target_groups": tuple(row["target_groups"])}
    )


def _target(row):
    own = {name.removeprefix("targets__"): row[name] for name in TARGET}
    return TargetRow(year=row["year"], number=row["number"], **own)


def _period_target(row):
    return PeriodTargetRow(row.measure, row.amount, row.unit, row.from_year, row.to_year, row.label)
