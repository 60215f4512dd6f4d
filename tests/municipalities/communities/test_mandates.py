"""Spokespersons' mandates: given, ended, handed over, apart, and told of before they end (domain.md §2)."""

from datetime import date, timedelta

import pytest
import time_machine
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from municipalities import mandate_guard
from municipalities.communities.telling import tell_of_ending_mandates
from municipalities.home.access import end_right
from municipalities.models import Spokesperson
from silab.accounts.models import Person
from tests.municipalities.factories import (
    CommunityFactory,
    OfficialFactory,
    PersonFactory,
    SpokespersonFactory,
    UserFactory,
)

TODAY = date(2026, 5, 4)


@pytest.fixture(autouse=True)
def today():
    with time_machine.travel(f"{TODAY} 12:00+03:00", tick=False):
        yield


@pytest.fixture
def community(viljandi):
    return CommunityFactory(municipality=viljandi, accepted=True, name="Ramsi alevik")


@pytest.fixture
def official(jaan, sign_in):
    return sign_in(jaan)


def typed(**more):
    return {
        "name": "Tiina Talu",
        "role": "village_elder",
        "mandate_from": "2026-05-01",
        "mandate_to": "",
        "chosen_how": "valiti üldkoosolekul",
        "email": "Tiina@ramsi.example",
        "phone": "5555 1234",
        **more,
    }


def errors(answer):
    return answer.context["form"].errors


def test_an_official_gives_a_mandate(official, community, jaan):
    answer = official.post(reverse("municipalities:spokesperson_add", args=[community.pk]), typed())
    assert answer.status_code == 302
    mandate = Spokesperson.objects.get()
    assert (mandate.role, mandate.mandate_from, mandate.mandate_to) == (
        "village_elder",
        date(2026, 5, 1),
        None,
    )
    assert (mandate.person.email, mandate.person.phone) == ("tiina@ramsi.example", "5555 1234")
    assert mandate.history.get().history_user == jaan
    page = official.get(community.get_absolute_url()).content.decode()
    assert "tiina@ramsi.example" in page


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"mandate_from": "2026-05-01", "mandate_to": "2026-04-30"}, "mandate_to"),
        ({"mandate_from": "1921-05-01"}, "mandate_from"),
        ({"mandate_from": "2126-05-01"}, "mandate_from"),
        ({"mandate_to": "9999-12-31"}, "mandate_to"),
        ({"mandate_from": "31.02.2026"}, "mandate_from"),
        ({"name": " "}, "name"),
        ({"chosen_how": "a" * 300_000}, "chosen_how"),
        ({"email": "tiina"}, "email"),
    ],
)
def test_bad_input_is_told_at_its_field(official, community, wrong, field):
    answer = official.post(reverse("municipalities:spokesperson_add", args=[community.pk]), typed(**wrong))
    assert answer.status_code == 422
    assert list(errors(answer)) == [field]
    assert not Spokesperson.objects.exists()
    assert not Person.objects.filter(name="Tiina Talu").exists()


def test_an_overlap_is_told_at_its_field_and_names_who(official, community):
    SpokespersonFactory(community=community, person__name="Kaie Kask", mandate_to=date(2026, 5, 1))
    answer = official.post(reverse("municipalities:spokesperson_add", args=[community.pk]), typed())
    assert "Kaie Kask" in errors(answer)["mandate_from"][0]
    answer = official.post(
        reverse("municipalities:spokesperson_add", args=[community.pk]), typed(mandate_from="2026-05-02")
    )
    assert answer.status_code == 302


def test_another_persons_address_is_not_taken_over(official, community):
    PersonFactory(name="Kaie Kask", email="tiina@ramsi.example")
    url = reverse("municipalities:spokesperson_add", args=[community.pk])
    assert "email" in errors(official.post(url, typed()))
    assert "Kaie" not in str(errors(official.post(url, typed())))
    assert official.post(url, typed(email="")).status_code == 302


def test_one_person_elected_again_stays_one(official, community):
    old = SpokespersonFactory(community=community, person__name="Tiina Talu", person__email="")
    url = reverse("municipalities:spokesperson_hand_over", args=[old.pk])
    assert official.post(url, typed(email="")).status_code == 302
    assert Person.objects.filter(name="Tiina Talu").count() == 1


def test_handing_over_ends_the_old_mandate_the_day_before(official, community):
    old = SpokespersonFactory(community=community, mandate_from=date(2022, 1, 1))
    url = reverse("municipalities:spokesperson_hand_over", args=[old.pk])
    assert "mandate_from" in errors(official.post(url, typed(mandate_from="2022-01-01")))
    old.refresh_from_db()
    assert old.mandate_to is None
    assert official.post(url, typed()).status_code == 302
    old.refresh_from_db()
    assert old.mandate_to == date(2026, 4, 30)
    assert Spokesperson.objects.on(TODAY).get().person.name == "Tiina Talu"


def test_a_handover_that_cannot_be_changes_nothing(official, community):
    old = SpokespersonFactory(community=community, mandate_from=date(2022, 1, 1), mandate_to=date(2026, 6, 1))
    SpokespersonFactory(community=community, mandate_from=date(2026, 6, 2), person__name="Järgmine Järg")
    url = reverse("municipalities:spokesperson_hand_over", args=[old.pk])
    assert "Järgmine Järg" in errors(official.post(url, typed()))["mandate_from"][0]
    old.refresh_from_db()
    assert old.mandate_to == date(2026, 6, 1)
    assert official.post(url, typed(mandate_to="2026-06-01")).status_code == 302


def test_ending_and_mending_a_mandate(official, community, jaan):
    mandate = SpokespersonFactory(community=community, person__phone="1")
    end = reverse("municipalities:spokesperson_end", args=[mandate.pk])
    assert "mandate_to" in errors(official.post(end, {"mandate_to": "2021-12-31"}))
    assert official.post(end, {"mandate_to": "2026-05-31"}).status_code == 302
    mandate.refresh_from_db()
    assert mandate.mandate_to == date(2026, 5, 31)
    page = reverse("municipalities:spokesperson", args=[mandate.pk])
    assert "31.05.2026" in official.get(page).content.decode()
    assert official.post(page, typed(mandate_to="2026-06-30", phone="2")).status_code == 302
    mandate.refresh_from_db()
    assert (mandate.mandate_to, mandate.person.phone) == (date(2026, 6, 30), "2")
    assert mandate.history.first().history_user == jaan


def test_who_has_an_account_keeps_the_own_contact(official, community):
    user = UserFactory()
    mandate = SpokespersonFactory(community=community, person=PersonFactory(user=user, phone="1"))
    page = reverse("municipalities:spokesperson", args=[mandate.pk])
    official.post(page, typed(phone="2"))
    mandate.person.refresh_from_db()
    assert mandate.person.phone == "1"


def test_a_mistake_is_taken_back_and_its_history_stays(official, community):
    mandate = SpokespersonFactory(community=community)
    page = reverse("municipalities:spokesperson", args=[mandate.pk])
    assert official.post(page, {"delete": "1"}).status_code == 302
    assert not Spokesperson.objects.exists()
    assert Spokesperson.history.filter(id=mandate.pk, history_type="-").exists()


def test_the_database_refuses_what_overlaps(community):
    first = SpokespersonFactory(community=community, mandate_to=date(2022, 12, 31))
    fits = SpokespersonFactory(community=community, mandate_from=date(2023, 1, 1))
    SpokespersonFactory(community=CommunityFactory(), mandate_from=date(2022, 6, 1))
    with pytest.raises(IntegrityError, match=mandate_guard.NAME), transaction.atomic():
        SpokespersonFactory(
            community=community, mandate_from=date(2022, 12, 31), mandate_to=date(2022, 12, 31)
        )
    with pytest.raises(IntegrityError, match=mandate_guard.NAME), transaction.atomic():
        Spokesperson.objects.filter(pk=first.pk).update(mandate_to=None)
    with pytest.raises(IntegrityError, match=mandate_guard.NAME), transaction.atomic():
        Spokesperson.objects.filter(pk=fits.pk).update(mandate_from=date(2022, 12, 31))
    Spokesperson.objects.filter(pk=first.pk).update(mandate_to=date(2022, 6, 30))


def test_the_guard_goes_and_comes_back(community):
    mandate_guard.take_away(connection)
    SpokespersonFactory(community=community)
    second = SpokespersonFactory(community=community)
    second.delete()
    connection.check_constraints()  # PostgreSQL changes no table with keys still to be checked
    mandate_guard.put(connection)
    mandate_guard.put(connection)
    with pytest.raises(IntegrityError), transaction.atomic():
        SpokespersonFactory(community=community)


def test_sixty_days_before_the_end_its_people_hear_once(community, jaan, leena, mails):
    ends = TODAY + timedelta(days=60)
    mandate = SpokespersonFactory(community=community, person__email="tiina@ramsi.example", mandate_to=ends)
    tell_of_ending_mandates(TODAY - timedelta(days=1))
    assert mails() == []
    for _hour in range(3):
        tell_of_ending_mandates()
    told = "municipalities/mail/mandate_ending"
    assert mails() == [(told, jaan.email), (told, "tiina@ramsi.example")]
    mandate.mandate_to = ends - timedelta(days=10)
    mandate.save()
    tell_of_ending_mandates()
    assert len(mails()) == 4  # another end is another notice


def test_nobody_hears_of_a_mandate_that_is_followed_by_another(community, jaan, mails):
    ends = TODAY + timedelta(days=30)
    SpokespersonFactory(community=community, mandate_to=ends)
    SpokespersonFactory(community=community, mandate_from=ends + timedelta(days=1))
    tell_of_ending_mandates()
    assert mails() == []


def test_an_official_of_another_municipality_finds_no_mandate(community, leena, sign_in):
    mandate = SpokespersonFactory(community=community)
    for name in ("spokesperson", "spokesperson_end", "spokesperson_hand_over"):
        url = reverse(f"municipalities:{name}", args=[mandate.pk])
        assert sign_in(leena).get(url).status_code == 404
        assert sign_in(leena).post(url, typed() | {"delete": "1"}).status_code == 404
    assert Spokesperson.objects.get().mandate_to is None


def test_who_lost_the_right_with_the_page_open_reads_so(community, viljandi, jaan, mari, official):
    OfficialFactory(user=jaan)  # acts for another municipality still
    end_right(official=jaan.officials.get(municipality=viljandi), reason="Lahkus töölt", by=mari)
    answer = official.post(reverse("municipalities:spokesperson_add", args=[community.pk]), typed())
    page = answer.content.decode()
    assert answer.status_code == 404
    assert "Lahkus töölt" in page
    assert "valiti üldkoosolekul" in page  # what was typed is not lost
    assert not Spokesperson.objects.exists()
