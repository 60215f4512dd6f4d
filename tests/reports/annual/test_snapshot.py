"""Frozen figures: complete, the same for the same data, never changed (domain.md §11)."""

import json
from datetime import UTC, datetime
from decimal import Decimal

import pytest

from reports.annual.changes import compare
from reports.annual.data import evidence_csv, snapshot_json
from reports.models import Snapshot
from reports.models.snapshot import Frozen
from reports.snapshot import take_snapshot
from tests.reports.factories import CorrectionFactory, CostFactory

AT = datetime(2023, 1, 10, 12, tzinfo=UTC)


def taken(contract, by=None):
    return take_snapshot(contract=contract, year=2022, by=by, at=AT)


def test_what_is_printed_is_frozen_with_its_records(contract, mari):
    snapshot = taken(contract, mari)
    goal, activity = snapshot.figures["goals"][0], snapshot.figures["activities"][0]
    assert [row["value"] for row in goal["indicators"]] == ["2", None]
    assert goal["indicators"][1]["begins"] == "01.2023"
    assert [(row["planned"], row["done"]) for row in activity["targets"]] == [
        ("2", "2"),
        ("4", None),
    ]
    assert (activity["budget"], activity["spent"]) == ("6000", "150")
    figure = activity["targets"][0]["figure"]
    assert [record.label for record in snapshot.records(figure)] == ["Ruumirent OÜ", "=HYPERLINK(1)"]
    assert snapshot.figures["evidence"][figure]["count"] == 2


def test_the_same_data_have_the_same_fingerprint_and_other_data_another(contract):
    first, second = taken(contract), taken(contract)
    assert first.pk != second.pk
    assert first.sha256 == second.sha256
    CostFactory(activity=contract.activities.get(), amount=Decimal(1))
    assert taken(contract).sha256 != first.sha256


def test_frozen_figures_cannot_be_changed(contract):
    snapshot = taken(contract)
    with pytest.raises(Frozen):
        snapshot.save()
    with pytest.raises(Frozen):
        snapshot.delete()
    with pytest.raises(Frozen):
        snapshot.seal({}, "0" * 64)
    page = snapshot.pages.first()
    with pytest.raises(Frozen):
        page.save()
    with pytest.raises(Frozen):
        page.delete()


def test_taking_figures_again_shows_what_moved(contract):
    before = taken(contract)
    CostFactory(activity=contract.activities.get(), amount=Decimal(25))
    moved = {move.figure: (move.before, move.after) for move in compare(before, taken(contract))}
    assert moved["1.a Näidete arv"] == ("2", "3")
    assert ("150,00\xa0€", "175,00\xa0€") in moved.values()
    assert compare(before, before) == []


def test_a_correction_prints_in_place_of_the_count_with_its_reason(contract):
    CorrectionFactory(contract=contract, amount=Decimal(3), reason="Üks koolitus on registrist puudu.")
    target = taken(contract).figures["activities"][0]["targets"][0]
    assert (target["counted"], target["done"]) == ("2", "3")
    assert target["correction"]["reason"] == "Üks koolitus on registrist puudu."


def test_evidence_is_written_in_few_statements_however_long(contract, django_assert_max_num_queries):
    activity = contract.activities.get()
    for _number in range(60):
        CostFactory(activity=activity)
    with django_assert_max_num_queries(24):
        taken(contract)


def test_data_files_are_complete_and_safe_to_open(contract):
    snapshot = taken(contract)
    lines = "".join(evidence_csv(snapshot)).splitlines()
    assert len(lines) == 1 + len(list(snapshot.records()))
    assert any(";'=HYPERLINK(1);" in line for line in lines)
    data = json.loads("".join(snapshot_json(snapshot)))
    assert data["figures"] == snapshot.figures
    assert len(data["evidence"]) == len(list(snapshot.records()))


def test_funders_see_figures_of_sent_reports_only(contract, riina):
    taken(contract)
    assert not Snapshot.objects.for_user(riina).exists()


def test_evidence_on_many_pages_is_read_whole_and_in_parts(contract, monkeypatch):
    monkeypatch.setattr("reports.snapshot.PAGE", 2)
    for _number in range(5):
        CostFactory(activity=contract.activities.get())
    snapshot = taken(contract)
    figure = next(name for name, kept in snapshot.figures["evidence"].items() if kept["count"] == 7)
    codes = [record.code for record in snapshot.records(figure)]
    assert [record.place for record in snapshot.records(figure)] == [1, 2, 3, 4, 5, 6, 7]
    for after, to in ((0, 3), (1, 4), (2, 2), (3, None), (6, 9), (7, None)):
        part = [record.code for record in snapshot.records(figure, after=after, to=to)]
        assert part == codes[after:to]
