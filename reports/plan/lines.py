"""A year of a draft as the editor's page shows it: rows, their forms' addresses, what disagrees beside them."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from reports.amendments.rows import key_of
from reports.views.plan import in_plan

#: The parts of a plan by their names in addresses.
PARTS = {
    "tegevus": "activities",
    "siht": "targets",
    "perioodi-siht": "period_targets",
    "kogusumma": "totals",
}
SLUGS = {sheet: slug for slug, sheet in PARTS.items()}
#: Which cells a part's findings speak of, and beside which field each stands.
FIELDS = {
    "activities": {
        "period": "period_end",
        "budget": "budget",
        "target_groups": "target_groups",
        "targets": "title",
    },
    "targets": {"targets": "amount"},
    "period_targets": {"period_target": "amount"},
    "totals": {"total": "amount"},
}


@dataclass(frozen=True)
class Line:
    """A row of the draft; `touched` is "add", "change" or ""."""

    row: Any
    url: str
    words: str
    touched: str
    findings: list
    targets: list["Line"]
    add_url: str = ""


class EditedYear:
    """What the editor shows of one year, and of the period."""

    def __init__(self, scope, draft, found):
        self.scope, self.draft, self.found = scope, draft, found
        plan, year = draft.plan, scope.year
        targets = defaultdict(list)
        for row in plan.targets:
            if row.year == year:
                targets[row.number].append(self._line("targets", row, []))
        self.activities = [
            self._line("activities", row, self._said("activities", row), targets[row.number])
            for row in plan.of_year(year)
        ]
        self.computed_total = plan.computed_total(year)
        stated = [row for row in plan.totals if row.year == year]
        self.totals = [self._line("totals", row, self._said("totals", row)) for row in stated]
        self.period_targets = [
            self._line("period_targets", row, self._said("period_targets", row))
            for row in plan.period_targets
        ]
        self.add_activity = row_url(scope, "activities")
        self.add_total = "" if stated else row_url(scope, "totals")
        self.add_period_target = row_url(scope, "period_targets")

    def _said(self, sheet, row):
        return speaking_of(sheet, row, self.found)

    def _line(self, sheet, row, findings, targets=()):
        return Line(
            row=row,
            url=row_url(self.scope, sheet, rida=key_of(row)),
            words=in_plan(row) if sheet in ("targets", "period_targets") else "",
            touched=self.draft.touched(sheet, key_of(row)),
            findings=findings,
            targets=list(targets),
            add_url=row_url(self.scope, "targets", tegevus=row.number) if sheet == "activities" else "",
        )


def row_url(scope, sheet, **asked) -> str:
    """Return the address of a row's form."""
    return scope.url("reports:plan_edit_row", osa=SLUGS[sheet], **asked)


def speaking_of(sheet, row, found) -> list:
    """Return the findings that speak of a row."""
    return [finding for finding in found if _columns(sheet, row, finding)]


def beside_fields(form, sheet, row, found) -> list[tuple]:
    """Return each visible field with the findings that stand beside it; on the page they follow the field."""
    said = defaultdict(list)
    for finding in found if row else ():
        for column in _columns(sheet, row, finding):
            field = said[FIELDS[sheet][column]]
            if finding not in field:
                field.append(finding)
    return [(field, said[field.name]) for field in form.visible_fields()]


def _columns(sheet, row, finding):
    year = row.from_year if sheet == "period_targets" else row.year
    number = getattr(row, "number", None)
    found = [
        cell.column
        for cell in finding.cells
        if (cell.year, cell.number) == (year, number) and cell.column in FIELDS[sheet]
    ]
    # Cells of targets name neither measure nor kind; the words of the finding name the target.
    if found and sheet in ("targets", "period_targets") and row.label not in finding.text:
        return []
    return found
