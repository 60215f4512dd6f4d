"""Members over time and their representatives (domain.md §4)."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from networks.meetings.members import join, leave
from networks.models import Membership, Network, Representative
from silab.accounts.models import Person
from tests.municipalities.factories import MunicipalityFactory, PersonFactory
from tests.networks.factories import MembershipFactory, NetworkFactory

pytestmark = pytest.mark.django_db


def test_a_network_is_made_and_changed(mari, sign_in):
    browser = sign_in(mari)
    form = {"name": "Rannavallad", "started_on": "2024-01-15", "purpose": "Meri"}
    assert browser.post(reverse("networks:network_add"), form).status_code == 302
    network = Network.objects.get()
    browser.post(reverse("networks:network_change", args=[network.pk]), {**form, "name": "Rannikuvallad"})
    network.refresh_from_db()
    assert (network.name, network.created_by) == ("Rannikuvallad", mari)
    MembershipFactory(network=network, joined_on=date(2024, 2, 1))
    answer = browser.post(
        reverse("networks:network_change", args=[network.pk]), {**form, "started_on": "2025-01-01"}
    )
    assert answer.status_code == 422
    assert "01.02.2024" in answer.context["form"].errors["started_on"][0]


def test_a_municipality_joins_leaves_and_comes_back(mari, sign_in):
    network, municipality = NetworkFactory(), MunicipalityFactory()
    browser, page = sign_in(mari), reverse("networks:members", args=[network.pk])

    def joins(day):
        return browser.post(page, {"municipality": municipality.pk, "joined_on": day})

    assert joins("2022-01-10").status_code == 302
    assert joins("2022-02-10").status_code == 422
    membership = Membership.objects.get()
    gone = reverse("networks:member_leave", args=[network.pk, membership.pk])
    assert browser.post(gone, {"left_on": "2021-12-31"}).status_code == 422
    assert browser.post(gone, {"left_on": "2023-01-01"}).status_code == 302
    assert "lõppenud" in browser.post(gone, {"left_on": "2023-01-02"}).text
    assert joins("2022-12-31").status_code == 422
    assert joins("2023-01-01").status_code == 302
    assert [one.left_on for one in network.memberships.order_by("joined_on")] == [date(2023, 1, 1), None]


@pytest.mark.parametrize("day", [date(1921, 1, 1), date(2021, 10, 31)])
def test_nobody_joins_before_the_network_began(day, mari):
    with pytest.raises(ValidationError):
        join(network=NetworkFactory(), municipality=MunicipalityFactory(), joined_on=day, by=mari)


def test_nobody_joins_when_it_is_no_municipality(mari):
    toila = MunicipalityFactory(valid_to=date(2025, 10, 19))
    with pytest.raises(ValidationError):
        join(network=NetworkFactory(), municipality=toila, joined_on=date(2025, 10, 19), by=mari)
    made = join(network=NetworkFactory(), municipality=toila, joined_on=date(2025, 10, 18), by=mari)
    assert leave(membership=made, left_on=date(2025, 10, 19), by=mari).left_on


def test_representatives_are_known_or_new_people(mari, sign_in):
    membership = MembershipFactory()
    browser, page = sign_in(mari), reverse("networks:representative_add", args=[membership.network_id])
    known = PersonFactory(name="Õie Õunapuu", email="oie@kyla.example")
    bare = PersonFactory(name="Mart Kask", email="")

    def add(name, email=""):
        return browser.post(page, {"membership": membership.pk, "name": name, "email": email})

    assert add("Õie Õ.", "OIE@kyla.example").status_code == 302  # known by the address
    assert add("Mart Kask", "mart@kyla.example").status_code == 302
    assert add("Uus Inimene", "uus@kyla.example").status_code == 302
    bare.refresh_from_db()
    assert bare.email == "mart@kyla.example"
    names = set(Representative.objects.values_list("person__name", flat=True))
    assert names == {known.name, bare.name, "Uus Inimene"}
    assert add("Õie Õunapuu").status_code == 422
    other = MembershipFactory()
    assert browser.post(page, {"membership": other.pk, "name": "Keegi"}).status_code == 422
    assert not Person.objects.filter(name="Keegi").exists()
    one = Representative.objects.first()
    browser.post(reverse("networks:representative_remove", args=[membership.network_id, one.pk]))
    assert Representative.objects.count() == 2
