"""Trainings and their records for tests; each factory makes a valid record by itself."""

from datetime import UTC, datetime, timedelta

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from tests.municipalities.factories import MunicipalityFactory, PersonFactory
from tests.silab.accounts.factories import UserFactory, estonian_name
from trainings.enums import Audience, ParticipantRole, Presence, Track, TrainingKind, TrainingState
from trainings.models import (
    Application,
    Attendance,
    Course,
    Group,
    Member,
    Participant,
    Session,
    Terms,
    Training,
    Undertaking,
    UndertakingAcceptance,
)


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


class CallFactory(TrainingFactory):
    """A programme whose call is open: the team rule of 2019, one version of two undertakings, one group."""

    kind = TrainingKind.PROGRAMME
    state = TrainingState.PLANNED
    audience = Audience.TEAMS
    name = factory.Sequence(lambda n: f"Koosloomeprogramm {n}")
    slug = factory.Sequence(lambda n: f"programm-{n}")
    is_public = True
    opens_at = factory.LazyFunction(lambda: timezone.now() - timedelta(days=10))
    closes_at = factory.LazyFunction(lambda: timezone.now() + timedelta(days=10))
    contact_email = "koolitus@silab.example"

    @factory.post_generation
    def terms(self, create, sentences, **kwargs):
        """Make its undertakings; `terms=()` makes none."""
        sentences = ("Osaleme kõigil päevadel.", "Tööandjad teavad.") if sentences is None else sentences
        if sentences:
            terms = Terms.objects.create(training=self, version=1)
            for number, text in enumerate(sentences, start=1):
                Undertaking.objects.create(terms=terms, number=number, text=text)

    @factory.post_generation
    def places(self, create, places, **kwargs):
        """Give it groups: `places={"Tartu": 7}`."""
        for name, capacity in (places if places is not None else {"Tartu": 7}).items():
            Group.objects.create(training=self, name=name, capacity=capacity)


class ApplicationFactory(DjangoModelFactory):
    """A draft without a word."""

    class Meta:
        model = Application

    training = factory.SubFactory(CallFactory)
    submitter = factory.SubFactory(UserFactory)


class TeamFactory(ApplicationFactory):
    """A draft that lacks nothing: two officials and two of an NGO, the service, the undertakings."""

    class Meta:
        model = Application
        skip_postgeneration_save = True

    municipality = factory.SubFactory(MunicipalityFactory)
    service_stage = "idea"
    service = "Seltsiline üksi elavatele eakatele."
    will_delegate = True
    experience = "Kümme aastat päevakeskust."
    cooperation = "Ümarlaud külavanematega."

    @factory.post_generation
    def people(self, create, people, **kwargs):
        """Make its members; `people=()` makes none."""
        for n, role in enumerate(people if people is not None else ("official", "official", "ngo", "ngo")):
            MemberFactory(application=self, role=role, team=self.pk, n=n)

    @factory.post_generation
    def accepted(self, create, value, **kwargs):
        """Accept the latest undertakings for all."""
        terms = self.training.terms.order_by("-version").first()
        if terms and value is not False:
            UndertakingAcceptance.objects.create(
                application=self, terms=terms, accepted_at=timezone.now(), accepted_by="Jaan Tamm"
            )


class MemberFactory(DjangoModelFactory):
    """A member; one of an NGO has its registry code."""

    class Meta:
        model = Member

    class Params:
        team = 0
        n = 0

    application = factory.SubFactory(ApplicationFactory)
    role = ParticipantRole.OFFICIAL
    name = factory.LazyAttribute(lambda member: estonian_name(10 * member.team + member.n))
    email = factory.LazyAttribute(lambda member: f"liige{member.team}-{member.n}@kyla.example")
    organisation = factory.LazyAttribute(lambda m: "MTÜ Seltsiks" if m.role == "ngo" else "")
    registry_code = factory.LazyAttribute(lambda m: "80000014" if m.role == "ngo" else "")
