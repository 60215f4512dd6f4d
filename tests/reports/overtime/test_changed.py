"""A correction of earlier records flows into open reports, and never into a sent one: there it is told beside."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from reports.achievement import achieved
from reports.annual import actions
from reports.api.tokens import make_token
from reports.models import AnnualReport, Correction, Cost, Indicator, SnapshotPage, Target
from reports.overtime.changed import ALTERED, CAME, WENT, compared, moved_records
from silab import measures
from tests.reports.factories import CostFactory

FIGURE = "test.count:2021-05-01:2021-12-31"
HTMX = {"HX-Request": "true"}


@pytest.fixture
def read(client, riina, staff, accepted):
    """Return everything by which the report of 2021 is read."""
    cache.clear()
    _token, key = make_token(user=riina, name="vihik", by=riina)

    def seen():
        api = client.get(f"/api/v1/reports/{accepted.pk}/figures", headers={"authorization": f"Bearer {key}"})
        proofs = client.get(
            f"/api/v1/reports/{accepted.pk}/evidence",
            {"figure": FIGURE},
            headers={"authorization": f"Bearer {key}"},
        )
        page = staff.get(accepted.get_absolute_url()).context["doc"]
        report = AnnualReport.objects.get(pk=accepted.pk)
        with report.pdf.open() as pdf:
            return (
                api.json(),
                proofs.json(),
                page.goals,
                page.activities,
                page.evidence,
                pdf.read(),
                report.snapshot.figures,
                report.snapshot.sha256,
                list(SnapshotPage.objects.order_by("pk").values_list()),
            )

    return seen


@pytest.fixture
def corrected(contract):
    """A function that mends 2021: an invoice found late, one that was of 2022, one of another amount."""

    def correct():
        first, second, _third = Cost.objects.filter(on__year=2021).order_by("pk")
        activity = first.activity
        first.on = date(2022, 1, 5)
        first.save()
        second.amount = Decimal(130)
        second.save()
        late = CostFactory.create_batch(2, activity=activity, on=date(2021, 12, 30), supplier="Hiline OÜ")
        return first, second, late

    return correct


def open_cumulative(contract):
    row = next(
        row
        for row in achieved(contract, 2022).targets
        if row.kind == "cumulative" and row.measure == "test.count"
    )
    return row.counted


def test_an_accepted_report_stays_and_says_what_changed_since(contract, accepted, read, corrected, staff):
    before, cumulative = read(), open_cumulative(contract)
    gone, altered, late = corrected()
    assert open_cumulative(contract) == cumulative + 2
    assert read() == before
    changes = {change.name: change for change in compared(accepted).changes}
    moved = changes[FIGURE]
    assert (moved.printed, moved.then, moved.now, moved.by) == ("3", 3, 4, "+1")
    records = {(one.how, one.code) for one in moved_records(accepted, FIGURE)}
    assert records == {(WENT, gone.code), (ALTERED, altered.code), *((CAME, one.code) for one in late)}
    assert compared(accepted).money[0].now == "530,00\xa0€"
    assert read() == before


@pytest.mark.parametrize("who", ["staff", "funder"])
def test_both_readers_of_the_report_are_told(who, request, accepted, corrected):
    browser = request.getfixturevalue(who)
    page = reverse("reports:report" if who == "staff" else "reports:funder_report", args=[accepted.pk])
    part = reverse("reports:report_changed", args=[accepted.pk])
    assert part in browser.get(page).text
    assert "still give every figure" in browser.get(part, headers=HTMX).text
    _gone, _altered, late = corrected()
    told = browser.get(part, headers=HTMX).text
    assert "printed 3, records now 4" in told
    records = browser.get(reverse("reports:report_moved", args=[accepted.pk, FIGURE]), headers=HTMX).text
    assert all(one.code in records for one in late)
    indicator = browser.get("/toolaud/naitajad/test.count/?leping=leping").text
    assert "printed 3, records now 4" in indicator


def test_what_moved_is_a_list_and_a_file(accepted, corrected, staff):
    corrected()
    url = reverse("reports:report_moved", args=[accepted.pk, FIGURE])
    assert "Hiline OÜ" in staff.get(url).text
    lines = staff.get(f"{url}?export=csv").getvalue().decode("utf-8-sig").splitlines()
    assert len(lines) == 1 + 4
    assert staff.get(f"{url}?export=xlsx").status_code == 200


def test_a_marked_correction_is_no_change(contract, make_ready, mari, riina, staff):
    Correction.objects.create(contract=contract, year=2021, measure="test.count", amount=7, reason="Käsitsi")
    report = actions.open_report(contract=contract, year=2021, by=mari)
    make_ready(report)
    sent = actions.submit(report=AnnualReport.objects.get(pk=report.pk), by=mari)
    assert compared(sent).is_same
    Cost.objects.filter(on__year=2021).order_by("pk").first().delete()
    told = staff.get(reverse("reports:report_changed", args=[sent.pk]), headers=HTMX).text
    assert "printed 7 (set by hand, records then 3), records now 2" in told


def test_a_measure_of_another_name_is_said_to_be_uncounted(accepted, staff, monkeypatch):
    known = {code: one for code, one in measures.all_measures().items() if code != "test.count"}
    renamed = {**known, "test.renamed": measures.get("test.count")}
    monkeypatch.setattr(measures, "_measures", renamed)
    seen = compared(accepted)
    assert not seen.changes
    assert "1.a Näidete arv" in seen.uncounted
    page = staff.get("/toolaud/naitajad/test.count/?leping=leping")
    assert page.status_code == 200
    assert "Nothing is counted under" in page.text
    # Once the plan goes by the new name, both pages still have what was printed by the old one.
    Indicator.objects.filter(measure="test.count").update(measure="test.renamed")
    Target.objects.filter(measure="test.count").update(measure="test.renamed")
    for code in ("test.count", "test.renamed"):
        answer = staff.get(f"/toolaud/naitajad/{code}/?leping=leping")
        assert [row.printed.value for row in answer.context["page"].reported] == ["3"]
    assert staff.get(reverse("reports:report_moved", args=[accepted.pk, FIGURE])).status_code == 404


def test_it_costs_as_many_queries_whatever_changed(accepted, corrected, staff):
    url = reverse("reports:report_changed", args=[accepted.pk])

    def count():
        staff.get(url)
        with CaptureQueriesContext(connection) as queries:
            staff.get(url, headers=HTMX)
        return len(queries)

    corrected()
    few = count()
    CostFactory.create_batch(20, activity=Cost.objects.first().activity, on=date(2021, 12, 1))
    assert count() == few <= 7


@pytest.mark.parametrize(
    "name", ["miski", "test.count:2021-13-01:2021-12-31", "olematu:2021-05-01:2021-12-31"]
)
def test_what_is_no_figure_of_the_report_is_not_found(accepted, staff, name):
    assert staff.get(f"/aruanded/{accepted.pk}/muutunud/{name}/").status_code == 404


def test_drafts_have_no_such_page(contract, mari, staff, funder):
    draft = actions.open_report(contract=contract, year=2022, by=mari)
    url = reverse("reports:report_changed", args=[draft.pk])
    assert staff.get(url).status_code == funder.get(url).status_code == 404
