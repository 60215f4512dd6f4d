"""The goals as of any day, out of their history (domain.md §12)."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Min
from django.utils import timezone

from reports.models import Goal, Indicator, Outcome
from reports.rows import GoalLine, lines_of


@dataclass(frozen=True)
class GoalsThen:
    """A contract's goals as of a day; `recorded_on` is when they were first written down, if that was later."""

    lines: tuple[GoalLine, ...]
    recorded_on: date | None = None


def goals_as_of(contract, day: date) -> GoalsThen:
    """Return the goals, outcomes and indicators as they stood at the end of a day, in four queries.

    For a day before the first of them was recorded they are those of that first day: a contract's plan is older
    than its record.
    """
    held = Goal.history.filter(contract_id=contract.pk)
    first = held.aggregate(at=Min("history_date"))["at"]
    if first is None:
        return GoalsThen(())
    began = timezone.localtime(first).date()
    at = _end_of(max(day, began))
    goals = list(Goal.history.as_of(at).filter(contract_id=contract.pk).order_by("number"))
    lines = lines_of(goals, _under(Outcome, goals, at), _under(Indicator, goals, at))
    return GoalsThen(lines, began if day < began else None)


def _under(model, goals, at):
    found = defaultdict(list)
    for row in model.history.as_of(at).filter(goal_id__in=[goal.pk for goal in goals]).order_by("pk"):
        found[row.goal_id].append(row)
    return found


def _end_of(day) -> datetime:
    return timezone.make_aware(datetime.combine(day + timedelta(days=1), time.min))
