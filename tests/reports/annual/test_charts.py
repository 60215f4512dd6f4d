"""A report's charts say sums as sums, and draw nothing for an activity that has no money of its own."""

from decimal import Decimal
from types import SimpleNamespace

from reports.annual.charts import charts_of


def target(label, planned, done, unit):
    return {"label": label, "planned": planned, "done": done, "unit": unit, "kind": "increment"}


def test_bars_of_sums_are_in_euros_and_unfunded_activities_have_none():
    rows = [target("Lisaraha kaasatud", "4000", "5450.5", "eur"), target("Koolitusi", "4", "4", "training")]
    activities = [
        {"title": "Märgis", "planned_money": None, "spent_money": Decimal(0)},
        {"title": "Koolitused", "planned_money": Decimal(6000), "spent_money": Decimal(5736)},
    ]
    results, money = charts_of(
        SimpleNamespace(figures={"activities": [{"targets": rows}]}, activities=activities)
    )
    assert [(bar.label, bar.done, bar.plan) for bar in results.bars] == [
        ("Lisaraha kaasatud (€)", "5\xa0450", "4\xa0000"),
        ("Koolitusi", "4", "4"),
    ]
    assert [bar.label for bar in money.bars] == ["Koolitused"]
