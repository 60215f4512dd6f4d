"""How programmes fare: figures of each, and what it wants of staff."""

from datetime import UTC, date, datetime

import pytest
import time_machine
from django.urls import reverse

from tests.trainings.factories import AttendanceFactory, ParticipantFactory, TeamFactory, TrainingFactory
from trainings.health.figures import Health, programmes
from trainings.models import Feedback, Group, MentoringSession, RefundClaim

pytestmark = pytest.mark.django_db

NOW = datetime(2022, 6, 30, 9, tzinfo=UTC)


@pytest.fixture(autouse=True)
def in_june():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def programme(db):
    found = TrainingFactory(
        kind="programme", mentoring_hours=8, sessions=[date(2022, 5, 1), date(2022, 6, 1)]
    )
    Group.objects.create(training=found, name="Tartu", capacity=5)
    return found


def health_of(training):
    return programmes(NOW).get(pk=training.pk).health


def test_a_programme_shows_its_figures(programme):
    team = TeamFactory(training=programme, state="accepted", group=programme.groups.get())
    MentoringSession.objects.create(application=team, mentor="Kaja", on=date(2022, 5, 5), hours="2.5")
    people = ParticipantFactory.create_batch(4, training=programme)
    for session in programme.sessions.all():
        for number, one in enumerate(people):
            AttendanceFactory(
                session=session, participant=one, presence="absent" if number == 3 else "present"
            )
    people[3].left_on = date(2022, 6, 2)
    people[3].save()
    RefundClaim.objects.create(participant=people[3], cause="Ei tulnud", amount=100)
    for given in (9, 10, 8):
        Feedback.objects.create(training=programme, recommendation=given, given_on=date(2022, 6, 2))
    found = programmes(NOW).get()
    assert (found.taken, found.people, found.left) == (1, 3, 1)
    assert (found.presence, found.hours, found.refunds) == (75, 2.5, 1)
    assert (float(found.index), found.health) == (9.0, Health.FINE)


def test_it_says_what_a_programme_wants(programme):
    assert health_of(programme) == Health.FINE
    one = ParticipantFactory(training=programme)
    assert health_of(programme) == Health.UNMARKED
    for session in programme.sessions.all():
        AttendanceFactory(session=session, participant=one, presence="absent")
    assert health_of(programme) == Health.FEW_THERE
    programme.opens_at, programme.closes_at = (
        datetime(2022, 1, 1, tzinfo=UTC),
        datetime(2022, 2, 1, tzinfo=UTC),
    )
    programme.save()
    TeamFactory(training=programme, state="submitted")
    assert health_of(programme) == Health.UNDECIDED
    programme.state = "cancelled"
    programme.save()
    assert health_of(programme) == Health.OVER


def test_the_list_is_sorted_narrowed_and_exported(sign_in, mari, programme):
    TrainingFactory(kind="open", name="Lahtine")
    staff, address = sign_in(mari), reverse("trainings:health")
    for query in ({}, {"sort": "-index"}, {"health": "done"}, {"export": "xlsx"}):
        assert staff.get(address, query).status_code == 200
    sheet = b"".join(staff.get(address, {"export": "csv"}).streaming_content).decode()
    assert programme.name in sheet
    assert "Lahtine" not in sheet


def test_it_costs_the_same_at_one_and_three_programmes(sign_in, mari, django_assert_max_num_queries):
    staff, counts = sign_in(mari), []
    for times in (1, 2):
        for _n in range(times):
            ParticipantFactory(training=TrainingFactory(kind="programme"))
        with django_assert_max_num_queries(8) as asked:
            staff.get(reverse("trainings:health"))
        counts.append(len(asked))
    assert counts[0] == counts[1]
