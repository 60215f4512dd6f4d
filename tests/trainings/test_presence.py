"""The days that measures read are always what the marks say (trainings/presence.py)."""

from datetime import UTC, date, datetime, timedelta

import pytest

from tests.trainings.factories import AttendanceFactory, ParticipantFactory, SessionFactory, TrainingFactory
from trainings.enums import Presence
from trainings.models import Group, Homework, Submission

pytestmark = pytest.mark.django_db
FIRST, SECOND = date(2021, 10, 5), date(2021, 10, 12)


def kept(participant):
    participant.refresh_from_db()
    return participant.first_there_on, participant.completed_on


@pytest.fixture
def training():
    return TrainingFactory(sessions=[FIRST, SECOND])


@pytest.fixture
def participant(training):
    """Someone who was at both sessions."""
    participant = ParticipantFactory(training=training)
    for session in training.sessions.all():
        AttendanceFactory(session=session, participant=participant)
    return participant


def test_marks_make_the_days(participant):
    assert kept(participant) == (FIRST, SECOND)


def test_a_mark_changed_or_cleared_takes_them_back(participant):
    first, second = participant.attendances.order_by("session__number")
    first.presence = Presence.EXCUSED
    first.save()
    assert kept(participant) == (SECOND, None)
    second.delete()
    assert kept(participant) == (None, None)


def test_a_session_moved_added_or_taken_out_counts_anew(training, participant):
    first, second = training.sessions.order_by("number")
    first.starts_at -= timedelta(days=1)
    first.save()
    assert kept(participant) == (date(2021, 10, 4), SECOND)
    third = SessionFactory(training=training, number=3, starts_at=datetime(2021, 10, 19, 8, tzinfo=UTC))
    assert kept(participant) == (date(2021, 10, 4), None)
    third.delete()
    second.delete()
    assert kept(participant) == (date(2021, 10, 4), date(2021, 10, 4))


def test_a_share_of_the_sessions_is_rounded_up(training, participant):
    training.completion_share = 51
    training.save()
    assert kept(participant)[1] == SECOND
    training.completion_share = 50
    training.save()
    assert kept(participant)[1] == FIRST


def test_another_group_s_sessions_are_not_asked_of_a_participant(training):
    one, other = (
        Group.objects.create(training=training, name=name, capacity=5) for name in ("Tartu", "Pärnu")
    )
    sessions = list(training.sessions.order_by("number"))
    for session, group in zip(sessions, (one, other), strict=True):
        session.group = group
        session.save()
    participant = ParticipantFactory(training=training, group=one)
    AttendanceFactory(session=sessions[0], participant=participant)
    assert kept(participant) == (FIRST, FIRST)
    participant.group = other
    participant.save()
    assert kept(participant) == (FIRST, None)


def test_whoever_left_does_not_complete(participant):
    participant.left_on = date(2021, 10, 20)
    participant.save()
    assert kept(participant) == (FIRST, None)


def test_homework_is_part_of_the_rule_where_the_training_says_so(training, participant):
    session = training.sessions.get(number=1)
    task = Homework.objects.create(
        session=session, title="Kaart", due_at=datetime(2021, 10, 11, tzinfo=UTC), by_team=False
    )
    assert kept(participant)[1] == SECOND
    training.completion_homework = True
    training.save()
    assert kept(participant)[1] is None
    Submission.objects.create(
        homework=task,
        participant=participant,
        handed_in_at=datetime(2021, 10, 15, tzinfo=UTC),
        handed_in_by="Mari",
    )
    assert kept(participant)[1] == date(2021, 10, 15)
