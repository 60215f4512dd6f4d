"""Mails around a session: each once, on its day in Tallinn, to whom they concern (domain.md §12)."""

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta

import pytest
from django.core import mail
from django.db import connection

from silab.notices import sending
from silab.notices.models import Notice
from tests.trainings.delivery.conftest import DAY, make_team
from trainings.delivery.mails import letter_at, notice_at, reminder_at
from trainings.enums import TrainingState
from trainings.models import Attendance, FeedbackRequest, Material
from trainings.tasks import send_due

pytestmark = pytest.mark.django_db


@pytest.fixture
def run(time_machine):
    """Return a function that runs the job at a moment and gives the (recipient, subject) of what it sent."""

    def at(moment):
        time_machine.move_to(moment, tick=False)
        mail.outbox.clear()
        send_due()
        for notice in Notice.objects.due():
            sending.deliver(notice_pk=notice.pk)
        return sorted((one.to[0], one.subject) for one in mail.outbox)

    return at


def tallinn(*numbers):
    from django.utils import timezone

    return timezone.make_aware(datetime(*numbers))  # noqa: DTZ001


def test_notice_reminder_and_letter_go_once_each_on_their_mornings(run, session, team, task):
    everybody = sorted(one.person.email for one in team)
    assert run(tallinn(2026, 11, 23, 7, 59)) == []
    sent = run(tallinn(2026, 11, 23, 8, 0))
    assert [to for to, _subject in sent] == everybody
    assert sent[0][1] == "Arenguprogramm: kohtume 30.11.2026"
    assert run(tallinn(2026, 11, 23, 8, 10)) == run(tallinn(2026, 11, 28, 8, 0)) == []
    assert [subject for _to, subject in run(tallinn(2026, 11, 29, 8, 0))] == [
        "Meeldetuletus: Arenguprogramm, 30.11.2026"
    ] * 2
    assert run(tallinn(2026, 11, 30, 18, 0)) == []  # materials can still be added in the evening
    Material.objects.create(session=session, title="Slaidid", url="https://e.example/s")
    assert len(run(tallinn(2026, 12, 1, 8, 0))) == 2
    text = mail.outbox[0].body
    assert "Slaidid" in text
    assert "Kaardistus, tähtaeg 07.12.2026 16:00" in text
    assert "/osaleja/tagasiside/" in text
    assert run(tallinn(2026, 12, 1, 9, 0)) == []


def test_a_mail_says_place_time_and_brings_calendar_and_own_link(run, session, team):
    run(tallinn(2026, 11, 23, 9, 0))
    sent = mail.outbox[0]
    name, calendar, kind = sent.attachments[0]
    assert (name, kind) == ("silab.ics", "text/calendar; method=PUBLISH")
    assert "DTSTART:20261130T080000Z" in calendar
    assert "LOCATION:Pärnu raamatukogu" in calendar
    assert "osaleja/" not in calendar  # it is kept: no personal link in it
    for text in (sent.body, sent.alternatives[0][0]):
        assert "30.11.2026 10:00–17:00" in text
        assert "Pärnu raamatukogu" in text
        assert re.search(r"/osaleja/\d+\.", text)
    assert set(Notice.objects.values_list("text", "html")) == {("", "")}


def test_who_left_has_no_address_or_is_of_another_group_gets_none(run, session, team, programme, tartu):
    make_team(programme, tartu, "Elva", 1)
    gone, mute = team
    gone.left_on = date(2026, 11, 1)
    gone.save()
    mute.person.email = ""
    mute.person.save()
    assert run(tallinn(2026, 11, 29, 9, 0)) == []


def test_a_cancelled_training_and_one_long_over_send_none(run, session, team, programme):
    assert run(DAY + timedelta(days=9)) == []
    programme.state = TrainingState.CANCELLED
    programme.save()
    assert run(tallinn(2026, 11, 29, 9, 0)) == run(tallinn(2026, 12, 1, 9, 0)) == []


def test_days_are_adjustable_and_none_means_none(run, session, team, programme):
    programme.notice_days, programme.reminder_days = 14, None
    programme.save()
    assert len(run(tallinn(2026, 11, 16, 8, 0))) == 2
    assert run(tallinn(2026, 11, 29, 8, 0)) == []
    programme.notice_days = None
    programme.save()
    Notice.objects.all().delete()
    assert run(tallinn(2026, 11, 29, 8, 0)) == []


def test_who_comes_late_gets_the_reminder_alone(run, session, team, programme, parnu):
    run(tallinn(2026, 11, 23, 8, 0))
    run(tallinn(2026, 11, 29, 8, 0))
    late = make_team(programme, parnu, "Hilinejad", 1)[0]
    assert run(tallinn(2026, 11, 29, 12, 0)) == [
        (late.person.email, "Meeldetuletus: Arenguprogramm, 30.11.2026")
    ]


def move(session, starts_at):
    session.starts_at, session.ends_at = starts_at, starts_at + timedelta(hours=7)
    session.save()


def test_a_moved_session_is_told_at_once_and_once(run, session, team):
    run(tallinn(2026, 11, 23, 8, 0))
    move(session, DAY + timedelta(days=14))
    sent = run(tallinn(2026, 11, 24, 8, 0))
    assert [subject for _to, subject in sent] == ["Aeg muutus: Arenguprogramm, nüüd 14.12.2026"] * 2
    assert "varem oli see 30.11.2026 10:00" in mail.outbox[0].body
    assert "SEQUENCE:1\r\n" in mail.outbox[0].attachments[0][1]
    assert run(tallinn(2026, 11, 24, 8, 10)) == []
    # Two weeks later its notice is due anew.
    assert len(run(tallinn(2026, 12, 7, 8, 0))) == 2
    move(session, DAY + timedelta(days=15))
    move(session, DAY + timedelta(days=14))  # moved and back: nobody need know
    assert run(tallinn(2026, 12, 7, 9, 0)) == []


def test_a_move_before_any_notice_and_a_new_title_are_no_news(run, session, team):
    move(session, DAY + timedelta(days=1))
    assert run(tallinn(2026, 11, 20, 8, 0)) == []
    run(tallinn(2026, 11, 24, 8, 0))
    session.title = "Koosloome alused"
    session.save()
    assert run(tallinn(2026, 11, 24, 9, 0)) == []
    session.place = "Pärnu muuseum"
    session.save()
    assert {subject for _to, subject in run(tallinn(2026, 11, 24, 9, 0))} == {
        "Koht muutus: Arenguprogramm, 01.12.2026"
    }


def test_mornings_are_tallinns_on_both_sides_of_the_clock_change(session, programme):
    # The clock goes back in the night to 25.10.2026: 8.00 is 5.00 UTC before, 6.00 UTC after.
    session.starts_at = datetime(2026, 10, 26, 8, tzinfo=UTC)
    session.ends_at = session.starts_at + timedelta(hours=7)
    assert notice_at(session) == datetime(2026, 10, 19, 5, tzinfo=UTC)
    assert reminder_at(session) == datetime(2026, 10, 25, 6, tzinfo=UTC)
    # Half past midnight in Tallinn is the evening before in UTC: the day is Tallinn's.
    session.starts_at = datetime(2026, 6, 9, 21, 30, tzinfo=UTC)
    session.ends_at = session.starts_at + timedelta(hours=1)
    assert reminder_at(session) == datetime(2026, 6, 9, 5, tzinfo=UTC)
    assert letter_at(session) == datetime(2026, 6, 11, 5, tzinfo=UTC)


def test_who_was_away_gets_the_letter_without_a_question(run, session, team):
    Attendance.objects.create(
        session=session, participant=team[0], presence="absent", marked_at=session.ends_at
    )
    assert len(run(tallinn(2026, 12, 1, 9, 0))) == 2
    assert [asked.participant for asked in FeedbackRequest.objects.all()] == [team[1]]


def test_a_broken_address_does_not_stop_the_others(run, session, team):
    team[0].person.email = "katki@"
    team[0].person.save()
    assert [to for to, _subject in run(tallinn(2026, 11, 23, 8, 0))] == [team[1].person.email]


def test_a_job_killed_in_the_middle_goes_on_where_it_stopped(run, session, team, monkeypatch):
    from trainings.delivery import mails

    real, calls = mails.notify, []

    def dies(**given):
        calls.append(given)
        if len(calls) == 2:
            raise SystemExit
        return real(**given)

    monkeypatch.setattr(mails, "notify", dies)
    with pytest.raises(SystemExit):
        run(tallinn(2026, 11, 23, 8, 0))
    monkeypatch.setattr(mails, "notify", real)
    run(tallinn(2026, 11, 23, 8, 10))
    assert sorted(Notice.objects.values_list("recipient", flat=True)) == sorted(
        one.person.email for one in team
    )


@pytest.mark.skipif(connection.vendor == "sqlite", reason="in memory, SQLite does not wait for a lock")
@pytest.mark.django_db(transaction=True)
def test_jobs_at_once_send_each_mail_once(session, team, time_machine):
    time_machine.move_to(tallinn(2026, 12, 1, 9, 0))

    def job(_number):
        try:
            send_due()
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as threads:
        list(threads.map(job, range(6)))
    assert Notice.objects.count() == 2
    assert FeedbackRequest.objects.count() == 2
