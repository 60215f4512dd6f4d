"""Goals, expected outcomes and indicators of a contract, their words exactly as the form has them (forms.md)."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from django.db import transaction

from reports.goals.uses import uses, why_kept
from reports.importing.changes import Change, rows_between
from reports.importing.columns import GOALS
from reports.models import Goal, Indicator, Outcome
from reports.rows import GoalLine, goal_lines
from silab.accounts.models import Contract
from silab.common.tables import Refused


@transaction.atomic
def load_goals(contract, goals: list[dict], *, by=None) -> int:
    """Make the contract's goals equal to `goals` (contract.json); return how many rows were written. Safe to repeat.

    Rows that stand in the contract and not in the data are kept: reports may speak of them.
    """
    written = 0
    for entry in goals:
        goal, done = _keep(
            Goal,
            {"contract": contract, "number": entry["number"]},
            {"title": entry["title"], "workstreams": entry["workstreams"]},
            by,
        )
        written += done
        for number, title in enumerate(entry["outcomes"], start=1):
            written += _keep(Outcome, {"goal": goal, "number": number}, {"title": title}, by)[1]
        for row in entry["indicators"]:
            values = {name: row[name] for name in ("title", "measure", "kind")}
            values["begins_on"] = row["begins_on"] and date.fromisoformat(row["begins_on"])
            written += _keep(Indicator, {"goal": goal, "letter": row["letter"]}, values, by)[1]
    return written


def _keep(model, key, values, by):
    record = model.objects.filter(**key).first() or model(**key, created_by=by)
    if record.pk and all(getattr(record, name) == value for name, value in values.items()):
        return record, 0
    for name, value in values.items():
        setattr(record, name, value)
    record.save()
    return record, 1


def goal_changes(contract, goals: Sequence[GoalLine] | None) -> list[Change]:
    """Return what applying `goals` would add, change and remove; nothing for None.

    What reports speak of may not vanish: `kept_by` says why.
    """
    if goals is None:
        return []
    before = {row.key: row for row in goal_lines(contract)}
    found = rows_between(GOALS.key, before, {row.key: row for row in goals})
    if not any(change.what == "remove" for change in found):
        return found
    held, rows = uses(contract), _held(contract)
    return [
        replace(change, kept_by=why_kept(rows[change.key[0]], held)) if change.what == "remove" else change
        for change in found
    ]


@transaction.atomic
def apply_goals(*, contract, goals: Sequence[GoalLine] | None, by) -> list[Change]:
    """Make the contract's goals equal to `goals` (None: leave them) and return what changed. Safe to repeat.

    Raises Refused when something that reports speak of would vanish, and then changes nothing.
    """
    Contract.objects.select_for_update().get(pk=contract.pk)
    changes = goal_changes(contract, goals)
    kept = [change for change in changes if change.kept_by]
    if kept:
        raise Refused(" ".join(f"{change.name} {change.label}: {change.kept_by}" for change in kept))
    held, lines = _held(contract), {row.no: row for row in goals or ()}
    # Goals come before what stands under them, and go after it.
    for change in sorted(changes, key=lambda change: change.key[0].count(".")):
        if change.what != "remove":
            no = change.key[0]
            held[no] = _write(lines[no], held.get(no), held, contract, by)
    for change in sorted(changes, key=lambda change: -change.key[0].count(".")):
        if change.what == "remove":
            row = held[change.key[0]]
            row._history_user = by
            row.delete()
    return changes


def _held(contract):
    """Every goal, outcome and indicator of a contract by its number."""
    found = {}
    for goal in Goal.objects.filter(contract=contract).prefetch_related("outcomes", "indicators"):
        found[str(goal.number)] = goal
        found |= {f"{goal.number}.{row.number}": row for row in goal.outcomes.all()}
        found |= {f"{goal.number}.{row.letter}": row for row in goal.indicators.all()}
    return found


def _write(line, record, held, contract, by):
    if record is None:
        if line.part == "goal":
            record = Goal(contract=contract, number=line.goal)
        elif line.part == "outcome":
            record = Outcome(goal=held[str(line.goal)], number=int(line.below))
        else:
            record = Indicator(goal=held[str(line.goal)], letter=line.below)
        record.created_by = by
    record.title = line.title
    if line.part == "goal":
        record.workstreams = list(line.workstreams)
    if line.part == "indicator":
        record.measure, record.kind, record.begins_on = line.measure, line.kind, line.begins_on
    record._history_user = by
    record.save()
    return record
