"""The dashboard, a figure's records and the map."""

from dataclasses import replace
from datetime import date

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from reports.models import Activity, Correction, Indicator
from silab import measures
from tests.reports.factories import ContractFactory, CostFactory

DASHBOARD = "/toolaud/?leping=silab-2021&aasta=2022"


@pytest.fixture
def costs(real_plan, test_measures):
    """Three costs in 2022; indicator 1.a reads them."""
    indicator = Indicator.objects.get(goal__number=1, letter="a")
    indicator.measure = "test.count"
    indicator.save()
    activity = Activity.objects.get(contract=real_plan, year=2022, number=1)
    return CostFactory.create_batch(3, activity=activity)


def test_every_target_stands_with_plan_done_and_word(as_staff, real_plan):
    page = as_staff.get(DASHBOARD).content.decode()
    for target in ("Koolitust läbi viidud", "Võrgustiku kohtumist kokku", "Märgis on välja töötatud"):
        assert target in page
    assert "44\xa0400,00\xa0€" in page
    assert "44\xa0000,00\xa0€" in page
    assert "/toolaud/arv/networks.meetings/?leping=silab-2021&amp;aasta=2022&amp;algus=2021-05-01" in page


def test_all_of_it_is_downloaded(as_staff, real_plan):
    sheet = b"".join(as_staff.get(f"{DASHBOARD}&export=csv").streaming_content).decode()
    assert "Koolitust läbi viidud" in sheet
    assert "1. Koolituste läbiviimine" in sheet
    assert ";6000,00;" in sheet
    assert as_staff.get(f"{DASHBOARD}&export=xlsx").status_code == 200


def test_it_costs_few_queries_whatever_the_targets(as_staff, real_plan):
    as_staff.get(DASHBOARD)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        as_staff.get(DASHBOARD)
    assert len(queries) <= 15


def test_what_is_recorded_becomes_the_figure_at_once(as_staff, costs):
    activity = costs[0].activity
    for number in (3, 4):
        page = as_staff.get(DASHBOARD).content.decode()
        assert f'aasta=2022&amp;algus=2022-01-01&amp;lopp=2022-12-31">{number}</a>' in page
        CostFactory(activity=activity)


def test_a_correction_shows_its_mark_and_reason(as_staff, real_plan):
    Correction.objects.create(
        contract=real_plan,
        year=2022,
        measure="trainings.trainings_held",
        amount=3,
        reason="Loendatud käsitsi",
    )
    assert "* Loendatud käsitsi" in as_staff.get(DASHBOARD).content.decode()


def test_a_figure_opens_down_to_its_records(as_staff, costs):
    url = "/toolaud/arv/test.count/?leping=silab-2021&aasta=2022"
    page = as_staff.get(url).content.decode()
    assert all(cost.code in page for cost in costs)
    csv = b"".join(as_staff.get(f"{url}&export=csv").streaming_content).decode()
    assert csv.count("KULU-") == 3
    assert as_staff.get(f"{url}&algus=2023-01-01&lopp=2023-12-31").content.decode().count("KULU-") == 0


@pytest.mark.parametrize(
    "url", ["/toolaud/arv/test.count/?leping=silab-2021&aasta=2022", "/plaan/kulud/?aasta=2022"]
)
def test_lists_cost_the_same_at_one_row_and_at_three(as_staff, costs, url):
    def count():
        with CaptureQueriesContext(connection) as queries:
            assert as_staff.get(url).status_code == 200
        return len(queries)

    as_staff.get(url)
    three = count()
    for cost in costs[1:]:
        cost.delete()
    as_staff.get(url)
    assert count() == three <= 8


def test_only_staff_are_led_to_the_records(as_funder, costs, monkeypatch, test_measures):
    linked = measures.Shown("supplier", page=("reports:cost", "pk"))
    monkeypatch.setitem(
        measures._measures, "test.count", replace(test_measures["test.count"], evidence=linked)
    )
    page = as_funder.get("/toolaud/arv/test.count/?leping=silab-2021&aasta=2022").content.decode()
    assert costs[0].code in page
    assert f"/plaan/kulud/{costs[0].pk}/" not in page


@pytest.mark.parametrize(
    "query",
    [
        "aasta=2031",
        "aasta=abc",
        "leping=muu",
        "aasta=2022&algus=2022-13-01&lopp=2022-12-31",
        "aasta=2022&algus=2031-01-01&lopp=2031-12-31",
        "aasta=2022&kov=999999",
    ],
)
def test_what_cannot_be_asked_is_not_found(as_staff, costs, query):
    assert as_staff.get(f"/toolaud/arv/test.count/?{query}").status_code == 404


def test_an_unknown_measure_is_not_found(as_staff, real_plan):
    assert as_staff.get("/toolaud/arv/olematu/").status_code == 404


def test_a_funder_sees_only_the_own_contract(as_funder):
    ContractFactory(slug="voora", starts_on=date(2025, 1, 1), ends_on=date(2026, 12, 31))
    assert as_funder.get("/toolaud/").context["scope"].contract.slug == "silab-2021"
    for page in ("/toolaud/", "/plaan/", "/toolaud/kaart/", "/toolaud/arv/trainings.participants/"):
        assert as_funder.get(f"{page}?leping=silab-2021").status_code == 200
        assert as_funder.get(f"{page}?leping=voora").status_code == 404


def test_what_disagrees_and_what_was_paid_is_not_the_funders(as_funder):
    for page in ("/plaan/kontroll/", "/plaan/tuua/", "/plaan/kulud/", "/plaan/kulud/uus/"):
        assert as_funder.get(page).status_code == 404
    assert b"44\xc2\xa0000,00" in as_funder.get("/plaan/?aasta=2022").content


def test_an_official_finds_none_of_it(as_official, real_plan):
    for page in (
        "/toolaud/",
        "/plaan/",
        "/toolaud/kaart/",
        "/plaan/kontroll/",
        "/plaan/kulud/",
        "/plaan/tuua/",
    ):
        assert as_official.get(page).status_code == 404


def test_no_contract_yet_says_what_to_do(as_staff):
    for page in ("/toolaud/", "/plaan/", "/plaan/kontroll/", "/plaan/kulud/", "/toolaud/kaart/"):
        assert "reports/dashboard_empty.html" in [used.name for used in as_staff.get(page).templates]


def test_the_map_draws_every_municipality_in_few_queries(as_staff, real_plan):
    call_command("load_municipalities", verbosity=0)
    url = "/toolaud/kaart/?leping=silab-2021&aasta=2022&moodik=communities.municipalities_with_accepted"
    as_staff.get(url)
    with CaptureQueriesContext(connection) as queries:
        page = as_staff.get(url).content.decode()
    assert page.count("<title>") == 1 + 79
    assert len(queries) <= 10
    part = as_staff.get(url, headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in part


@pytest.mark.parametrize("url", [DASHBOARD, "/plaan/?leping=silab-2021&aasta=2022"])
def test_a_first_visit_after_a_change_keeps_to_its_queries(
    as_staff, costs, url, django_assert_max_num_queries
):
    as_staff.get(url)
    costs[0].save()
    with django_assert_max_num_queries(15):
        assert as_staff.get(url).status_code == 200
