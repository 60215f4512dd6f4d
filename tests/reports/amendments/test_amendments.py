"""The plan changes by agreement: what it was stays readable, and nothing is amended over a later amendment."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from reports.amendments.actions import amend_plan, revert_amendment
from reports.amendments.carrying import carry_over, checked
from reports.amendments.versions import compare, plan_as_of, plan_before, versions_of
from reports.enums import AmendmentSource
from reports.importing import Refused
from reports.models import Activity, Amendment, Target
from reports.rows import PlanRows, TargetRow
from tests.reports.factories import ActivityFactory, ContractFactory, CostFactory, TargetFactory


@pytest.fixture
def contract(db, test_measures):
    contract = ContractFactory(slug="kava")
    trainings = ActivityFactory(contract=contract, number=1, title="Koolitused", budget=Decimal(6000))
    ActivityFactory(contract=contract, number=2, title="Laborid", budget=None)
    TargetFactory(activity=trainings, measure="test.count", amount=4, label="Koolitust")
    return contract


def with_trainings(contract, amount):
    """Today's plan with another number of trainings."""
    plan = PlanRows.of(contract)
    [target] = plan.targets
    return replace(plan, targets=(replace(target, amount=Decimal(amount)),))


def amend(contract, plan, day, **values):
    given = {"source": AmendmentSource.LETTER, "reference": "Kiri 1-2/3", "reason": "Valimised", "by": None}
    return amend_plan(contract=contract, plan=plan, decided_on=day, **(given | values))


def trainings(plan):
    return [row.amount for row in plan.targets]


def test_the_plan_is_read_as_of_any_day(contract):
    amend(contract, with_trainings(contract, 3), date(2022, 2, 1))
    amend(contract, with_trainings(contract, 5), date(2022, 9, 1), reason="Lisaraha")
    seen = {day: trainings(plan_as_of(contract, day)) for day in (date(2022, 1, 31), date(2022, 2, 1))}
    assert seen == {date(2022, 1, 31): [4], date(2022, 2, 1): [3]}
    assert trainings(plan_as_of(contract, date(2024, 1, 1))) == [5] == trainings(PlanRows.of(contract))
    assert [version.number for version in versions_of(contract)] == [0, 1, 2]


def test_rows_come_and_go_and_come_back(contract):
    plan = PlanRows.of(contract)
    more = TargetRow(2022, 2, "test.sum", "increment", Decimal(7), "eur", "Lisaraha")
    changed = replace(plan, targets=(*plan.targets, more))
    amended = amend(contract, changed, date(2022, 2, 1))
    shorter = replace(PlanRows.of(contract), activities=plan.activities[:1], targets=plan.targets)
    amend(contract, shorter, date(2022, 5, 1), reason="Laborid jäävad ära")
    assert Activity.objects.count() == 1
    assert plan_as_of(contract, date(2022, 1, 1)) == plan
    assert plan_as_of(contract, date(2022, 3, 1)) == changed
    assert plan_before(amended) == plan
    kinds = [(row.sheet, row.what) for row in compare(contract, date(2022, 3, 1), date(2022, 6, 1))]
    assert kinds == [("activities", "remove"), ("targets", "remove")]


def test_an_amendment_that_comes_late_may_not_touch_what_a_later_one_changed(contract):
    amend(contract, with_trainings(contract, 3), date(2022, 9, 1))
    with pytest.raises(ValidationError, match=r"01\.09\.2022"):
        amend(contract, with_trainings(contract, 2), date(2022, 2, 1))
    plan = PlanRows.of(contract)
    other = replace(plan, activities=(plan.activities[0], replace(plan.activities[1], budget=Decimal(500))))
    amend(contract, other, date(2022, 2, 1))
    seen = plan_as_of(contract, date(2022, 3, 1))
    assert (trainings(seen), seen.activities[1].budget) == ([4], 500)


@pytest.mark.parametrize(
    "wrong",
    [
        {"reason": " "},
        {"day": date(2020, 1, 1)},
        {"day": date(2025, 1, 1)},
        {"reference": ""},
        {"source": AmendmentSource.REPORT},
        {"amount": 4},
    ],
    ids=["no reason", "before", "after", "no letter", "no report", "nothing changes"],
)
def test_what_cannot_be_an_amendment_changes_nothing(contract, wrong):
    plan = with_trainings(contract, wrong.pop("amount", 3))
    with pytest.raises(ValidationError):
        amend(contract, plan, wrong.pop("day", date(2022, 2, 1)), **wrong)
    assert not Amendment.objects.exists()
    assert Target.objects.get().amount == 4


def test_what_carries_costs_cannot_be_amended_away(contract):
    CostFactory(activity=Activity.objects.get(number=2))
    plan = PlanRows.of(contract)
    with pytest.raises(Refused):
        amend(contract, replace(plan, activities=plan.activities[:1]), date(2022, 2, 1))
    assert not Amendment.objects.exists()


def test_an_amendment_is_taken_back_unless_its_rows_moved_on(contract):
    first = amend(contract, with_trainings(contract, 3), date(2022, 2, 1))
    last = amend(contract, with_trainings(contract, 5), date(2022, 9, 1))
    with pytest.raises(ValidationError):
        revert_amendment(amendment=first, by=None)
    revert_amendment(amendment=last, by=None)
    revert_amendment(amendment=first, by=None)
    assert trainings(PlanRows.of(contract)) == [4]
    assert Amendment.history.filter(history_type="-").count() == 2


def test_what_was_left_undone_is_checked_in_the_year_that_takes_it_over(contract):
    target = Target.objects.get()
    later = ActivityFactory(contract=contract, year=2023, number=1)
    TargetFactory(activity=later, measure="test.count", amount=1)
    given = {"target": target, "amount": Decimal(1), "by": None}
    for wrong in ({"activity": target.activity}, {"activity": later, "due_on": date(2024, 1, 1)}):
        with pytest.raises(ValidationError):
            carry_over(**{**given, "due_on": date(2023, 12, 31), **wrong})
    carry_over(**given, activity=later, due_on=date(2023, 12, 31))
    [before] = checked(contract)
    assert (before.wanted, before.is_done, before.is_late) == (2, False, True)
    for number in "ab":
        CostFactory(activity=later, on=date(2023, 5, 1), document_number=number)
    [after] = checked(contract)
    assert (after.done, after.is_done) == (2, True)
