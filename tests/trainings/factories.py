"""Trainings and their records for tests; each factory makes a valid record by itself."""

from datetime import UTC, datetime, timedelta

import factory
from factory.django import DjangoModelFactory

from tests.municipalities.factories import MunicipalityFactory, PersonFactory
from trainings.enums import Audience, ParticipantRole, Presence, Track, TrainingState
from trainings.models import Attendance, Course, Participant, Session, Training


class CourseFactory(DjangoModelFactory):
    """A developed course."""

    class Meta:
        model = Course

    title = factory.Sequence(lambda n: f"Kursus {n}")
    track = Track.INVOLVING
    developed_on = datetime(2021, 9, 1, tzinfo=UTC).date()


class TrainingFactory(DjangoModelFactory):
    """An open training that was held; `sessions=[day, day]` gives it three-hour mornings on those days."""

    class Meta:
        model = Training
        skip_postgeneration_save = True

    name = factory.Sequence(lambda n: f"Koolitus {n}")
    slug = factory.Sequence(lambda n: f"koolitus-{n}")
    track = Track.INVOLVING
    audience = Audience.OFFICIALS
    state = TrainingState.HELD

    @factory.post_generation
    def sessions(self, create, days, **kwargs):
        """Make a session for each day."""
        for number, day in enumerate(days or (), start=1):
            SessionFactory(
                training=self, number=number, starts_at=datetime(day.year, day.month, day.day, 8, tzinfo=UTC)
            )


class SessionFactory(DjangoModelFactory):
    """A morning of three hours."""

    class Meta:
        model = Session

    training = factory.SubFactory(TrainingFactory)
    number = factory.Sequence(lambda n: n + 1)
    title = factory.Sequence(lambda n: f"Teema {n}")
    starts_at = datetime(2021, 10, 5, 8, tzinfo=UTC)
    ends_at = factory.LazyAttribute(lambda session: session.starts_at + timedelta(hours=3))


class ParticipantFactory(DjangoModelFactory):
    """An official of a municipality of its own."""

    class Meta:
        model = Participant

    training = factory.SubFactory(TrainingFactory)
    person = factory.SubFactory(PersonFactory)
    municipality = factory.SubFactory(MunicipalityFactory)
    role = ParticipantRole.OFFICIAL


class AttendanceFactory(DjangoModelFactory):
    """A mark of presence; participant and session belong to one training."""

    class Meta:
        model = Attendance

    session = factory.SubFactory(SessionFactory)
    participant = factory.SubFactory(ParticipantFactory, training=factory.SelfAttribute("..session.training"))
    presence = Presence.PRESENT
    marked_at = factory.LazyAttribute(lambda mark: mark.session.ends_at)
