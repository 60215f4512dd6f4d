"""Pages of networks, meetings and labs."""

from datetime import UTC, date, datetime

import pytest
from django.urls import reverse

from networks.models import Decision, Meeting, MeetingPresence
from silab.accounts.enums import Role
from silab.accounts.models import Person
from tests.municipalities.factories import MunicipalityFactory, PersonFactory, UserFactory
from tests.networks.factories import (
    DecisionFactory,
    LabFactory,
    LabFundingFactory,
    MeetingFactory,
    MeetingPresenceFactory,
    MembershipFactory,
    NetworkFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def mari(client):
    user = UserFactory(email="mari@silab.example", role=Role.STAFF)
    client.force_login(user)
    return user


@pytest.mark.parametrize("rows", [1, 3])
def test_lists_ask_the_same_for_any_number_of_rows(client, mari, rows, django_assert_max_num_queries):
    for _ in range(rows):
        network = NetworkFactory()
        MembershipFactory.create_batch(2, network=network)
        MeetingFactory(network=network)
        LabFundingFactory()
    with django_assert_max_num_queries(5):
        client.get(reverse("networks:list"))
    with django_assert_max_num_queries(5):
        html = client.get(reverse("networks:labs")).content.decode()
    assert "500,00" in html


def test_network_page_shows_members_over_time(client, mari):
    network = NetworkFactory(started_on=date(2021, 11, 1))
    MembershipFactory(network=network)
    MembershipFactory(network=network, left_on=date(2022, 6, 1))
    MeetingFactory(network=network)
    response = client.get(network.get_absolute_url())
    assert [end.members for end in response.context["chart"]][:2] == [2, 1]
    assert response.context["members"] == 1


def test_lab_page(client, mari):
    assert client.get(LabFactory().get_absolute_url()).status_code == 200


def test_minutes_are_markdown_and_nothing_is_run_or_fetched(client, mari):
    meeting = MeetingFactory()
    text = "# Kokkuvõte\n**oluline** <script>alert(1)</script> ![x](http://127.0.0.1:9/x)"
    response = save_minutes(client, meeting, text, meeting.fingerprint)
    html = client.get(response.url).content.decode()
    assert "<strong>oluline</strong>" in html
    assert "<script>alert" not in html
    assert "<img" not in html.split("<main")[1]


def test_two_writers_do_not_overwrite_each_other(client, mari):
    meeting = MeetingFactory()
    seen = meeting.fingerprint
    save_minutes(client, meeting, "Esimese kirjutaja tekst", seen)
    response = save_minutes(client, meeting, "Teise kirjutaja tekst", seen)
    assert response.status_code == 409
    html = response.content.decode()
    assert "Esimese kirjutaja tekst" in html
    assert "Teise kirjutaja tekst" in html
    meeting.refresh_from_db()
    assert meeting.minutes == "Esimese kirjutaja tekst"
    save_minutes(client, meeting, "Mõlema tekst", meeting.fingerprint)
    assert Meeting.objects.get().minutes == "Mõlema tekst"


def save_minutes(client, meeting, text, seen):
    fields = {"agenda": "", "minutes": text, "seen": seen}
    return client.post(reverse("networks:minutes", args=[meeting.pk]), fields)


def add(client, meeting, name, municipality=None):
    fields = {"name": name, "municipality": municipality.pk if municipality else ""}
    return client.post(reverse("networks:presence_add", args=[meeting.pk]), fields)


def test_presence_of_known_and_new_people(client, mari):
    meeting, municipality = MeetingFactory(), MunicipalityFactory()
    known = PersonFactory(name="Õie Õunapuu")
    options = client.get(reverse("networks:people", args=[meeting.pk]), {"name": "oie"}).content.decode()
    assert f"Õie Õunapuu ({known.code})" in options
    add(client, meeting, f"Õie Õunapuu ({known.code})", municipality)
    add(client, meeting, "Uus Inimene")
    assert MeetingPresence.objects.get(person=known).municipality == municipality
    assert Person.objects.get(name="Uus Inimene").created_by == mari
    again = add(client, meeting, "õie õunapuu")
    assert again.status_code == 422
    assert "juba kirjas" in again.content.decode()


@pytest.mark.parametrize("typed", ["Õie Õunapuu (ISIK-99999)", "Õie Õunapuu (ISIK-x)", "Keegi ({code})"])
def test_a_code_that_is_nobodys_makes_no_new_person(client, mari, typed):
    known = PersonFactory(name="Õie Õunapuu")
    answer = add(client, MeetingFactory(), typed.format(code=known.code))
    assert answer.status_code == 422
    assert "ei ole inimest" in answer.content.decode()
    assert list(Person.objects.all()) == [known]


def test_presence_needs_one_person_and_a_meeting_that_has_begun(client, mari):
    meeting = MeetingFactory()
    for number in range(2):
        PersonFactory(name="Mart Kask", email=f"mart{number}@kyla.example")
    assert "Mart Kask" in add(client, meeting, "Mart Kask").content.decode()
    assert add(client, meeting, "").status_code == 422
    ahead = MeetingFactory(starts_at=datetime(2099, 1, 1, 8, tzinfo=UTC))
    assert add(client, ahead, "Keegi").status_code == 422
    assert not MeetingPresence.objects.exists()
    assert not Person.objects.filter(name="Keegi").exists()


def test_presence_can_be_taken_back(client, mari):
    presence = MeetingPresenceFactory()
    client.post(reverse("networks:presence_remove", args=[presence.meeting_id, presence.pk]))
    assert not MeetingPresence.objects.exists()
    assert MeetingPresence.history.filter(history_type="-").exists()


def test_decisions_have_owner_and_due_date(client, mari):
    meeting = MeetingFactory()
    address = reverse("networks:decision_add", args=[meeting.pk])
    client.post(address, {"text": "Koostame juhendi", "owner": "Anija vald", "due_on": "01.12.2022"})
    decision = Decision.objects.get()
    assert (decision.owner, decision.due_on) == ("Anija vald", date(2022, 12, 1))
    assert client.post(address, {"text": "Koostame", "due_on": "homme"}).status_code == 422
    done = reverse("networks:decision_done", args=[meeting.pk, decision.pk])
    client.post(done)
    assert Decision.objects.get().done_on is not None
    client.post(done)
    assert Decision.objects.get().done_on is None


def test_decision_of_another_meeting_is_not_found(client, mari):
    decision = DecisionFactory()
    other = MeetingFactory()
    assert client.post(reverse("networks:decision_done", args=[other.pk, decision.pk])).status_code == 404


def test_meeting_page_asks_the_same_for_any_number_of_people(client, mari, django_assert_max_num_queries):
    meeting = MeetingFactory()
    MeetingPresenceFactory.create_batch(3, meeting=meeting)
    DecisionFactory.create_batch(3, meeting=meeting)
    with django_assert_max_num_queries(12):
        client.get(meeting.get_absolute_url())
