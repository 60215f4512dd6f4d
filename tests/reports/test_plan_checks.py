"""Each consistency check on a plan of a few rows: it speaks when it should and is silent otherwise."""

from datetime import date
from decimal import Decimal

import pytest

from reports.checks import check_plan
from reports.rows import ActivityRow, PeriodTargetRow, PlanRows, TargetRow, TotalRow


def activity(year=2022, number=1, budget=100, **values):
    """An activity that no check objects to, with a target of its own in `plan`."""
    values = {
        "workstream": "training",
        "title": "Koolitused",
        "period_start": date(year, 1, 1),
        "period_end": date(year, 12, 31),
        "target_groups": ("ngos",),
        **values,
    }
    return ActivityRow(year=year, number=number, budget=None if budget is None else Decimal(budget), **values)


def target(year, amount, kind="increment", measure="m", number=1):
    return TargetRow(year, number, measure, kind, Decimal(amount), label="Siht")


def plan(*activities, targets=None, period_targets=(), totals=None):
    """A plan whose totals agree and whose activities have targets, unless told otherwise."""
    if targets is None:
        targets = [
            target(row.year, 1, measure=f"{row.year}-{row.number}", number=row.number) for row in activities
        ]
    bare = PlanRows(activities=activities)
    if totals is None:
        totals = [TotalRow(year, bare.computed_total(year)) for year in bare.years]
    return PlanRows(activities, tuple(targets), tuple(period_targets), tuple(totals))


def years(*targets, period_targets=()):
    """A plan of four even years with these targets."""
    lines = [activity(year) for year in range(2021, 2025)]
    own = [target(row.year, 1, "milestone", f"own-{row.year}") for row in lines]
    return plan(*lines, targets=[*own, *targets], period_targets=period_targets)


def whole(amount, first=2021, last=2024):
    return PeriodTargetRow("m", None if amount is None else Decimal(amount), "", first, last, "Kokku")


def money(*budgets):
    """A plan whose management costs `budgets` beside 900 of training each year."""
    lines = []
    for year, budget in enumerate(budgets, start=2021):
        lines += [activity(year, 1, 900), activity(year, 2, budget, workstream="management", title="Üldkulu")]
    return plan(*lines)


@pytest.mark.parametrize(
    ("checked", "codes"),
    [
        (plan(activity()), []),
        (plan(activity(), totals=[TotalRow(2022, Decimal("100.01"))]), ["total_differs"]),
        (plan(activity(), totals=[]), ["total_missing"]),
        (plan(activity(), totals=[TotalRow(2022, 100), TotalRow(2023, 1)]), ["year_without_activities"]),
        (plan(activity(period_end=date(2023, 1, 1))), ["period_outside_year"]),
        (plan(activity(period_start=date(2022, 12, 1), period_end=date(2022, 2, 1))), ["period_reversed"]),
        (plan(activity(period_start=None)), ["period_missing"]),
        (plan(activity(budget=None)), ["unfunded_with_targets"]),
        (plan(activity(budget=0)), []),
        (plan(activity(budget=None), targets=[]), ["no_target"]),
        (plan(activity(target_groups=())), ["no_target_group"]),
        (plan(activity(2022), activity(2023), targets=[]), ["no_target"]),
        (
            years(target(2022, 9, "cumulative"), target(2023, 8, "cumulative")),
            ["cumulative_falls"],
        ),
        (years(target(2022, 9, "stock"), target(2023, 8, "stock")), ["cumulative_falls"]),
        (years(target(2021, 3), target(2022, 10, "cumulative")), ["read_as_cumulative"]),
        (years(target(2022, 10, "cumulative")), []),
        (years(target(2021, 3), target(2022, 5), target(2022, 8, "cumulative")), []),
        (years(target(2021, 3), target(2022, 5), target(2022, 9, "cumulative")), ["increments_differ"]),
        (years(target(2021, 8), target(2022, 4), period_targets=[whole(12)]), []),
        (years(target(2021, 8), target(2022, 4), period_targets=[whole(10)]), ["table_above_period"]),
        (years(target(2021, 8), target(2022, 1), period_targets=[whole(10)]), ["table_below_period"]),
        (years(target(2022, 10, "stock"), target(2024, 15, "stock"), period_targets=[whole(15)]), []),
        (
            years(target(2022, 3), target(2023, 10), period_targets=[whole(10, 2023)]),
            ["target_outside_period"],
        ),
        (years(period_targets=[whole(None)]), ["period_target_without_years"]),
        (money(100, 400, 110), ["share_jumps"]),
        (money(100, 130, 110), []),
        (money(100, 120, 600), ["share_jumps"]),
        (money(100, 200, 200), []),
    ],
)
def test_finding_codes(checked, codes):
    assert [finding.code for finding in check_plan(checked)] == codes


def test_a_finding_says_where_and_in_what_words():
    [finding] = check_plan(plan(activity(), totals=[TotalRow(2022, Decimal(90))]))
    assert finding.where == "2022"
    assert "90,00\xa0€" in finding.text
    assert "100,00\xa0€" in finding.text
    assert finding.severity == "error"
