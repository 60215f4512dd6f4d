"""A programme of two groups with a team each, on 2026-11-30; the clock stands where a test puts it."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.municipalities.factories import PersonFactory
from tests.trainings.factories import ParticipantFactory, SessionFactory, TrainingFactory
from trainings.enums import Audience, ParticipantRole, TrainingKind, TrainingState
from trainings.models import Application, Group, Homework, Member

#: 10.00 in Tallinn.
DAY = datetime(2026, 11, 30, 8, tzinfo=UTC)


@pytest.fixture
def programme(db):
    """A planned programme."""
    return TrainingFactory(
        name="Arenguprogramm",
        kind=TrainingKind.PROGRAMME,
        audience=Audience.TEAMS,
        state=TrainingState.PLANNED,
    )


@pytest.fixture
def parnu(programme):
    """The group Pärnu."""
    return Group.objects.create(training=programme, name="Pärnu", place="Pärnu raamatukogu", capacity=7)


@pytest.fixture
def tartu(programme):
    """The group Tartu."""
    return Group.objects.create(training=programme, name="Tartu", capacity=7)


@pytest.fixture
def team(programme, parnu):
    """Two of Pärnu's one team."""
    return make_team(programme, parnu, "Kihnu meeskond", 2)


@pytest.fixture
def session(programme, parnu):
    """Pärnu's first day."""
    return SessionFactory(
        training=programme,
        group=parnu,
        number=1,
        title="Koosloome",
        starts_at=DAY,
        ends_at=DAY + timedelta(hours=7),
    )


@pytest.fixture
def task(session):
    """The day's homework, due a week later at 16.00 in Tallinn."""
    return Homework.objects.create(
        session=session, title="Kaardistus", due_at=DAY + timedelta(days=7, hours=6)
    )


def make_team(training, group, name, people):
    """Return participants who are an accepted team."""
    application = Application.objects.create(training=training, name=name, group=group)
    found = []
    for number in range(people):
        person = PersonFactory(email=f"liige{application.pk}.{number}@kyla.example")
        member = Member.objects.create(application=application, name=person.name, email=person.email)
        found.append(
            ParticipantFactory(
                training=training, group=group, person=person, member=member, role=ParticipantRole.NGO
            )
        )
    return found
