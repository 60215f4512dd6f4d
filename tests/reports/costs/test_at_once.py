"""Two imports of one file at once record each document once; a form beside an import loses nothing."""

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation

from reports.costs.actions import keep_cost
from reports.costs.importing.parse import parse_table, read_file
from reports.costs.importing.writing import record
from reports.models import Activity, Cost, CostMapping
from silab.accounts.models import User
from tests.at_once import ON_POSTGRESQL, at_once
from tests.reports.costs.test_importing import csv
from tests.reports.factories import ActivityFactory, ContractFactory

pytestmark = ON_POSTGRESQL


@pytest.fixture
def contract(transactional_db):
    contract = ContractFactory(slug="silab-2021")
    ActivityFactory(contract=contract, year=2022, number=1)
    return contract


@pytest.fixture
def people(contract):
    return [User.objects.create_user(f"{name}@silab.example", role="staff") for name in ("mari", "kaie")]


def test_one_file_imported_twice_at_once_is_recorded_once(contract, people):
    lines = [f"01.03.2022;A-{number};Hankija OÜ;12,50;2,08;Saal;2022/1" for number in range(400)]
    found = parse_table(read_file(csv(*lines)), contract)

    def bring(by):
        plan = record(parsed=found, contract=contract, by=by)
        return len(plan.new), len(plan.doubles)

    outcomes = at_once(*(lambda by=by: bring(by) for by in people))
    assert sorted(outcomes) == [(0, 400), (400, 0)]
    assert Cost.objects.count() == Cost.history.count() == 400
    assert CostMapping.objects.count() == 1


def test_the_same_document_typed_twice_at_once_is_kept_once(contract, people):
    activity = Activity.objects.get()

    def type_in(by):
        typed = Cost(activity=activity, on="2022-03-01", document_number="A-1", supplier="X", amount="5.00")
        with translation.override("en"):
            keep_cost(cost=typed, by=by)
        return "kept"

    outcomes = at_once(*(lambda by=by: type_in(by) for by in people))
    assert sorted(map(str, outcomes)) == sorted(["kept", str(ValidationError)])
    assert Cost.objects.count() == 1
