"""Inviting, answering, changing, cancelling, reminding: once each, by the own link (domain.md §4)."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from django.core import mail
from django.db import connection
from django.urls import reverse
from icalendar import Calendar

from networks.enums import Answer
from networks.meetings import actions, inviting
from networks.meetings.links import ANSWER, MINUTES, answer_url
from networks.models import Meeting, MeetingInvitation
from networks.tasks import send_due
from silab.notices.models import Notice
from silab.notices.sending import message
from tests.municipalities.factories import PersonFactory
from tests.networks.factories import MembershipFactory, RepresentativeFactory
from tests.networks.meetings.conftest import AHEAD, NOW

pytestmark = pytest.mark.django_db


def everybody(meeting):
    return [(one.person, one.membership.municipality) for one in inviting.proposed(meeting)]


@pytest.fixture
def invited(meeting, mari):
    """The meeting, both representatives invited."""
    inviting.invite(meeting=meeting, people=everybody(meeting), by=mari)
    return meeting


def link(invitation):
    return reverse("networks:answer", args=[ANSWER.sign(invitation.pk)])


def events(notices):
    """The calendar entries that mails brought, in order."""
    return [Calendar.from_ical(one.calendar) for one in notices.order_by("pk")]


def test_representatives_of_that_day_are_proposed_and_invited_once(meeting, mari, sign_in, network):
    RepresentativeFactory(membership=MembershipFactory(network=network, left_on=NOW.date()))
    RepresentativeFactory()  # of another network
    browser, page = sign_in(mari), reverse("networks:invitations", args=[meeting.pk])
    chosen = [one.pk for one in browser.get(page).context["proposed"]]
    assert len(chosen) == 2
    for _press in range(2):
        browser.post(page, {"kutsu": chosen, "saada": "1"})
    assert meeting.invitations.count() == Notice.objects.count() == 2
    notice = Notice.objects.order_by("pk").first()
    assert notice.confidential
    assert "Talvekohtumine" in notice.subject


def test_before_the_invitations_go_it_is_asked_who_gets_them(meeting, mari, sign_in):
    browser, page = sign_in(mari), reverse("networks:invitations", args=[meeting.pk])
    one, other = browser.get(page).context["proposed"]
    asked = browser.post(page, {"kutsu": [one.pk]}).content.decode()
    assert one.person.name in asked
    assert other.person.name not in asked
    assert "Kas saata 1 kutse?" in asked
    assert Notice.objects.count() == 0


def test_the_invitation_carries_an_entry_that_mail_programs_take(invited):
    notice = Notice.objects.get(recipient="jaan@viljandivald.example")
    calendar = Calendar.from_ical(notice.calendar)
    (event,) = calendar.walk("VEVENT")
    assert calendar["METHOD"] == "REQUEST"
    assert event.decoded("dtstart") == AHEAD
    assert (event["SEQUENCE"], event["STATUS"]) == (0, "CONFIRMED")
    assert "jaan@viljandivald.example" in event["ATTENDEE"]
    assert "/vastus/" not in notice.calendar
    (part,) = [one for one in message(notice).message().walk() if one.get_content_type() == "text/calendar"]
    assert part.get_param("method") == "REQUEST"


def test_changes_and_cancelling_are_told_with_a_growing_sequence(invited, mari, sign_in):
    browser, address = sign_in(mari), reverse("networks:meeting_change", args=[invited.pk])
    form = {"title": "Talvekohtumine", "ends_at": "2026-12-01T15:00", "place": "Paide"}
    browser.post(address, {**form, "starts_at": "2026-12-01T12:00"})
    browser.post(address, {**form, "starts_at": "2026-12-01T12:00"})  # nothing changed
    browser.post(reverse("networks:meeting_cancel", args=[invited.pk]), {"reason": "Saal on suletud."})
    told = events(Notice.objects.filter(recipient="jaan@viljandivald.example"))
    found = [(one["METHOD"], one.walk("VEVENT")[0]["SEQUENCE"]) for one in told]
    assert found == [("REQUEST", 0), ("REQUEST", 1), ("CANCEL", 2)]
    assert len({one.walk("VEVENT")[0]["UID"] for one in told}) == 1
    last = Notice.objects.filter(recipient="jaan@viljandivald.example").latest("pk")
    assert last.event.startswith("networks.cancelled:")


def test_cancelling_asks_first_and_is_done_once(invited, mari, sign_in):
    browser, address = sign_in(mari), reverse("networks:meeting_cancel", args=[invited.pk])
    assert "Kutsutud" in browser.get(reverse("networks:invitations", args=[invited.pk])).text
    assert "2 inimest on kutsutud" in browser.get(address).text
    assert not Meeting.objects.get().cancelled
    browser.post(address, {})
    browser.post(address, {})
    assert Notice.objects.filter(event__startswith="networks.cancelled:").count() == 2
    with pytest.raises(inviting.TooLate):
        inviting.invite(meeting=invited, people=[(PersonFactory(), None)], by=mari)


def test_a_meeting_that_took_place_cannot_be_cancelled(invited, mari, now, jaans):
    now.move_to(AHEAD + timedelta(hours=1))
    actions.note_presence(meeting=invited, person=jaans.person, municipality=None, by=mari)
    with pytest.raises(actions.CannotCancel):
        actions.cancel_meeting(meeting=invited, reason="", by=mari)


def test_the_invited_answer_without_an_account_and_may_change_it(client, invited, leenas):
    invitation = invited.invitations.get(person=leenas.person)
    page = link(invitation)
    answer = client.get(page)
    assert "Paide" in answer.text
    assert "noindex" in answer["X-Robots-Tag"]
    assert client.post(page, {"note": "Vabandust"}).status_code == 422
    assert client.post(page, {"answer": "waiting"}).status_code == 422
    client.post(page, {"answer": "yes", "note": "Jõuan hiljem"})
    invitation.refresh_from_db()
    assert (invitation.answer, invitation.note) == (Answer.YES, "Jõuan hiljem")
    client.post(page, {"answer": "no"})
    assert inviting.coming(invited) == inviting.Coming(yes=0, no=1, waiting=1)


def test_opening_the_link_answers_nothing(client, invited, leenas):
    """Mail programs look behind links before anybody reads the mail."""
    invitation = invited.invitations.get(person=leenas.person)
    client.get(link(invitation), {"vastus": "yes"})
    invitation.refresh_from_db()
    assert invitation.answer == Answer.WAITING


def test_links_that_open_nothing(client, invited, leenas, now, mari):
    invitation = invited.invitations.get(person=leenas.person)
    page = link(invitation)
    for token in ("puudub", MINUTES.sign(invitation.pk), ANSWER.sign(10**6)):
        assert client.get(reverse("networks:answer", args=[token])).status_code == 404
    now.move_to(AHEAD + timedelta(minutes=1))
    assert "juba alanud" in client.post(page, {"answer": "yes"}, follow=True).text
    invitation.refresh_from_db()
    assert invitation.answer == Answer.WAITING
    now.move_to(NOW + timedelta(days=501))
    assert client.get(page).status_code == 410


def test_a_cancelled_meeting_says_so(client, invited, leenas, mari):
    invitation = invited.invitations.get(person=leenas.person)
    actions.cancel_meeting(meeting=invited, reason="", by=mari)
    answer = client.post(link(invitation), {"answer": "yes"})
    assert answer.status_code == 410
    assert "ära jäetud" in answer.text


def test_an_official_answers_only_their_own_signed_in(invited, jaan, leena, sign_in, stranger):
    address = reverse("networks:my_answer", args=[invited.pk])
    sign_in(jaan).post(address, {"answer": "yes"})
    sign_in(leena).post(address, {"answer": "no"})  # their person has their address and no account
    given = dict(invited.invitations.values_list("person__email", "answer"))
    assert given == {jaan.email: "yes", leena.email: "no"}
    MeetingInvitation.objects.filter(person__email=jaan.email).delete()
    assert sign_in(jaan).post(address, {"answer": "yes"}).status_code == 404
    assert sign_in(stranger).post(address, {"answer": "yes"}).status_code == 404


def test_staff_note_what_they_were_told(invited, mari, sign_in, leenas):
    invitation = invited.invitations.get(person=leenas.person)
    sign_in(mari).post(reverse("networks:told_answer", args=[invited.pk, invitation.pk]), {"answer": "no"})
    invitation.refresh_from_db()
    assert invitation.answer == Answer.NO


def test_somebody_else_is_invited_by_address(invited, mari, sign_in):
    address = reverse("networks:guest_invite", args=[invited.pk])
    browser = sign_in(mari)
    assert browser.post(address, {"name": "Uus Inimene"}).status_code == 422
    for _press in range(2):
        browser.post(address, {"name": "Uus Inimene", "email": "uus@kyla.example"})
    assert invited.invitations.filter(person__email="uus@kyla.example").count() == 1
    assert Notice.objects.filter(recipient="uus@kyla.example").count() == 1


def test_the_reminder_goes_once_the_day_before_to_whoever_has_not_said_no(invited, now, leenas, mari):
    inviting.answer(invitation=invited.invitations.get(person=leenas.person), answer=Answer.NO)
    reminders = Notice.objects.filter(event__startswith="networks.reminder:")
    now.move_to(datetime(2026, 11, 29, 5, 59, tzinfo=UTC))  # 7.59 in Tallinn
    send_due()
    assert not reminders.exists()
    inviting.invite(meeting=invited, people=[(PersonFactory(email="viimane@kyla.example"), None)], by=mari)
    for minutes in (0, 10, 600):
        now.move_to(datetime(2026, 11, 29, 6, 0, tzinfo=UTC) + timedelta(minutes=minutes))
        send_due()
    assert {one.recipient for one in reminders} == {"jaan@viljandivald.example", "viimane@kyla.example"}
    assert reminders.count() == 2


def test_who_was_invited_or_told_after_the_hour_of_the_reminder_gets_none(invited, now, mari):
    now.move_to(datetime(2026, 11, 29, 9, tzinfo=UTC))
    inviting.invite(meeting=invited, people=[(PersonFactory(email="viimane@kyla.example"), None)], by=mari)
    invited.place = "Türi"
    actions.change_meeting(meeting=invited, by=mari)
    send_due()
    assert not Notice.objects.filter(event__startswith="networks.reminder:").exists()


def test_no_reminder_of_what_is_cancelled(invited, now, mari):
    actions.cancel_meeting(meeting=invited, reason="", by=mari)
    now.move_to(datetime(2026, 11, 29, 9, tzinfo=UTC))
    send_due()
    assert not Notice.objects.filter(event__startswith="networks.reminder:").exists()


def test_the_mails_are_in_estonian_with_the_link(invited, leenas):
    notice = Notice.objects.get(recipient="leena@anija.example")
    assert notice.subject == "Kutse: Talvekohtumine, 30.11.2026"
    url = answer_url(invited.invitations.get(person=leenas.person)).rpartition("/vastus/")[0]
    assert url in notice.text or notice.text == ""
    assert len(mail.outbox) in (0, 2)


@pytest.mark.skipif(connection.vendor == "sqlite", reason="in memory, SQLite does not wait for a lock")
@pytest.mark.django_db(transaction=True)
def test_eight_pressing_invite_at_once_invite_everybody_once(meeting, mari):
    people = everybody(meeting)

    def press(_number):
        try:
            return inviting.invite(meeting=meeting, people=people, by=mari)
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as threads:
        assert sum(threads.map(press, range(8))) == 2
    assert MeetingInvitation.objects.count() == Notice.objects.count() == 2


@pytest.mark.skipif(connection.vendor == "sqlite", reason="in memory, SQLite does not wait for a lock")
@pytest.mark.django_db(transaction=True)
def test_answers_beside_a_cancelling_are_taken_before_it_or_refused(invited, mari):
    pks = list(invited.invitations.values_list("pk", flat=True))

    def work(number):
        try:
            if number == 4:
                return actions.cancel_meeting(meeting=invited, reason="", by=mari)
            invitation = MeetingInvitation.objects.get(pk=pks[number % 2])
            return inviting.answer(invitation=invitation, answer=Answer.YES)
        except inviting.TooLate:
            return None
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as threads:
        list(threads.map(work, range(8)))
    assert Meeting.objects.get().cancelled
    assert Notice.objects.filter(event__startswith="networks.cancelled:").count() == 2
