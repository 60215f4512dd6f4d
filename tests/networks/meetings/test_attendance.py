"""Who was there: one tap for the invited, walk-ins by name (domain.md §4)."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection
from django.urls import reverse

from networks.meetings import actions, inviting
from networks.meetings.attendance import roll_of
from networks.models import MeetingPresence
from tests.municipalities.factories import PersonFactory
from tests.networks.factories import InvitationFactory
from tests.networks.meetings.conftest import AHEAD

pytestmark = pytest.mark.django_db


@pytest.fixture
def begun(meeting, mari, now):
    """The meeting, two invited, half an hour into it."""
    people = [(one.person, one.membership.municipality) for one in inviting.proposed(meeting)]
    inviting.invite(meeting=meeting, people=people, by=mari)
    now.move_to(AHEAD + timedelta(minutes=30))
    return meeting


def tap(browser, invitation, there="1", **headers):
    address = reverse("networks:presence_mark", args=[invitation.meeting_id, invitation.pk])
    return browser.post(address, {"kohal": there}, headers=headers)


def test_a_tap_notes_the_invited_for_their_municipality_and_a_second_takes_it_back(
    begun, mari, sign_in, jaans
):
    invitation, browser = begun.invitations.get(person=jaans.person), sign_in(mari)
    for _press in range(2):
        assert tap(browser, invitation).status_code == 302
    presence = MeetingPresence.objects.get()
    assert (presence.municipality, presence.marked_by) == (invitation.municipality, mari)
    tap(browser, invitation, "0")
    assert not MeetingPresence.objects.exists()


def test_the_part_is_the_line_of_the_fresh_page(begun, mari, sign_in, jaans):
    invitation, browser = begun.invitations.get(person=jaans.person), sign_in(mari)
    part = tap(browser, invitation, **{"HX-Request": "true"}).text
    page = browser.get(reverse("networks:attendance", args=[begun.pk])).text
    line = part[part.index("<li") : part.index("</form>")].partition("csrfmiddlewaretoken")[0]
    assert line in page
    assert "Kohal oli 1 inimene" in part
    assert "Kohal oli 1 inimene" in page


def test_nobody_is_noted_before_the_beginning_or_at_a_cancelled_meeting(meeting, mari, sign_in):
    invitation = InvitationFactory(meeting=meeting)
    tap(sign_in(mari), invitation)
    address = reverse("networks:presence_add", args=[meeting.pk])
    assert sign_in(mari).post(address, {"name": "Keegi"}).status_code == 422
    actions.cancel_meeting(meeting=meeting, reason="", by=mari)
    tap(sign_in(mari), invitation)
    assert not MeetingPresence.objects.exists()


def test_walk_ins_stand_beside_the_invited_and_count_by_municipality(begun, mari, sign_in, anija, jaans):
    browser = sign_in(mari)
    address = reverse("networks:presence_add", args=[begun.pk])
    browser.post(address, {"name": "Uus Inimene", "municipality": anija.pk})
    browser.post(address, {"name": "Külaline"})
    tap(browser, begun.invitations.get(person=jaans.person))
    roll = roll_of(begun)
    assert [one.person.name for one in roll.others] == ["Külaline", "Uus Inimene"]
    assert roll.by_place == [("Anija vald", 1), ("Viljandi vald", 1), ("omavalitsuseta", 1)]
    assert roll.present == 3


def test_112_people_are_one_page_of_few_queries(begun, mari, sign_in, django_assert_max_num_queries):
    for number in range(110):
        person = PersonFactory(name=f"Osaleja {number}", email=f"osaleja{number}@kyla.example")
        InvitationFactory(meeting=begun, person=person, municipality=None)
    browser = sign_in(mari)
    with django_assert_max_num_queries(9):
        page = browser.get(reverse("networks:attendance", args=[begun.pk])).text
    assert page.count('class="roll-line') == 112
    assert "data-roll-find" in page
    invitation = begun.invitations.first()
    with django_assert_max_num_queries(16):
        tap(browser, invitation)


@pytest.mark.skipif(connection.vendor == "sqlite", reason="in memory, SQLite does not wait for a lock")
@pytest.mark.django_db(transaction=True)
def test_two_at_the_door_note_one_person_once(begun, mari, jaans):
    def mark(_number):
        try:
            actions.mark_presence(
                meeting=begun, person=jaans.person, municipality=None, is_there=True, by=mari
            )
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as threads:
        list(threads.map(mark, range(6)))
    assert MeetingPresence.objects.count() == 1
