"""The outline, last year beside this year, and what moved: what a writer sees beside the text."""

from decimal import Decimal

import pytest
from django.urls import reverse

from reports.annual import actions, notes
from reports.annual.changes import Move
from reports.annual.editor import Editor
from reports.annual.moved import mentions
from reports.annual.texts import save_text
from reports.models import AnnualReport, Cost, Indicator, Outcome
from tests.reports.factories import ActivityFactory, TargetFactory

HTMX = {"HX-Request": "true"}


@pytest.fixture
def staff(client, mari):
    client.force_login(mari)
    return client


def again(report):
    return AnnualReport.objects.select_related("contract", "snapshot").get(pk=report.pk)


def taken(report, by):
    actions.take_figures(report=report, by=by)
    return again(report)


def flags(report):
    return {
        chapter.title: [flag.words for flag in chapter.flags]
        for _group, chapters in Editor(report).contents
        for chapter in chapters
    }


def test_the_outline_says_what_waits_where(staff, report, mari):
    report = taken(report, mari)
    notes.write_note(report=report, key="summary", text="Vaata üle.", by=mari)
    assert flags(report) == {
        "Hinnang ja plaanid": ["1 lahtine märkus"],
        "Oodatavad tulemused": [],
        "Eduindikaatorid": ["1 mustand lugemata"],
        "Olulisemad tegevused": ["1 mustand lugemata"],
        "Kõrvalekalded": ["1 põhjendus puudu"],
        "Materjalid": [],
    }
    page = staff.get(report.get_absolute_url()).text
    assert "Põhjendus on puudu" in page
    fragment = staff.get(reverse("reports:report_outline", args=[report.pk]), headers=HTMX).text
    for words in ("1 põhjendus puudu", 'hx-swap-oob="innerHTML:#missing"', "Lugemata: "):
        assert words in fragment


def test_a_reason_that_is_written_is_missed_no_more(staff, report, mari):
    report = taken(report, mari)
    field = next(field for field in Editor(report).shown if field.lacks_reason)
    address = reverse("reports:report_text", args=[report.pk])
    posted = {"key": field.part.key, "body": "Valimised.", "revision": "0"}
    assert "Põhjendus on puudu" not in staff.post(address, posted, headers=HTMX).text
    assert flags(again(report))["Kõrvalekalded"] == []
    emptied = staff.post(address, {**posted, "body": " ", "revision": "1"}, headers=HTMX)
    assert "Põhjendus on puudu" in emptied.text


@pytest.fixture
def following(report, make_ready, mari, contract):
    """The draft of 2023; the report of 2022 was sent with words in it."""
    outcome = Outcome.objects.get()
    save_text(report=report, key=f"outcome:{outcome.pk}", body="Mullu **koguti**.", revision=0, by=mari)
    actions.submit(report=make_ready(report), by=mari)
    activity = ActivityFactory(contract=contract, year=2023, number=1, title="Koolituste läbiviimine")
    TargetFactory(activity=activity, measure="test.none", amount=5, label="Videot")
    return actions.open_report(contract=contract, year=2023, by=mari)


def test_a_part_shows_last_years_text_on_request(staff, following):
    outcome, indicator = Outcome.objects.get(), Indicator.objects.get(letter="a")
    address = reverse("reports:report_last_year", args=[following.pk])
    part = staff.get(address, {"osa": f"outcome:{outcome.pk}"}, headers=HTMX)
    assert "Mullu <strong>koguti</strong>." in part.text
    part = staff.get(address, {"osa": f"indicator:{indicator.pk}"}, headers=HTMX)
    assert '<p class="said">2</p>' in part.text
    assert staff.get(address, {"osa": "puudub"}, headers=HTMX).status_code == 404
    page = staff.get(address).text
    assert "Mullu <strong>koguti</strong>." in page
    # A year's targets have keys of their own: the same measure is the same target.
    assert "kavandatud 4, tehtud –" in page
    assert "Valimised lükkasid töö edasi." in page


def test_only_a_sent_report_stands_beside(staff, report, contract, mari):
    following = actions.open_report(contract=contract, year=2023, by=mari)
    page = staff.get(reverse("reports:report_last_year", args=[following.pk]))
    assert "rahastaja käes praegu ei ole" in page.text
    assert "?osa=" not in staff.get(following.get_absolute_url()).text


def test_what_moved_leads_to_the_texts_that_speak_of_it(staff, report, mari):
    target = report.contract.activities.get().targets.get(measure="test.none")
    report = taken(report, mari)
    save_text(report=report, key="summary", body="Tegime ära: kulutasime 150 €.", revision=0, by=mari)
    key = f"deviation:target:{target.pk}"
    save_text(report=report, key=key, body="Lükkus edasi.", revision=0, by=mari)
    assert Editor(again(report)).moved == []
    cost = Cost.objects.order_by("pk").first()
    cost.amount += Decimal(25)
    cost.save()
    target.amount = 6
    target.save()
    report = taken(report, mari)
    found = {row.move.figure: [field.part.key for field in row.fields] for row in Editor(report).moved}
    assert found["Kulutatud kokku"] == ["summary"]
    assert found["Videot avaldatud: kavas"] == [key]
    page = staff.get(report.get_absolute_url()).text
    assert 'id="muutused"' in page
    save_text(report=report, key="summary", body="Kulutasime 175 €.", revision=1, by=mari)
    found = {row.move.figure: [field.part.key for field in row.fields] for row in Editor(again(report)).moved}
    assert found["Kulutatud kokku"] == []


@pytest.mark.parametrize(
    ("text", "is_meant"),
    [
        ("Koolitustel osales 40 inimest.", True),
        ("Koolitustel osales 140 inimest.", False),
        ("Koolitustel osales 40,5 inimest.", False),
        ("Koosolekuid oli 40.", False),
        ("Koolitusi oli kaks.\nKohtumisi oli 40.", False),
        ("KOOLITUSTEL OSALENUD oli palju.", True),
    ],
)
def test_a_text_mentions_a_figure_by_its_name_or_its_number(text, is_meant):
    assert mentions(text, Move("Koolitustel osalenud: tehtud", "40", "41")) is is_meant


def test_money_is_found_as_people_type_it():
    move = Move("Koolituste läbiviimine: kulutatud", "1\xa0250,00\xa0€", "1\xa0300,00\xa0€")
    for typed in ("1250 €", "1 250 eurot", "1250,00 €", "1\xa0250,00\xa0€"):
        assert mentions(f"Koolitused maksid {typed}", move)
    assert not mentions("Koolitused maksid 1250,50 €", move)


def test_the_writing_page_costs_the_same_however_much_is_written(
    staff, following, mari, django_assert_max_num_queries
):
    following = taken(following, mari)
    cost = Cost.objects.order_by("pk").first()
    cost.amount += Decimal(25)
    cost.save()
    taken(following, mari)
    for key in ("summary", "materials", "deviations"):
        save_text(report=following, key=key, body="Tekst.", revision=0, by=mari)
        for number in range(5):
            notes.write_note(report=following, key=key, text=f"Märkus {number}", by=mari)
    actions.request_pdf(report=following, by=mari)
    for name in ("report", "report_outline", "report_last_year"):
        with django_assert_max_num_queries(15):
            assert staff.get(reverse(f"reports:{name}", args=[following.pk])).status_code == 200


def test_a_draft_without_figures_costs_no_more_while_no_record_changes(
    staff, report, django_assert_max_num_queries
):
    staff.get(report.get_absolute_url())
    with django_assert_max_num_queries(15):
        staff.get(report.get_absolute_url())
