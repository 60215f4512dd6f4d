"""What a new plan changes in the one that is there, and the changing of it, all or nothing."""

from collections import defaultdict
from dataclasses import dataclass, fields, replace
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from reports.importing.columns import GOALS, SHEETS
from reports.importing.spoken import HEADINGS, shown
from reports.models import Activity, PeriodTarget, ReportText, StatedTotal, Target
from reports.rows import PlanRows
from silab.accounts.models import Contract
from silab.common.tables import Refused

MODELS: dict[str, Any] = {
    "activities": Activity,
    "targets": Target,
    "period_targets": PeriodTarget,
    "totals": StatedTotal,
}


@dataclass(frozen=True)
class Change:
    """One row that is added, changed or removed; `fields` are (name, before, after)."""

    what: str
    sheet: str
    key: tuple
    label: str
    fields: tuple[tuple[str, str, str], ...] = ()
    #: Why the row may not vanish, or "".
    kept_by: str = ""

    @property
    def part(self) -> str:
        """The part of the plan, in words."""
        return str((GOALS if self.sheet == GOALS.key else SHEETS[self.sheet]).title)

    @property
    def words(self) -> str:
        """What happens to the row, in a word."""
        return str({"add": _("added"), "change": _("changed"), "remove": _("removed")}[self.what])

    @property
    def tone(self) -> str:
        """The key of the chip that shows it (silab/common/states.py)."""
        return {"add": "success", "change": "info", "remove": "missed"}[self.what]

    @property
    def name(self) -> str:
        """The row's key in words: "2022 / 3"."""
        return " / ".join(map(str, self.key))


def plan_changes(contract, plan: PlanRows) -> list[Change]:
    """Return what applying `plan` would add, change and remove, by the rows' natural keys."""
    found = changes_between(PlanRows.of(contract), plan)
    for sheet in MODELS:
        vanishing = [change for change in found if change.sheet == sheet and change.what == "remove"]
        reasons = _reasons(contract, sheet, vanishing)
        found = [
            replace(change, kept_by=reasons[change.key])
            if change in vanishing and change.key in reasons
            else change
            for change in found
        ]
    return found


def changes_between(held: PlanRows, plan: PlanRows) -> list[Change]:
    """Return what `plan` adds to, changes in and takes from the plan `held`."""
    found = []
    for sheet in MODELS:
        before = {row.key: row for row in getattr(held, sheet)}
        after = {row.key: row for row in getattr(plan, sheet)}
        found += rows_between(sheet, before, after)
    return found


def rows_between(sheet: str, before: dict, after: dict) -> list[Change]:
    """Return what becomes of one part's rows by their keys."""
    found = [_change("add", sheet, row) for key, row in after.items() if key not in before]
    found += [
        _change("change", sheet, row, _in_words(sheet, differences(before[key], row)))
        for key, row in after.items()
        if key in before and differences(before[key], row)
    ]
    return found + [_change("remove", sheet, row) for key, row in before.items() if key not in after]


@transaction.atomic
def apply_plan(*, contract, plan: PlanRows, by) -> list[Change]:
    """Make the contract's plan equal to `plan`; return what changed. Safe to repeat.

    Raises Refused when a vanishing row carries costs or a report's words, and then changes nothing.
    """
    Contract.objects.select_for_update().get(pk=contract.pk)
    changes = plan_changes(contract, plan)
    kept = [change for change in changes if change.kept_by]
    if kept:
        raise Refused(" ".join(f"{change.name} {change.label}: {change.kept_by}" for change in kept))
    model: Any
    for sheet, model in MODELS.items():
        rows = {row.key: row for row in getattr(plan, sheet)}
        touched = [change for change in changes if change.sheet == sheet]
        held = _held(contract, model) if touched else {}
        owners = _owners(contract, model) if touched else {}
        for change in touched:
            if change.what == "remove":
                # Removing an activity takes its targets along.
                if change.key in held:
                    held[change.key].delete()
            else:
                record = held.get(change.key) or model(created_by=by)
                _write(record, rows[change.key], owners)
    return changes


def differences(before, after) -> tuple[tuple[str, str, str], ...]:
    """Return the fields in which two rows of one key differ, as (name, before, after)."""
    return tuple(
        (field.name, getattr(before, field.name), getattr(after, field.name))
        for field in fields(after)
        if getattr(before, field.name) != getattr(after, field.name)
    )


def _in_words(sheet, differing):
    """Tell what differs as the plan's spreadsheet says it."""
    fields_of = GOALS if sheet == GOALS.key else SHEETS[sheet]
    columns = {field.attribute: field.name for field in fields_of.fields}
    return tuple(
        (str(HEADINGS[columns[name]]), shown(columns[name], before), shown(columns[name], after))
        for name, before, after in differing
    )


def _change(what, sheet, row, differing=()):
    label = getattr(row, "title", "") or getattr(row, "label", "")
    return Change(what, sheet, row.key, label, tuple(differing))


def _held(contract, model):
    owner = "activity__contract" if model is Target else "contract"
    return {_key(record): record for record in model.objects.filter(**{owner: contract}).select_related()}


def _key(record):
    if isinstance(record, Activity):
        return record.year, record.number
    if isinstance(record, Target):
        return record.activity.year, record.activity.number, record.measure, record.kind
    return (record.measure,) if isinstance(record, PeriodTarget) else (record.year,)


def _owners(contract, model):
    """Return what a row of a year and number belongs to: its activity for a target, else the contract."""
    if model is not Target:
        return defaultdict(lambda: {"contract": contract})
    return {_key(row): {"activity": row} for row in Activity.objects.filter(contract=contract)}


def _write(record, row, owners):
    """Save one record, so that its history tells who changed what."""
    values = {field.name: getattr(row, field.name) for field in fields(row)}
    owner = owners[row.key[:2]]
    if "activity" in owner:
        del values["year"], values["number"]
    if "target_groups" in values:
        values["target_groups"] = list(values["target_groups"])
    for name, value in (values | owner).items():
        setattr(record, name, value)
    record.save()


def _reasons(contract, sheet, rows):
    """Say of vanishing rows what holds them: costs, or words in a report."""
    if not rows or sheet not in ("activities", "targets"):
        return {}
    model = MODELS[sheet]
    held, keys = _held(contract, model), {row.key for row in rows}
    part = "activity" if model is Activity else "target"
    texts = set(
        ReportText.objects.filter(report__contract=contract, key__startswith=f"deviation:{part}:")
        .exclude(body="")
        .values_list("key", flat=True)
    )
    with_costs = (
        set(Activity.objects.filter(contract=contract, costs__isnull=False).values_list("year", "number"))
        if model is Activity
        else set()
    )
    reasons = {}
    for key in keys:
        if key in with_costs:
            reasons[key] = _("It has costs, so it cannot leave the plan.")
        elif f"deviation:{part}:{held[key].pk}" in texts:
            reasons[key] = _("A report explains it, so it cannot leave the plan.")
    return reasons
