"""Rows of a plan as JSON, which is how an amendment keeps what they were before and after."""

from dataclasses import asdict, fields
from datetime import date
from decimal import Decimal
from typing import Any, get_args

from reports.rows import ActivityRow, PeriodTargetRow, PlanRows, TargetRow, TotalRow

#: The class of each part's rows, in the order in which they depend on one another.
ROWS: dict[str, Any] = {
    "activities": ActivityRow,
    "targets": TargetRow,
    "period_targets": PeriodTargetRow,
    "totals": TotalRow,
}


def key_of(row) -> str:
    """Return the row's own key in its part of the plan: "2022/2"."""
    return "/".join(map(str, row.key))


def as_json(row) -> dict[str, Any]:
    """Return a row with dates and decimals as strings."""
    return {name: _plain(value) for name, value in asdict(row).items()}


def from_json(sheet: str, kept: dict[str, Any]):
    """Return the row that was kept."""
    kind = ROWS[sheet]
    return kind(**{field.name: _typed(field.type, kept[field.name]) for field in fields(kind)})


def keyed(plan: PlanRows) -> dict[str, dict[str, Any]]:
    """Return the plan's rows by part and key."""
    return {sheet: {key_of(row): row for row in getattr(plan, sheet)} for sheet in ROWS}


def plan_of(rows: dict[str, dict[str, Any]]) -> PlanRows:
    """Return a plan of rows by part and key, in the plan's order."""
    return PlanRows(
        **{sheet: tuple(sorted(held.values(), key=lambda row: _order(row))) for sheet, held in rows.items()}
    )


def _order(row):
    return tuple(str(part).rjust(6) if isinstance(part, int) else str(part) for part in row.key)


def _plain(value):
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, date):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value


def _typed(kind, value):
    kinds = get_args(kind) or (kind,)
    if value is None:
        return None
    if Decimal in kinds:
        return Decimal(value)
    if date in kinds:
        return date.fromisoformat(value)
    return tuple(value) if isinstance(value, list) else value
