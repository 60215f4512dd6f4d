"""Consistency checks of a plan (domain.md §9): nothing is corrected, everything that disagrees is said.

Each check is a generator of findings over plain rows, so that a file is checked before it becomes a plan."""

from reports.checks.finding import Cell, Finding
from reports.checks.goals import check_goals
from reports.checks.lines import activities_without, share_jumps, unfunded_with_targets
from reports.checks.measures import unknown_measures
from reports.checks.periods import period_outside_year, period_target_years
from reports.checks.targets import cumulative_falls, increments_against_cumulative, table_against_period
from reports.checks.totals import missing_totals, stated_against_computed
from reports.enums import Severity
from reports.rows import PlanRows, goal_lines

CHECKS = (
    stated_against_computed,
    missing_totals,
    period_outside_year,
    unfunded_with_targets,
    cumulative_falls,
    increments_against_cumulative,
    table_against_period,
    period_target_years,
    share_jumps,
    activities_without,
)
_ORDER = {severity: place for place, severity in enumerate(Severity)}

__all__ = ["Cell", "Finding", "check_contract", "check_goals", "check_plan"]


def check_plan(plan: PlanRows) -> list[Finding]:
    """Return every finding on the plan, errors first, then warnings, then questions, each by year."""
    found = [finding for check in CHECKS for finding in check(plan)]
    return sorted(found, key=lambda finding: (_ORDER[finding.severity], finding.years))


def check_contract(contract) -> list[Finding]:
    """Return every finding on a contract: on its plan, on the measures that it names, on its goals."""
    plan = PlanRows.of(contract)
    found = [*check_plan(plan), *unknown_measures(plan)]
    found += check_goals(goal_lines(contract), contract.years)
    return sorted(found, key=lambda finding: (_ORDER[finding.severity], finding.years))
