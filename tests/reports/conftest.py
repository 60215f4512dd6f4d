"""What the tests of reports share: measures that need no other app's records."""

import pytest
from django.db.models import Count, Sum

from reports.models import Activity, Cost
from silab import measures
from silab.measures import Evidence, Measure


def _costs(period, contract):
    records = Cost.objects.filter(on__range=period.days)
    return records.filter(activity__contract=contract) if contract else records


def _evidence(cost):
    return Evidence(cost.code, cost.supplier, cost.on, amount=cost.amount, model="reports.cost", pk=cost.pk)


@pytest.fixture
def test_measures(monkeypatch):
    """Declare measures over costs: `test.count`, `test.sum`, `test.distinct` (grouped) and `test.none`."""
    declared = {
        "test.count": Measure("test.count", "Kulusid", "record", _costs, _evidence),
        "test.sum": Measure("test.sum", "Eurosid", "eur", _costs, _evidence, value=Sum("amount")),
        "test.distinct": Measure(
            "test.distinct",
            "Tegevusi",
            "record",
            lambda period, contract: Activity.objects.filter(costs__on__range=period.days).distinct(),
            _evidence,
            value=Count("pk", distinct=True),
        ),
        "test.none": Measure(
            "test.none", "Puudub", "record", lambda period, contract: Cost.objects.none(), _evidence
        ),
    }
    known = measures.all_measures()
    monkeypatch.setattr(measures, "_measures", {**known, **declared})
    return declared
