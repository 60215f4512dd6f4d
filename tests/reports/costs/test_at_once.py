"""Two imports of one file at once record each document once; a form beside an import loses nothing."""

import threading

import pytest
from django.core.exceptions import ValidationError
from django.db import close_old_connections, connection, connections
from django.utils import translation

from reports.costs.actions import keep_cost
from reports.costs.importing.parse import parse_table, read_file
from reports.costs.importing.writing import record
from reports.models import Activity, Cost, CostMapping
from silab.accounts.models import User
from tests.reports.costs.test_importing import csv
from tests.reports.factories import ActivityFactory, ContractFactory

pytestmark = [
    pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite tests share one database in memory"),
    pytest.mark.django_db(transaction=True),
]


def at_once(*jobs):
    """Run the jobs in threads that begin together; return what came of each, an error as its class."""
    together, outcomes = threading.Barrier(len(jobs)), []

    def run(job):
        close_old_connections()
        together.wait()
        try:
            outcomes.append(job())
        except Exception as error:
            outcomes.append(type(error))
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(job,)) for job in jobs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcomes


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
