"""Decisions: places never overfilled, one decision whoever is faster, mails to every member once."""

import smtplib
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.core.exceptions import ValidationError
from django.core.mail.backends.locmem import EmailBackend
from django.db import connection
from django.utils import timezone

from silab.notices import sending
from silab.notices.enums import NoticeState
from silab.notices.models import Notice
from tests.silab.accounts.factories import UserFactory
from tests.trainings.factories import AttendanceFactory
from tests.trainings.selection.teams import a_programme, a_team
from trainings.models import Application, Participant
from trainings.places import GroupFull, places_left
from trainings.selection import actions

pytestmark = pytest.mark.django_db


def test_accepting_makes_participants_and_tells_each_member_once_with_the_days(team, parnu, mari):
    actions.accept(application=team, group=parnu, words="Olete oodatud!", by=mari)
    team.refresh_from_db()
    assert (team.state, team.group, team.decided_by) == ("accepted", parnu, mari)
    assert team.training.participants.count() == 4
    told = Notice.objects.filter(template="trainings/mail/application_accepted")
    everybody = {*team.members.values_list("email", flat=True), team.submitter.email}
    assert sorted(told.values_list("recipient", flat=True)) == sorted(everybody)
    letter = told.first()
    assert "Olete oodatud!" in letter.text
    assert "05.03.2030 10:00" in letter.text
    assert "Pärnu, Kesk 1" in letter.text
    assert "DTSTART:20300305T080000Z" in letter.calendar


def test_a_full_group_takes_nobody_and_tells_nobody(programme, team, parnu, mari):
    actions.accept(application=a_team(programme, name="Esimene"), group=parnu, by=mari)
    before = Notice.objects.count()
    with pytest.raises(GroupFull, match="Pärnu"):
        actions.accept(application=team, group=parnu, by=mari)
    team.refresh_from_db()
    assert team.state == "submitted"
    assert Notice.objects.count() == before


def test_who_decides_second_reads_what_happened(team, parnu, mari):
    other = UserFactory(name="Malle Mänd")
    seen = actions.last_change(team).pk
    actions.refuse(application=team, reason="Idee on alles varajane.", seen=seen, by=mari)
    with pytest.raises(actions.DecidedMeanwhile, match="Mari Mets"):
        actions.accept(application=team, group=parnu, seen=seen, by=other)
    team.refresh_from_db()
    assert (team.state, team.reason) == ("refused", "Idee on alles varajane.")
    assert not Participant.objects.exists()


def test_an_interview_tells_nobody_and_is_no_decision(team, mari):
    actions.note_interview(application=team, on=timezone.localdate(), text="Tugev partner.", by=mari)
    team.refresh_from_db()
    assert team.state == "interviewed"
    assert not Notice.objects.exists()
    actions.note_interview(application=team, on=timezone.localdate(), text="Veel üks.", by=mari)
    assert team.interviews.count() == 2


def test_asking_more_needs_a_question_and_lets_the_team_answer(team, mari):
    with pytest.raises(ValidationError):
        actions.ask_more(application=team, question="  ", by=mari)
    actions.ask_more(application=team, question="Kes on partner?", by=mari)
    team.refresh_from_db()
    assert team.is_editable
    assert "Kes on partner?" in Notice.objects.first().text


def test_a_refusal_needs_a_reason_and_can_be_taken_back(team, parnu, mari):
    with pytest.raises(ValidationError):
        actions.refuse(application=team, reason="", by=mari)
    actions.refuse(application=team, reason="Idee on varajane.", by=mari)
    actions.take_back(application=team, by=mari)
    team.refresh_from_db()
    assert (team.state, team.reason, team.decided_at) == ("submitted", "", None)
    assert Notice.objects.filter(template="trainings/mail/application_reopened").exists()
    actions.accept(application=team, group=parnu, by=mari)


def test_withdrawing_frees_the_place_and_keeps_attendance(team, parnu, mari):
    actions.accept(application=team, group=parnu, by=mari)
    session = team.training.sessions.get(group=parnu)
    mark = AttendanceFactory(session=session, participant=team.training.participants.first())
    actions.withdraw(application=team, reason="Vallal pole inimesi.", by=mari)
    team.refresh_from_db()
    assert (team.state, team.group, places_left(parnu)) == ("withdrawn", None, 1)
    for participant in team.training.participants.all():
        assert (participant.left_on, participant.left_because) == (
            timezone.localdate(),
            "Vallal pole inimesi.",
        )
    mark.refresh_from_db()
    assert "STATUS:CANCELLED" in Notice.objects.filter(template__endswith="withdrawn").first().calendar


def test_who_left_with_one_team_may_come_with_another(programme, team, parnu, tartu, mari):
    actions.accept(application=team, group=parnu, by=mari)
    actions.withdraw(application=team, by=mari)
    other = a_team(programme, name="Uus", people=())
    member = team.members.first()
    other.members.create(name=member.name, email=member.email, role="official")
    actions.accept(application=other, group=tartu, by=mari)
    back = Participant.objects.get(person__email=member.email)
    assert (back.left_on, back.group, back.member.application) == (None, tartu, other)


def test_nobody_takes_two_places(programme, team, parnu, tartu, mari):
    actions.accept(application=team, group=parnu, by=mari)
    other = a_team(programme, name="Teine")
    twice = team.members.first()
    other.members.create(name=twice.name, email=twice.email, role="official")
    with pytest.raises(ValidationError, match=twice.name):
        actions.accept(application=other, group=tartu, by=mari)
    assert places_left(tartu) == 2


def test_a_move_takes_the_team_along_and_never_overfills(programme, team, parnu, tartu, mari):
    actions.accept(application=team, group=tartu, by=mari)
    actions.move_to_group(application=team, group=parnu, by=mari)
    team.refresh_from_db()
    assert team.group == parnu
    assert {one.group for one in programme.participants.all()} == {parnu}
    letter = Notice.objects.filter(template="trainings/mail/application_moved").first()
    assert "DTSTART:20300305" in letter.calendar
    assert "STATUS:CANCELLED" in letter.calendar
    other = a_team(programme, name="Teine")
    actions.accept(application=other, group=tartu, by=mari)
    with pytest.raises(GroupFull):
        actions.move_to_group(application=other, group=parnu, by=mari)


def test_a_mail_server_that_fails_for_an_hour_delays_mails_and_loses_none(team, parnu, mari, monkeypatch):
    broken = [True]
    takes = EmailBackend.send_messages

    def send_messages(self, messages):
        if broken[0]:
            raise smtplib.SMTPDataError(451, b"try later")
        return takes(self, messages)

    monkeypatch.setattr(EmailBackend, "send_messages", send_messages)
    start = timezone.now()
    with time_machine.travel(start, tick=False) as clock:
        actions.accept(application=team, group=parnu, by=mari)
        for _minute in range(60):
            clock.shift(timedelta(minutes=1))
            deliver_due()
        assert mail.outbox == []
        broken[0] = False
        for _minute in range(180):
            clock.shift(timedelta(minutes=1))
            deliver_due()
    got = sorted(message.to[0] for message in mail.outbox)
    assert got == sorted({*team.members.values_list("email", flat=True), team.submitter.email})
    assert set(Notice.objects.values_list("state", flat=True)) == {NoticeState.SENT}


@pytest.mark.skipif(connection.vendor == "sqlite", reason="in memory, SQLite does not wait for a lock")
@pytest.mark.django_db(transaction=True)
def test_of_forty_accepts_of_the_last_place_one_wins(mari):
    programme = a_programme()
    group = programme.groups.get(name="Pärnu")
    teams = [a_team(programme, name=f"Meeskond {n}", people=("official",)) for n in range(40)]
    words = together(
        [lambda team=team: actions.accept(application=team, group=group, by=mari) for team in teams]
    )
    assert words.count("done") == 1
    assert sum("viimane koht" in word or "last place" in word for word in words) == 39
    assert Application.objects.filter(state="accepted", group=group).count() == 1
    assert programme.participants.count() == 1
    assert Notice.objects.filter(template="trainings/mail/application_accepted").count() == 2


@pytest.mark.skipif(connection.vendor == "sqlite", reason="in memory, SQLite does not wait for a lock")
@pytest.mark.django_db(transaction=True)
def test_two_staff_on_one_application_leave_one_decision(mari):
    team = a_team(a_programme())
    group = team.training.groups.first()
    seen = actions.last_change(team).pk
    words = together(
        [
            lambda: actions.accept(application=team, group=group, seen=seen, by=mari),
            lambda: actions.refuse(application=team, reason="Ei.", seen=seen, by=mari),
        ]
        * 4
    )
    assert words.count("done") == 1
    assert sum("jõudis ette" in word or "was faster" in word for word in words) == 7
    assert team.changes.count() == 2


def deliver_due():
    """Do what the job of each minute does, without a queue."""
    for pk in Notice.objects.due().order_by("pk").values_list("pk", flat=True):
        sending.deliver(notice_pk=pk)


def together(calls) -> list[str]:
    """Run the calls at once; return "done" or the refusal's words of each."""

    def outcome(call):
        try:
            call()
            return "done"
        except ValidationError as refusal:
            return refusal.messages[0]
        finally:
            connection.close()

    with ThreadPoolExecutor(len(calls)) as threads:
        return list(threads.map(outcome, calls))
