"""Pages of networks and their meetings, for staff."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse
from django.utils import timezone

from networks.models import Decision, Meeting, MeetingPresence
from silab.accounts.enums import Role
from silab.accounts.models import Person
from tests.municipalities.factories import MunicipalityFactory, PersonFactory, UserFactory
from tests.networks.factories import (
    DecisionFactory,
    InvitationFactory,
    MeetingFactory,
    MeetingPresenceFactory,
    MembershipFactory,
    NetworkFactory,
    RepresentativeFactory,
    SatisfactionAnswerFactory,
    SatisfactionRoundFactory,
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
    with django_assert_max_num_queries(5):
        client.get(reverse("networks:list"))


def test_network_page_shows_members_over_time(client, mari):
    network = NetworkFactory(started_on=date(2021, 11, 1))
    MembershipFactory(network=network)
    MembershipFactory(network=network, left_on=date(2022, 6, 1))
    MeetingFactory(network=network)
    response = client.get(network.get_absolute_url())
    assert [end.members for end in response.context["chart"]][:2] == [2, 1]
    assert response.context["members"] == 1


def test_minutes_are_markdown_and_nothing_is_run_or_fetched(client, mari):
    meeting = MeetingFactory()
    text = "# Kokkuvõte\n**oluline** <script>alert(1)</script> ![x](http://127.0.0.1:9/x)"
    response = save_minutes(client, meeting, text, meeting.fingerprint)
    html = client.get(response.url).text
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
    options = client.get(reverse("networks:people"), {"name": "oie"}, HTTP_HX_REQUEST="true").content.decode()
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
    data = {"text": "Koostame juhendi", "owner": "Anija vald", "due_on": "01.12.2022"}
    assert "Otsus on kirjas." in client.post(address, data, follow=True).text
    decision = Decision.objects.get()
    assert (decision.owner, decision.due_on) == ("Anija vald", date(2022, 12, 1))
    assert client.post(address, {"text": "Koostame", "due_on": "homme"}).status_code == 422
    done = reverse("networks:decision_done", args=[meeting.pk, decision.pk])
    assert "Tehtud: „Koostame juhendi“." in client.post(done, follow=True).text
    assert Decision.objects.get().done_on is not None
    client.post(done)
    assert Decision.objects.get().done_on is None


def test_officials_settle_what_was_left_to_their_municipality(sign_in, jaan, leena, viljandi):
    meeting = MeetingFactory()
    MembershipFactory(network=meeting.network, municipality=viljandi, joined_on=date(2020, 1, 1))
    theirs = DecisionFactory(meeting=meeting, municipality=viljandi)
    anothers = DecisionFactory(meeting=meeting)

    def mark(who, decision):
        return sign_in(who).post(reverse("networks:decision_done", args=[meeting.pk, decision.pk]))

    page = sign_in(jaan).get(meeting.get_absolute_url()).content.decode()
    assert reverse("networks:decision_done", args=[meeting.pk, theirs.pk]) in page
    assert reverse("networks:decision_done", args=[meeting.pk, anothers.pk]) not in page
    assert (mark(jaan, theirs).status_code, mark(jaan, anothers).status_code) == (302, 404)
    assert mark(leena, theirs).status_code == 404
    done = Decision.objects.filter(done_on__isnull=False)
    assert list(done) == [theirs]


def test_decision_of_another_meeting_is_not_found(client, mari):
    decision = DecisionFactory()
    other = MeetingFactory()
    assert client.post(reverse("networks:decision_done", args=[other.pk, decision.pk])).status_code == 404


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize(
    "name",
    ["meeting", "invitations", "attendance", "minutes", "meeting_cancel", "meeting_change"],
)
def test_meeting_pages_ask_the_same_for_any_number(client, mari, name, rows, django_assert_max_num_queries):
    meeting = MeetingFactory()
    ahead = MeetingFactory(starts_at=timezone.now() + timedelta(days=9))
    for one in (meeting, ahead):
        MeetingPresenceFactory.create_batch(rows, meeting=one)
        InvitationFactory.create_batch(rows, meeting=one)
        DecisionFactory.create_batch(rows, meeting=one)
        DecisionFactory.create_batch(
            rows, meeting__network=one.network, meeting__starts_at=one.starts_at - timedelta(days=9)
        )
        for _ in range(rows):
            RepresentativeFactory(membership__network=one.network)
        with django_assert_max_num_queries(14):
            assert client.get(reverse(f"networks:{name}", args=[one.pk])).status_code == 200


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize("name", ["detail", "members", "satisfaction"])
def test_network_pages_ask_the_same_for_any_number(client, mari, name, rows, django_assert_max_num_queries):
    network = NetworkFactory()
    for _ in range(rows):
        RepresentativeFactory(membership__network=network)
        MembershipFactory(network=network, left_on=date(2022, 1, 1))
        MeetingFactory(network=network)
        SatisfactionAnswerFactory.create_batch(3, round=SatisfactionRoundFactory(network=network))
    with django_assert_max_num_queries(12):
        assert client.get(reverse(f"networks:{name}", args=[network.pk])).status_code == 200


def plan(client, network, starts, ends, **more):
    fields = {
        "title": "Kohtumine",
        "starts_at": starts,
        "ends_at": ends,
        "place": "Paide",
        "agenda": "",
        **more,
    }
    return client.post(reverse("networks:meeting_add", args=[network.pk]), fields)


@pytest.mark.parametrize(
    ("starts", "ends", "field", "words"),
    [
        ("1921-05-04T10:00", "1921-05-04T12:00", "starts_at", "Võrgustik alustas 01.11.2021"),
        ("2150-05-04T10:00", "2150-05-04T12:00", "starts_at", "liiga kaugel ees"),
        ("2026-05-04T10:00", "2026-05-04T09:00", "ends_at", "ei saa lõppeda enne, kui see algab"),
        ("2026-05-04T10:00", "2026-05-04T10:00", "ends_at", "ei saa lõppeda enne, kui see algab"),
        ("2026-05-04T10:00", "2026-06-03T12:00", "ends_at", "kestaks kohtumine 30 päeva"),
        ("homme", "2026-06-03T12:00", "starts_at", ""),
    ],
)
def test_a_time_that_cannot_be_meant_is_refused_beside_its_field(client, mari, starts, ends, field, words):
    answer = plan(client, NetworkFactory(), starts, ends)
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]
    assert words in answer.context["form"].errors[field][0]
    assert "Paide" in answer.text
    assert not Meeting.objects.exists()


def test_a_planned_meeting_of_two_nights_is_saved(client, mari):
    network = NetworkFactory()
    assert plan(client, network, "2026-05-04T10:00", "2026-05-06T15:00").status_code == 302
    meeting = Meeting.objects.get()
    assert (meeting.network, meeting.created_by) == (network, mari)
    assert timezone.localtime(meeting.ends_at).hour == 15


def test_what_changed_meanwhile_in_the_minutes_stays_when_the_place_changes(client, mari):
    meeting = MeetingFactory(minutes="Vana")
    form = {
        "title": meeting.title,
        "starts_at": "2021-11-18T10:00",
        "ends_at": "2021-11-18T12:00",
        "place": "Türi",
    }
    client.post(reverse("networks:meeting_change", args=[meeting.pk]), form)
    meeting.refresh_from_db()
    assert (meeting.place, meeting.minutes) == ("Türi", "Vana")


@pytest.mark.parametrize(("length", "status"), [(100_000, 302), (300_000, 422)])
def test_long_minutes_are_kept_or_refused_at_the_field_with_nothing_lost(client, mari, length, status):
    meeting = MeetingFactory()
    text = "õ" * length
    answer = save_minutes(client, meeting, text, meeting.fingerprint)
    assert answer.status_code == status
    meeting.refresh_from_db()
    if status == 302:
        assert meeting.minutes == text
        return
    assert "300\xa0000" in answer.context["form"].errors["minutes"][0]
    assert text in answer.text
    assert meeting.minutes == ""


def test_open_decisions_are_carried_to_the_next_meeting_and_settled_there(client, mari):
    first = MeetingFactory()
    owed = DecisionFactory(meeting=first, text="Jagada mustandit", owner="Anija vald")
    DecisionFactory(meeting=first, text="Ammu tehtud", done_on=date(2021, 11, 20))
    DecisionFactory(text="Teise võrgustiku otsus")
    following = MeetingFactory(network=first.network, starts_at=datetime(2021, 12, 18, 8, tzinfo=UTC))
    page = client.get(following.get_absolute_url())
    assert [one.text for one in page.context["earlier"]] == ["Jagada mustandit"]
    client.post(reverse("networks:decision_done", args=[following.pk, owed.pk]))
    owed.refresh_from_db()
    assert owed.done_on is not None
    page = client.get(following.get_absolute_url())
    assert [one.state for one in page.context["earlier"]] == ["done"]
    assert client.get(first.get_absolute_url()).context["earlier"] == []
    # An earlier meeting cannot settle what a later one decided.
    later = DecisionFactory(meeting=following)
    assert client.post(reverse("networks:decision_done", args=[first.pk, later.pk])).status_code == 404


def test_a_decisions_day_fits_its_meeting(client, mari):
    address = reverse("networks:decision_add", args=[MeetingFactory().pk])
    for day in ("2021-11-17", "2099-01-01", "1921-01-01"):
        answer = client.post(address, {"text": "Teeme", "due_on": day})
        assert answer.status_code == 422
        assert "due_on" in answer.context["decision_form"].errors


def test_files_are_private_and_checked_by_content(client, mari, jaan, sign_in):
    meeting = MeetingFactory()
    address = reverse("networks:file_add", args=[meeting.pk])
    wrong = client.post(address, {"title": "Slaidid", "file": ContentFile(b"MZ\x90\x00", name="slaidid.pdf")})
    assert wrong.status_code == 422
    right = {"title": "Slaidid", "file": ContentFile(b"%PDF-1.7", name="minu slaidid.pdf")}
    assert "„Slaidid“ on lisatud." in client.post(address, right, follow=True).text
    file = meeting.files.get()
    answer = client.get(reverse("networks:file", args=[meeting.pk, file.pk]))
    assert answer["Content-Disposition"] == 'attachment; filename="minu_slaidid.pdf"'
    assert answer.getvalue() == b"%PDF-1.7"
    assert sign_in(jaan).get(reverse("networks:file", args=[meeting.pk, file.pk])).status_code == 404
    assert client.get(reverse("networks:file", args=[MeetingFactory().pk, file.pk])).status_code == 404
    client.post(reverse("networks:file_remove", args=[meeting.pk, file.pk]))
    assert not meeting.files.exists()


def test_a_meeting_whose_time_has_passed_says_that_nobody_is_noted(client, mari):
    meeting = MeetingFactory()
    assert "kohalolijad märkimata" in client.get(meeting.get_absolute_url()).text
    MeetingPresenceFactory(meeting=meeting)
    assert Meeting.objects.get().state == "held"
