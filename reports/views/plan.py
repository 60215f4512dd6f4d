"""The plan of a contract's year beside what was done, and what disagrees in the plan."""

from dataclasses import dataclass

from django.shortcuts import render

from reports.achievement import ActivityResult, achieved
from reports.boards import Linked, linked
from reports.checks import Finding, check_plan
from reports.enums import Severity, TargetGroup
from reports.rows import PlanRows
from reports.views.scope import scope_of
from silab.accounts.access import open_to, staff_only
from silab.accounts.enums import Role


@dataclass(frozen=True)
class Line:
    """A line of the plan's table, with the findings at its cells, each once."""

    result: ActivityResult
    targets: list[Linked]
    groups: list[str]
    findings: list[Finding]


@open_to(Role.STAFF, Role.FUNDER)
def year_plan(request):
    """The year's activities as the plan states them, beside what was done and spent. Findings are staff's."""
    scope = scope_of(request)
    if scope.contract is None:
        return render(request, "reports/dashboard_empty.html")
    seen = achieved(scope.contract, scope.year)
    wholes = [result.target for result in seen.period_targets]
    plan = PlanRows.beside(scope.contract, wholes, seen.stated) if request.user.is_staff else PlanRows()
    found = check_plan(plan)
    context = {
        "scope": scope,
        "seen": seen,
        "years": [(year, scope.url("reports:plan", aasta=year)) for year in scope.years],
        "lines": [
            Line(row, linked(scope, row.targets), _groups(row), _at(found, scope.year, row.activity.number))
            for row in seen.activities
        ],
        "total_findings": _at(found, scope.year, None),
        "period_targets": linked(scope, seen.period_targets),
        "dashboard_url": scope.url("reports:dashboard"),
        "costs_url": scope.url("reports:costs"),
        "check_url": scope.url("reports:plan_check"),
        "import_url": scope.url("reports:plan_import"),
    }
    return render(request, "reports/plan.html", context)


@staff_only
def findings(request):
    """Everything that disagrees in the contract's plan, the gravest first (domain.md §9)."""
    scope = scope_of(request)
    if scope.contract is None:
        return render(request, "reports/dashboard_empty.html")
    found = check_plan(PlanRows.of(scope.contract))
    groups = [
        (
            severity,
            [(finding, _plan_url(scope, finding)) for finding in found if finding.severity == severity],
        )
        for severity in Severity
    ]
    context = {
        "scope": scope,
        "groups": [group for group in groups if group[1]],
        "plan_url": scope.url("reports:plan"),
    }
    return render(request, "reports/plan_check.html", context)


def _at(found, year, number):
    """Return the findings that speak of this activity of the year; `number` None asks for the year's total."""
    return [
        finding
        for finding in found
        if any(
            cell.year == year and cell.number == number and cell.column != "period_target"
            for cell in finding.cells
        )
    ]


def _groups(row):
    return [
        str(TargetGroup(group).label) for group in row.activity.target_groups if group in TargetGroup.values
    ]


def _plan_url(scope, finding):
    year = next((year for year in finding.years if year in scope.years), scope.year)
    return scope.url("reports:plan", aasta=year)
