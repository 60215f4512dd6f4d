"""Sums of money: what counts against the budget, what is promised, what stands beside."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from reports.achievement import achieved
from reports.costs.actions import close_commitment
from reports.costs.sums import by_funding, money_of, over_budget, together
from reports.enums import Funding
from reports.snapshot import printed
from tests.reports.factories import ActivityFactory, CommitmentFactory, ContractFactory, CostFactory

TODAY = date(2022, 12, 31)


@pytest.fixture
def activity(db):
    return ActivityFactory(contract=ContractFactory(slug="silab-2021"), budget=Decimal(1000), number=1)


def money(activity):
    return money_of(activity.contract, today=TODAY)[activity.year][0]


def test_only_what_the_contract_bears_counts_everywhere(activity):
    CostFactory(activity=activity, amount=300)
    CostFactory(activity=activity, amount=5000, funding=Funding.CO_FUNDING)
    CostFactory(activity=activity, amount=70, funding=Funding.IN_KIND)
    row = money(activity)
    assert (row.spent, row.co_funding, row.in_kind, row.left, row.is_over) == (300, 5000, 70, 700, False)
    seen = achieved(activity.contract, 2022, today=TODAY)
    assert (seen.spent, seen.activities[0].left) == (row.spent, row.left)
    assert printed(seen, {})["totals"]["spent"] == "300"
    assert by_funding(activity.contract)[Funding.CONTRACT] == 300
    assert over_budget(activity) == 0


def test_an_activity_with_co_funding_alone_has_no_cost_yet(activity):
    CostFactory(activity=activity, amount=50, funding=Funding.CO_FUNDING)
    assert achieved(activity.contract, 2022, today=TODAY).spent is None


def test_a_commitment_is_used_up_by_the_costs_paid_on_it(activity):
    order = CommitmentFactory(activity=activity, on=date(2022, 5, 3), amount=600)
    CostFactory(activity=activity, amount=150, commitment=order, on=date(2022, 8, 1))
    row = money(activity)
    assert (row.spent, row.committed, row.left, row.free) == (150, 450, 850, 400)
    assert [(part.spent, part.committed) for part in row.quarters] == [(0, 0), (0, 450), (150, 0), (0, 0)]
    CostFactory(activity=activity, amount=700, commitment=order)
    assert (money(activity).committed, money(activity).spent) == (0, 850)


def test_a_closed_commitment_comes_free_on_its_day(activity, django_user_model):
    order = CommitmentFactory(activity=activity, amount=600)
    mari = django_user_model.objects.create_user("mari@silab.example")
    close_commitment(commitment=order, on=date(2022, 10, 1), by=mari)
    assert money(activity).committed == 0
    assert money_of(activity.contract, today=date(2022, 9, 30))[2022][0].committed == 600
    assert order.history.first().history_user == mari


def test_over_budget_now_or_by_what_is_committed(activity):
    CommitmentFactory(activity=activity, amount=900)
    CostFactory(activity=activity, amount=300)
    assert (money(activity).is_over, money(activity).will_be_over, money(activity).over) == (False, True, 200)
    CostFactory(activity=activity, amount=800)
    assert money(activity).is_over
    assert over_budget(activity) == 100


def test_quarters_and_what_is_left_at_their_ends(activity):
    for on, amount in (
        (date(2022, 1, 1), 100),
        (date(2022, 3, 31), 50),
        (date(2022, 12, 31), 30),
        (date(2023, 1, 9), 20),
    ):
        CostFactory(activity=activity, on=on, amount=amount)
    row = money(activity)
    assert [part.spent for part in row.quarters] == [150, 0, 0, 30]
    assert (row.elsewhere.spent, row.spent) == (20, 200)
    assert row.left_after == [830, 830, 830, 800]


def test_an_unfunded_activity_adds_nothing_to_the_budget(activity):
    unfunded = ActivityFactory(contract=activity.contract, budget=None, number=2)
    CostFactory(activity=unfunded, amount=10)
    rows = money_of(activity.contract, today=TODAY)[2022]
    total = together(rows)
    assert (rows[1].left, rows[1].is_over) == (None, True)
    assert (total.budget, total.spent, total.left) == (1000, 10, 990)


def test_three_queries_whatever_is_recorded(activity):
    for _ in range(3):
        other = ActivityFactory(contract=activity.contract)
        CostFactory(activity=other, commitment=CommitmentFactory(activity=other))
    with CaptureQueriesContext(connection) as queries:
        money_of(activity.contract, today=TODAY)
    assert len(queries) == 3
