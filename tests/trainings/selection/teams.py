"""Teams that have sent their application, for the tests of selection and mentoring."""

from datetime import UTC, datetime

from django.utils import timezone

from tests.trainings.factories import CallFactory, SessionFactory, TeamFactory
from trainings.enums import ApplicationState
from trainings.models import StateChange


def a_programme(**fields):
    """A programme with two groups (Pärnu with one place, Tartu with two), each with a day of its own."""
    programme = CallFactory(places={"Pärnu": 1, "Tartu": 2}, **fields)
    for month, group in enumerate(programme.groups.order_by("pk"), start=3):
        starts = datetime(2030, month, 5, 8, tzinfo=UTC)
        place = f"{group.name}, Kesk 1"
        SessionFactory(training=programme, group=group, number=1, starts_at=starts, place=place)
    return programme


def a_team(training, name="Anija koosloojad", confirmed=True, **fields):
    """A team of four that waits for a decision."""
    team = TeamFactory(training=training, name=name, state="submitted", submitted_at=timezone.now(), **fields)
    if confirmed:
        for member in team.members.order_by("pk"):
            member.confirmed_at, member.confirmed_by = timezone.now(), member.name
            member.save()
    StateChange.objects.create(
        application=team,
        before=ApplicationState.DRAFT,
        after=ApplicationState.SUBMITTED,
        changed_at=timezone.now(),
        changed_by=team.submitter,
    )
    return team
