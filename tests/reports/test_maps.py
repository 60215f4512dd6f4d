"""The tile map: any measure by municipality and year, on the days before and after a merger, as numbers too."""

from datetime import UTC, date, datetime

import pytest
from django.core.management import call_command
from django.utils import translation

from municipalities.merging.actions import merge
from municipalities.merging.plan import MergePlan, NewMunicipality
from municipalities.models import Municipality
from silab.accounts.models import User
from tests.municipalities.factories import CommunityFactory, MunicipalityFactory
from tests.reports.factories import ContractFactory

ACCEPTED = "communities.accepted"
URL = f"/toolaud/kaart/?leping=kaart&moodik={ACCEPTED}"


@pytest.fixture
def contract(db):
    """A contract over the days of a merger."""
    return ContractFactory(slug="kaart", starts_on=date(2024, 1, 1), ends_on=date(2026, 12, 31))


@pytest.fixture
def register(contract):
    call_command("load_municipalities", verbosity=0)
    return {one.name: one for one in Municipality.objects.all()}


def accepted(municipality, year):
    return CommunityFactory(
        municipality=municipality, state="accepted", accepted_at=datetime(year, 5, 1, 9, tzinfo=UTC)
    )


def drawn(client, query):
    """The map's tiles by name."""
    seen = client.get(f"{URL}&{query}").context["map"]
    return {tile.name: tile.value for tile in seen.rows}


def test_both_years_of_a_merger_have_their_own_tiles(as_staff, register):
    accepted(register["Toila vald"], 2024)
    accepted(register["Jõhvi vald"], 2026)
    before, after = drawn(as_staff, "aasta=2024"), drawn(as_staff, "aasta=2026")
    assert (len(before), len(after)) == (79, 78)
    assert (before["Toila vald"], before["Jõhvi vald"]) == ("1", "–")
    assert "Toila vald" not in after
    assert after["Jõhvi vald"] == "1"


def test_a_new_municipality_takes_a_square_of_those_that_made_it(as_staff, register):
    three = tuple(register[name] for name in ("Antsla vald", "Rõuge vald", "Võru vald"))
    new = NewMunicipality("Uus-Võrumaa vald", "vald", three[0].county)
    merge(plan=MergePlan(three, date(2026, 10, 25), new=new), by=User.objects.get())
    accepted(Municipality.objects.get(name=new.name), 2026)
    after = drawn(as_staff, "aasta=2026")
    assert (len(after), after[new.name]) == (76, "1")
    squares = {(tile.column, tile.row) for tile in as_staff.get(f"{URL}&aasta=2026").context["map"].tiles}
    assert len(squares) == 76


def test_the_year_alone_or_all_until_its_end(as_staff, register):
    anija = register["Anija vald"]
    accepted(anija, 2024)
    accepted(anija, 2025)
    assert drawn(as_staff, "aasta=2025")["Anija vald"] == "2"
    assert drawn(as_staff, "aasta=2025&ulatus=aasta")["Anija vald"] == "1"
    assert as_staff.get(f"{URL}&ulatus=miski").status_code == 404


def test_a_county_is_cut_out_of_the_map(as_staff, register):
    county = register["Anija vald"].county
    seen = as_staff.get(f"{URL}&maakond={county.pk}").context["map"]
    assert {tile.name for tile in seen.tiles} == {
        one.name for one in register.values() if one.county_id == county.pk
    }
    assert min(float(tile.x) for tile in seen.tiles) == min(float(tile.y) for tile in seen.tiles) == 0


def test_every_tile_is_reached_and_read(as_staff, register):
    accepted(register["Anija vald"], 2025)
    with translation.override("et"):
        page = as_staff.get(f"{URL}&aasta=2025").content.decode()
    assert 'aria-label="Anija vald: 1 kogukond"' in page
    assert '<g tabindex="0" role="img" aria-label="Rae vald: andmeid ei ole"' in page
    assert page.count("data-column=") == 79 - 1
    assert "tilemap.js" in page


def test_one_without_a_square_stands_in_the_table_and_the_file(as_staff, register):
    accepted(MunicipalityFactory(name="Ruuduta vald"), 2025)
    page = as_staff.get(f"{URL}&aasta=2025").content.decode()
    assert page.count("Ruuduta vald") == 1
    lines = as_staff.get(f"{URL}&aasta=2025&export=csv").getvalue().decode("utf-8-sig").splitlines()
    assert len(lines) == 1 + 78 + 1
    assert next(line for line in lines if line.startswith("Ruuduta vald;")).endswith(";1")
    assert [line for line in lines if line.startswith("Jõhvi vald;")] == ["Jõhvi vald;Ida-Viru maakond;;"]
    assert "0141" in next(line for line in lines if line.startswith("Anija vald;"))


def test_it_costs_few_queries(as_staff, register, django_assert_max_num_queries):
    accepted(register["Anija vald"], 2025)
    as_staff.get(URL)
    with django_assert_max_num_queries(10):
        as_staff.get(f"{URL}&aasta=2025")
