"""The plan of a contract's year beside what was done, and what disagrees in the plan."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from reports.achievement import ActivityResult
from reports.amendments.days import Versions, day_of, version_words
from reports.amendments.versions import plan_as_of
from reports.boards import Linked, linked, seen_of
from reports.changes import kept_large, stamp
from reports.checks import Finding, check_contract, check_plan
from reports.enums import Severity, TargetGroup, TargetKind
from reports.goals.versions import goals_as_of
from reports.importing.spoken import shown
from reports.rows import PlanRows, goal_lines
from reports.views.scope import scope_of
from silab.accounts.access import open_to, staff_only
from silab.accounts.enums import Role
from silab.common.templatetags.formats import euro, figure

#: Activities on a page.
ACTIVITIES = 15


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
    versions, day = Versions.of(scope.contract), day_of(request)
    if day and (then := _then(scope.contract, versions, day)):
        return _as_of(request, scope, versions.on(day), then, day)
    at = stamp()
    seen = seen_of(scope.contract, scope.year, at)
    found = _findings(seen, at) if request.user.is_staff else []
    page = Paginator(seen.activities, ACTIVITIES).get_page(request.GET.get("page"))
    context = {
        "scope": scope,
        "seen": seen,
        "years": [(year, scope.url("reports:plan", aasta=year)) for year in scope.years],
        "lines": [
            Line(row, linked(scope, row.targets), _groups(row), _at(found, scope.year, row.activity.number))
            for row in page
        ],
        "pages": [(n, scope.url("reports:plan", page=n)) for n in page.paginator.page_range],
        "page": page.number,
        "total_findings": _at(found, scope.year, None),
        "period_targets": linked(scope, seen.period_targets),
        "dashboard_url": scope.url("reports:dashboard"),
        "costs_url": scope.url("reports:costs"),
        "check_url": scope.url("reports:plan_check"),
        "import_url": scope.url("reports:plan_import"),
        "edit_url": scope.url("reports:plan_edit"),
        "indicators_url": scope.url("reports:indicators", aasta=None),
        "goals_url": scope.url("reports:goals"),
        "form_url": scope.url("reports:form"),
        "contract_url": reverse("reports:contract", args=[scope.contract.slug]),
        "version": version_words(versions.last.number, versions.last.since),
        "amendments_url": scope.url("reports:amendments"),
        "files": _files(scope),
    }
    return render(request, "reports/plan.html", context)


def _findings(seen, at):
    """What disagrees in the plan, looked for again only when a record has changed since."""
    wholes = tuple(result.target for result in seen.period_targets)
    return kept_large(at, _checked, seen.contract, wholes, tuple(seen.stated.items()))


def _checked(contract, wholes, stated):
    return check_plan(PlanRows.beside(contract, wholes, dict(stated)))


def _then(contract, versions, day):
    """The goals of an earlier day; None where that day's plan and goals are those of today."""
    then = goals_as_of(contract, day)
    is_earlier = versions.on(day) != versions.last or then.lines != goal_lines(contract)
    return then if is_earlier else None


def _as_of(request, scope, version, then, day):
    """Show the year as the plan had it on an earlier day: what was wanted then, nothing of what was done."""
    plan = plan_as_of(scope.contract, day)
    seen = f"{day:%d.%m.%Y}"
    context = {
        "scope": scope,
        "day": day,
        "version": version_words(version.number, version.since),
        "years": [(year, scope.url("reports:plan", aasta=year, seisuga=seen)) for year in scope.years],
        "lines": _lines_as_of(plan, scope.year),
        "computed_total": plan.computed_total(scope.year),
        "stated_total": next((row.amount for row in plan.totals if row.year == scope.year), None),
        "period_targets": [(row, in_plan(row)) for row in plan.period_targets],
        "goals": list(_goals_as_of(then.lines)),
        "recorded_on": then.recorded_on,
        "plan_url": scope.url("reports:plan"),
        "amendments_url": scope.url("reports:amendments"),
        "files": _files(scope, seisuga=seen),
    }
    return render(request, "reports/plan_as_of.html", context)


def _lines_as_of(plan, year):
    targets = [row for row in plan.targets if row.year == year]
    return [
        (
            row,
            [str(TargetGroup(group).label) for group in row.target_groups if group in TargetGroup.values],
            [
                (target, TargetKind(target.kind).label, in_plan(target))
                for target in targets
                if target.number == row.number
            ],
        )
        for row in plan.of_year(year)
    ]


def _goals_as_of(lines):
    """Each goal with its outcomes and its indicators, these with measure and kind in words."""
    for goal in (row for row in lines if row.part == "goal"):
        below = [row for row in lines if row.goal == goal.goal]
        outcomes = [row for row in below if row.part == "outcome"]
        indicators = [row for row in below if row.part == "indicator"]
        told = [(row, shown("measure", row.measure), shown("kind", row.kind)) for row in indicators]
        yield goal, outcomes, told


def in_plan(row) -> str:
    """Return a target's amount in words: money in EUR, a milestone as a word, "all" for every municipality."""
    if row.amount is None:
        return _("all")
    if getattr(row, "kind", "") == TargetKind.MILESTONE:
        return _("ready")
    return euro(row.amount) if row.unit == "eur" else figure(row.amount)


def _files(scope, **of):
    return [(kind, _file_url(scope, kind, of)) for kind in ("XLSX", "CSV")]


def _file_url(scope, kind, of):
    query = urlencode({"leping": scope.contract.slug, **of})
    return f"{reverse('reports:plan_file', args=[kind.lower()])}?{query}"


@staff_only
def findings(request):
    """Everything that disagrees in the contract's plan, the gravest first (domain.md §9)."""
    scope = scope_of(request)
    if scope.contract is None:
        return render(request, "reports/dashboard_empty.html")
    found = check_contract(scope.contract)
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
        "is_empty": not found and not scope.contract.activities.exists(),
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
    """The year of the plan that a finding speaks of; one without cells speaks of the goals."""
    if not finding.cells:
        return scope.url("reports:goals")
    year = next((year for year in finding.years if year in scope.years), scope.year)
    return scope.url("reports:plan", aasta=year)
