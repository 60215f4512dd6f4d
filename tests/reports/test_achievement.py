"""Plan against done of a contract's year."""

from datetime import date
from decimal import Decimal

import pytest

from reports.achievement import achieved
from reports.enums import TargetKind
from reports.models import Goal, Indicator
from silab.measures import Period
from tests.reports.factories import (
    ActivityFactory,
    ContractFactory,
    CorrectionFactory,
    CostFactory,
    PeriodTargetFactory,
    StatedTotalFactory,
    TargetFactory,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("test_measures")]
LATER = date(2026, 1, 1)


@pytest.fixture
def contract():
    """Three costs in 2021, two in 2022, one in 2023."""
    contract = ContractFactory()
    for year, count in ((2021, 3), (2022, 2), (2023, 1)):
        activity = ActivityFactory(contract=contract, year=year, number=9, budget=1000)
        CostFactory.create_batch(count, activity=activity, on=date(year, 6, 1))
    return contract


@pytest.mark.parametrize(
    ("kind", "done", "period"),
    [
        (TargetKind.INCREMENT, 2, Period.year(2022)),
        (TargetKind.CUMULATIVE, 5, Period(date(2021, 5, 1), date(2022, 12, 31))),
        (TargetKind.MILESTONE, 5, Period(date(2021, 5, 1), date(2022, 12, 31))),
    ],
)
def test_each_kind_counts_its_own_days(contract, kind, done, period):
    TargetFactory(activity__contract=contract, kind=kind)
    [result] = achieved(contract, 2022, today=LATER).targets
    assert (result.done, result.period) == (done, period)


def test_the_first_year_begins_with_the_contract(contract):
    TargetFactory(activity__contract=contract, activity__year=2021)
    assert achieved(contract, 2021, today=LATER).targets[0].period.first == date(2021, 5, 1)


def test_a_period_target_shows_what_is_reached_by_the_years_end(contract):
    PeriodTargetFactory(contract=contract, amount=5)
    PeriodTargetFactory(contract=contract, measure="test.sum", from_year=2023, amount=100)
    words = {
        year: [
            (row.done, str(row.pace.value)) for row in achieved(contract, year, today=LATER).period_targets
        ]
        for year in (2021, 2022, 2024)
    }
    assert words == {
        2021: [(3, "ahead"), (None, "not_started")],
        2022: [(5, "done"), (None, "not_started")],
        2024: [(6, "done"), (100, "done")],
    }


def test_no_data_is_not_zero_and_is_missed_once_the_year_is_over(contract):
    TargetFactory(activity__contract=contract, activity__year=2024)
    assert achieved(contract, 2024, today=date(2024, 2, 1)).targets[0].pace == "not_started"
    [result] = achieved(contract, 2024, today=LATER).targets
    assert (result.done, result.pace) == (None, "missed")


def test_a_correction_prints_in_place_of_the_count_and_both_stay(contract):
    TargetFactory(activity__contract=contract)
    correction = CorrectionFactory(contract=contract, amount=4)
    [result] = achieved(contract, 2022, today=LATER).targets
    assert (result.counted, result.done, result.correction, result.pace) == (2, 4, correction, "done")


def test_an_indicator_that_has_not_begun_has_no_value(contract):
    goal = Goal.objects.create(contract=contract, number=1, title="Eesmärk")
    Indicator.objects.create(
        goal=goal, letter="a", title="A", measure="test.count", begins_on=date(2022, 1, 1)
    )
    before, after = (achieved(contract, year, today=LATER).indicators[0] for year in (2021, 2022))
    assert (before.has_begun, before.value) == (False, None)
    assert (after.has_begun, after.value) == (True, 2)


def test_money_is_stated_beside_computed_and_unfunded_is_not_nothing(contract):
    ActivityFactory(contract=contract, number=10, budget=None, funding_note="Leiame selleks teisi vahendeid")
    StatedTotalFactory(contract=contract, amount=1400)
    seen = achieved(contract, 2022, today=LATER)
    assert (seen.stated_total, seen.computed_total, seen.spent, seen.left) == (1400, 1000, 200, 800)
    funded, unfunded = seen.activities
    assert (funded.left, funded.share) == (800, Decimal("0.2"))
    assert (unfunded.budget, unfunded.spent, unfunded.left, unfunded.share) == (None, None, None, None)


def test_queries_do_not_grow_with_targets(contract, django_assert_max_num_queries):
    for number in range(20, 32):
        TargetFactory(activity__contract=contract, activity__number=number, measure="test.sum")
        TargetFactory(activity__contract=contract, activity__number=number + 100, kind=TargetKind.CUMULATIVE)
    with django_assert_max_num_queries(8):
        achieved(contract, 2022, today=LATER)
