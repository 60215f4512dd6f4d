"""What the tests of reports share: measures that need no other app's records."""

import csv

import pytest
from django.core.management import call_command
from django.db.models import Count, Sum

from reports.management.commands import load_plan
from reports.models import Activity, Cost
from silab import measures
from silab.accounts.enums import Role
from silab.accounts.models import Contract, User
from silab.measures import Measure, Shown


def _costs(period, contract):
    records = Cost.objects.filter(on__range=period.days)
    return records.filter(activity__contract=contract) if contract else records


_EVIDENCE = Shown("supplier", on="on", amount="amount")


@pytest.fixture
def test_measures(monkeypatch):
    """Declare measures over costs: `test.count`, `test.sum`, `test.distinct` (grouped) and `test.none`."""
    declared = {
        "test.count": Measure("test.count", "Kulusid", "item", _costs, _EVIDENCE),
        "test.sum": Measure("test.sum", "Eurosid", "eur", _costs, _EVIDENCE, value=Sum("amount")),
        "test.distinct": Measure(
            "test.distinct",
            "Tegevusi",
            "item",
            lambda period, contract: Activity.objects.filter(costs__on__range=period.days).distinct(),
            _EVIDENCE,
            value=Count("pk", distinct=True),
        ),
        "test.none": Measure(
            "test.none", "Puudub", "item", lambda period, contract: Cost.objects.none(), _EVIDENCE
        ),
    }
    known = measures.all_measures()
    monkeypatch.setattr(measures, "_measures", {**known, **declared})
    return declared


@pytest.fixture
def plan_measures(monkeypatch):
    """Declare every measure that the real plan names, so that its files can be read in these tests alone."""
    codes = set()
    for file in ("plan_targets.csv", "plan_period_targets.csv"):
        with (load_plan.DATA / file).open() as lines:
            codes |= {row["measure"] for row in csv.DictReader(lines)}
    missing = codes - measures.all_measures().keys()
    declared = {code: Measure(code, code, "item", _costs, _EVIDENCE) for code in missing}
    monkeypatch.setattr(measures, "_measures", {**measures.all_measures(), **declared})


@pytest.fixture
def real_plan(db, plan_measures):
    """Return the contract `silab-2021` with the real plan."""
    call_command("load_plan", verbosity=0)
    return Contract.objects.get(slug="silab-2021")


@pytest.fixture
def as_staff(client, db):
    """A client signed in as Mari of the staff."""
    client.force_login(User.objects.create_user("mari@silab.example", name="Mari", role=Role.STAFF))
    return client


@pytest.fixture
def as_funder(client, real_plan):
    """A client signed in as Riina, whose ministry funds the real plan's contract and no other."""
    riina = User.objects.create_user("riina@ministeerium.example", name="Riina", role=Role.FUNDER)
    real_plan.funders.add(riina)
    client.force_login(riina)
    return client


@pytest.fixture
def as_official(client, db):
    """A client signed in as Jaan, official of a municipality."""
    client.force_login(User.objects.create_user("jaan@viljandivald.example", role=Role.OFFICIAL))
    return client
