"""Goals, outcomes and indicators in the browser: numbered, counted, kept where reports speak of them."""

from datetime import date

import pytest
from django.urls import reverse

from reports.annual import actions
from reports.annual.texts import save_text
from reports.checks import check_contract
from reports.models import Goal, Indicator, Outcome

WHERE = "/plaan/eesmargid/?leping=leping&aasta=2022"


@pytest.fixture
def staff(client, mari):
    client.force_login(mari)
    return client


def new(part, goal=None):
    under = f"&eesmark={goal.pk}" if goal else ""
    return f"{reverse('reports:goal_new', args=[part])}?leping=leping{under}"


def row(part, found, page="goal_row"):
    return reverse(f"reports:{page}", args=[part, found.pk])


def test_a_goal_with_what_stands_under_it_is_made_in_the_browser(staff, contract):
    assert staff.get(new("eesmark")).context["form"]["number"].value() == 2
    typed = {"number": "2", "title": "Noored\n kaasatud", "workstreams": ["lab", "badge"]}
    assert staff.post(new("eesmark"), typed).status_code == 302
    goal = Goal.objects.get(contract=contract, number=2)
    assert (goal.title, goal.workstreams) == ("Noored kaasatud", ["lab", "badge"])
    staff.post(new("tulemus", goal), {"number": "1", "title": "Noortekogu on loodud"})
    indicator = {
        "letter": "A",
        "title": "Noori",
        "measure": "test.count",
        "kind": "increment",
        "begins_on": "",
    }
    staff.post(new("naitaja", goal), indicator)
    assert goal.outcomes.get().history.get().history_user.email == "mari@silab.example"
    assert goal.indicators.get().letter == "a"
    page = staff.get(WHERE).text
    for words in ("2.1", "Noortekogu on loodud", "2.a", "Kulusid", "laborid, märgis"):
        assert words in page
    assert staff.get(new("naitaja", goal)).context["form"]["letter"].value() == "b"


@pytest.mark.parametrize(
    ("part", "typed", "field"),
    [
        ("eesmark", {"number": "1", "title": "Sama number"}, "number"),
        ("eesmark", {"number": "2", "title": ""}, "title"),
        ("eesmark", {"number": "0", "title": "Mitte miski"}, "number"),
        ("eesmark", {"number": "10000", "title": "Tabelisse ei mahu"}, "number"),
        ("tulemus", {"number": "1", "title": "Sama number"}, "number"),
        ("naitaja", {"letter": "a", "title": "x", "measure": "test.count", "kind": "stock"}, "letter"),
        ("naitaja", {"letter": "5", "title": "x", "measure": "test.count", "kind": "stock"}, "letter"),
        ("naitaja", {"letter": "c", "title": "x", "measure": "ei.ole", "kind": "stock"}, "measure"),
        ("naitaja", {"letter": "c", "title": "x", "measure": "test.count", "begins_on": "eile"}, "begins_on"),
    ],
)
def test_what_cannot_be_is_said_beside_the_field(staff, contract, part, typed, field):
    goal = contract.goals.get()
    page = staff.post(new(part, None if part == "eesmark" else goal), typed)
    assert field in page.context["form"].errors
    assert (goal.outcomes.count(), goal.indicators.count(), Goal.objects.count()) == (1, 2, 1)


def test_a_measure_says_what_it_counts_today(staff, contract):
    page = staff.get(f"{reverse('reports:goal_hint')}?leping=leping&measure=test.count&kind=cumulative")
    assert "2 teadet (01.05.2021–" in page.text
    assert "ükski kirje" in staff.get(f"{reverse('reports:goal_hint')}?leping=leping&measure=test.none").text
    whole = "letter=a&title=Noori&measure=test.count&kind=stock&begins_on=01.02.2022"
    assert "2 teadet" in staff.get(f"{reverse('reports:goal_hint')}?leping=leping&{whole}").text
    for asked in ("measure=ei.ole&kind=x&begins_on=eile", "", "measure=test.count&begins_on=01.01.2029"):
        assert staff.get(f"{reverse('reports:goal_hint')}?leping=leping&{asked}").status_code == 200


def test_a_renamed_measure_is_a_finding_and_no_crash(staff, contract, report):
    broken = contract.goals.get().indicators.get(letter="a")
    Indicator.objects.filter(pk=broken.pk).update(measure="vana/nimi.näit")
    found = [finding.code for finding in check_contract(contract)]
    assert "unknown_measure" in found
    for url in (
        WHERE,
        row("naitaja", broken),
        "/plaan/kontroll/?leping=leping",
        "/toolaud/?leping=leping&aasta=2022",
        "/plaan/?leping=leping&aasta=2022",
        report.get_absolute_url(),
        reverse("reports:report_preview", args=[report.pk]),
    ):
        assert staff.get(url).status_code == 200, url
    assert "vana/nimi.näit" in staff.get("/plaan/kontroll/?leping=leping").text
    assert "ei loenda enam miski" in staff.get(WHERE).text
    kept = {"letter": "a", "title": "Uus sõnastus", "measure": "vana/nimi.näit", "kind": "increment"}
    assert staff.post(row("naitaja", broken), kept).status_code == 302
    broken.refresh_from_db()
    assert (broken.title, broken.measure) == ("Uus sõnastus", "vana/nimi.näit")


def test_what_a_report_speaks_of_is_not_removed(staff, contract, report, mari):
    goal = contract.goals.get()
    outcome, spare = goal.outcomes.get(), Outcome.objects.create(goal=goal, number=2, title="Liigne")
    save_text(report=report, key=f"outcome:{outcome.pk}", body="Kogutud.", revision=0, by=mari)
    assert "2022" in staff.get(row("tulemus", outcome)).context["kept_by"]
    refused = staff.post(row("tulemus", outcome, "goal_remove"), follow=True)
    assert "ei saa eemaldada" in refused.text
    assert staff.get(row("eesmark", goal)).context["kept_by"]
    assert staff.get(row("tulemus", spare)).context["kept_by"] == ""
    staff.post(row("tulemus", spare, "goal_remove"))
    assert [each.title for each in goal.outcomes.all()] == ["Head näited on kogutud"]
    assert Outcome.history.filter(history_type="-").get().history_user == mari


def test_frozen_figures_hold_what_they_name(staff, contract, report, mari):
    indicator = contract.goals.get().indicators.get(letter="b")
    assert staff.get(row("naitaja", indicator)).context["kept_by"] == ""
    actions.take_figures(report=report, by=mari)
    assert "fikseeritud" in staff.get(row("naitaja", indicator)).context["kept_by"].casefold()
    staff.post(row("naitaja", indicator, "goal_remove"))
    assert Indicator.objects.filter(pk=indicator.pk).exists()


def test_an_indicator_that_begins_outside_the_contract_and_goals_that_claim_the_same(contract):
    goal = contract.goals.get()
    Goal.objects.filter(pk=goal.pk).update(workstreams=["lab"])
    Goal.objects.create(contract=contract, number=2, title="Teine", workstreams=["lab"])
    Indicator.objects.filter(goal=goal, letter="b").update(begins_on=date(2030, 1, 1))
    codes = {finding.code for finding in check_contract(contract)}
    assert {"begins_outside", "claimed_twice", "no_outcome", "no_indicator", "same_measure"} <= codes


def test_strangers_parts_are_not_found(staff, contract):
    assert staff.get("/plaan/eesmargid/midagi/uus/?leping=leping").status_code == 404
    assert staff.get("/plaan/eesmargid/tulemus/uus/?leping=leping&eesmark=abc").status_code == 404
    assert staff.get("/plaan/eesmargid/tulemus/999/").status_code == 404


def test_the_pages_ask_little(staff, contract, django_assert_max_num_queries):
    goal = contract.goals.get()
    for url in (WHERE, row("eesmark", goal), row("naitaja", goal.indicators.get(letter="a"))):
        with django_assert_max_num_queries(15):
            assert staff.get(url).status_code == 200
