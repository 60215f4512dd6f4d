"""A plan being edited: kept for its editor between pages, apart from the plan, until it is looked over and saved."""

import json
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from reports.amendments.rows import as_json, from_json, key_of, keyed, plan_of
from reports.plan.words import Told, told
from reports.rows import PlanRows
from silab.common.kept_files import KeptFiles

#: A draft survives a holiday.
KEPT_FOR = timedelta(days=30)
FILE = "plan.json"

Rows = dict[str, dict[str, Any]]


@dataclass
class Draft:
    """The rows by part and key as they were when the editor last looked (`base`) and as edited (`rows`)."""

    contract: Any
    base: Rows
    rows: Rows

    @property
    def plan(self) -> PlanRows:
        """The edited plan."""
        return plan_of(self.rows)

    @property
    def before(self) -> PlanRows:
        """The plan without the draft."""
        return plan_of(self.base)

    @property
    def changes(self) -> list[Told]:
        """What the draft changes in the plan, in words."""
        return [
            told(sheet, self.base[sheet].get(key), self.rows[sheet].get(key))
            for sheet, key in _touched(self.base, self.rows)
        ]

    def touched(self, sheet: str, key: str) -> str:
        """Return "add", "change" or "" for a row of the draft."""
        before, after = self.base[sheet].get(key), self.rows[sheet].get(key)
        return "" if before == after else "change" if before else "add"

    def put(self, sheet: str, row, instead: str = "") -> None:
        """Add a row, or put it in the place of the row of key `instead`."""
        if instead:
            self.rows[sheet].pop(instead, None)
        self.rows[sheet][key_of(row)] = row

    def remove(self, sheet: str, key: str) -> None:
        """Take a row out; an activity takes its targets along."""
        row = self.rows[sheet].pop(key, None)
        if sheet == "activities" and row:
            self.rows["targets"] = {
                name: target
                for name, target in self.rows["targets"].items()
                if (target.year, target.number) != row.key
            }


def open_draft(user, contract) -> tuple[Draft, list[str]]:
    """Return the user's draft of the contract's plan, brought up to the plan of now.

    Rows that the user left alone follow the plan. The names of rows that the plan and the draft both changed
    are returned beside it: there the draft's stands, and the preview shows it beside what the plan has now.
    """
    now = keyed(PlanRows.of(contract))
    kept = _kept(contract).find(user, _token(contract))
    if kept is None:
        return Draft(contract, now, {sheet: dict(rows) for sheet, rows in now.items()}), []
    held = json.loads(kept[1][FILE])
    base, rows = _read(held["base"]), _read(held["rows"])
    mine, theirs = set(_touched(base, rows)), set(_touched(base, now))
    merged = {sheet: dict(found) for sheet, found in now.items()}
    for sheet, key in mine:
        if key in rows[sheet]:
            merged[sheet][key] = rows[sheet][key]
        else:
            merged[sheet].pop(key, None)
    _drop_orphans(merged)
    both = [
        told(sheet, now[sheet].get(key), rows[sheet].get(key)).name
        for sheet, key in sorted(mine & theirs)
        if now[sheet].get(key) != rows[sheet].get(key)
    ]
    return Draft(contract, now, merged), both


def keep_draft(user, draft: Draft) -> None:
    """Keep the draft; one that changes nothing is not kept."""
    if draft.base == draft.rows:
        give_up(user, draft.contract)
        return
    content = json.dumps({"base": _written(draft.base), "rows": _written(draft.rows)})
    _kept(draft.contract).keep(user, {FILE: content.encode()}, token=_token(draft.contract))


def give_up(user, contract) -> None:
    """Throw the user's draft away."""
    _kept(contract).give_up(user)


def _kept(contract):
    return KeptFiles(f"plan-drafts/{contract.pk}", KEPT_FOR)


def _token(contract):
    return f"kava{contract.pk}"


def _touched(before, after):
    return [
        (sheet, key)
        for sheet in before
        for key in sorted(before[sheet].keys() | after[sheet].keys())
        if before[sheet].get(key) != after[sheet].get(key)
    ]


def _drop_orphans(rows):
    """Targets whose activity somebody took away meanwhile go with it."""
    known = {row.key for row in rows["activities"].values()}
    rows["targets"] = {key: row for key, row in rows["targets"].items() if (row.year, row.number) in known}


def _written(rows):
    return {sheet: [as_json(row) for row in found.values()] for sheet, found in rows.items()}


def _read(kept):
    rows = {sheet: [from_json(sheet, row) for row in found] for sheet, found in kept.items()}
    return {sheet: {key_of(row): row for row in found} for sheet, found in rows.items()}
