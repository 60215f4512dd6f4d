"""Co-creation labs: kept by staff, listed, on the map; their measures stay true for labs of a county."""

from datetime import date

import pytest
from django.urls import reverse

from networks.models import Lab, LabFunding, LabWorkshop
from silab.measures import Period, get
from tests.municipalities.factories import CountyFactory, MunicipalityFactory
from tests.networks.factories import LabFactory, LabFundingFactory, LabWorkshopFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff(client, mari):
    client.force_login(mari)
    return client


def given(**changes):
    return {"name": "Heaolu", "state": "preparing", **changes}


def test_a_lab_is_made_with_its_workshops_and_money(staff, viljandi, mari):
    staff.post(
        reverse("networks:lab_add"),
        given(municipality=viljandi.pk, state="running", started_on="2021-10-18", problem="Üksildus"),
    )
    lab = Lab.objects.get()
    assert (lab.municipality, lab.created_by) == (viljandi, mari)
    address = lab.get_absolute_url()
    staff.post(address, {"topic": "Probleem", "on": "2021-11-02", "participants": "14"})
    staff.post(address, {"source": "Fond", "on": "2022-06-15", "amount": "1200,50"})
    page = staff.get(address).content.decode()
    assert "Probleem" in page
    assert "1 200,50" in page.replace("\xa0", " ")
    workshop = LabWorkshop.objects.get()
    staff.post(reverse("networks:lab_workshop", args=[workshop.pk]), {"delete": "1"})
    assert not LabWorkshop.objects.exists()


def test_a_lab_has_one_place_and_its_days_fit_its_state(staff, viljandi):
    county = CountyFactory()
    gone = MunicipalityFactory(valid_to=date(2021, 1, 1))
    for bad in (
        given(),
        given(municipality=viljandi.pk, county=county.pk),
        given(municipality=gone.pk),
        given(municipality=viljandi.pk, state="running"),
        given(municipality=viljandi.pk, state="running", started_on="2015-01-01"),
        given(municipality=viljandi.pk, state="ended", started_on="2022-01-01"),
        given(municipality=viljandi.pk, state="ended", started_on="2022-01-01", ended_on="2021-01-01"),
        given(municipality=viljandi.pk, state="running", started_on="2022-01-01", ended_on="2022-02-01"),
        given(municipality=viljandi.pk, started_on="1921-01-01"),
        given(municipality=viljandi.pk, result="x" * 20_001),
    ):
        assert staff.post(reverse("networks:lab_add"), bad).status_code == 422, bad
    assert not Lab.objects.exists()


@pytest.mark.parametrize(
    "bad",
    [
        {"source": "Fond", "on": "2022-06-15", "amount": "0"},
        {"source": "Fond", "on": "2022-06-15", "amount": "-5"},
        {"source": "Fond", "on": "2022-06-15", "amount": "palju"},
        {"source": "Fond", "on": "2199-06-15", "amount": "5"},
        {"topic": "Teema", "on": "1921-06-15"},
        {"topic": "Teema", "on": "2022-06-15", "participants": "-1"},
    ],
)
def test_money_and_workshops_that_cannot_be(staff, bad):
    lab = LabFactory()
    assert staff.post(lab.get_absolute_url(), bad).status_code == 422
    assert not LabFunding.objects.exists()
    assert not LabWorkshop.objects.exists()


def test_a_countys_lab_counts_for_no_municipality_but_its_money_does_count(staff):
    county = CountyFactory(name="Harju maakond")
    funding = LabFundingFactory(lab__municipality=None, lab__county=county)
    year = Period.year(2022)
    assert get("labs.municipalities").count(Period.year(2021)) is None
    assert get("labs.funds_raised").count(year) == 500
    assert get("labs.funds_raised").by_municipality(year) == {}
    assert [evidence.municipality for evidence in get("labs.funds_raised").proof(year)] == ["Harju maakond"]
    for address in (funding.lab.get_absolute_url(), reverse("networks:labs")):
        assert "Harju maakond" in staff.get(address).content.decode()


def test_the_map_shows_labs_of_today_and_counties_beneath(staff, viljandi):
    viljandi.tile_column, viljandi.tile_row = 1, 1
    viljandi.save()
    gone = MunicipalityFactory(valid_to=date(2022, 1, 1), merged_into=viljandi)
    LabFundingFactory(lab=LabFactory(municipality=gone), amount="250")
    LabFactory(municipality=viljandi)
    LabFactory(municipality=None, county=CountyFactory(name="Võru maakond"), name="Piirkonna labor")
    page = staff.get(reverse("networks:labs_map"))
    (tile,) = page.context["map"].tiles
    assert (tile.name, tile.value) == ("Viljandi vald", "2")
    assert "Piirkonna labor" in page.content.decode()
    (tile,) = staff.get(reverse("networks:labs_map"), {"naita": "raha"}).context["map"].tiles
    assert tile.value == "250"


@pytest.mark.parametrize("rows", [1, 3])
def test_lab_pages_ask_the_same_for_any_number_of_rows(staff, rows, django_assert_max_num_queries):
    labs = LabFactory.create_batch(rows)
    LabWorkshopFactory.create_batch(rows, lab=labs[0])
    LabFundingFactory.create_batch(rows, lab=labs[0])
    with django_assert_max_num_queries(8):
        staff.get(labs[0].get_absolute_url())
    with django_assert_max_num_queries(6):
        staff.get(reverse("networks:labs"))
    with django_assert_max_num_queries(6):
        staff.get(reverse("networks:labs_map"))
