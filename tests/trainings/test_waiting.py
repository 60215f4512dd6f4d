"""What waits for a municipality's officials in trainings: the homework of each; and whose applications they open."""

from datetime import timedelta

import pytest
from django.utils import timezone, translation

from tests.municipalities.factories import MunicipalityFactory, OfficialFactory
from tests.trainings.factories import CallFactory, ParticipantFactory, SessionFactory, TeamFactory
from trainings.enums import ApplicationState
from trainings.models import Application, Group, Homework, Submission
from trainings.waiting import own_homework_to_hand_in

pytestmark = pytest.mark.django_db


def waits(municipality, user):
    with translation.override("et"):
        return [(task.title, task.detail) for task in own_homework_to_hand_in(municipality, user)]


@pytest.fixture
def team(viljandi, jaan):
    """Jaan's team, and he is one of the two who take part."""
    training = CallFactory()
    made = TeamFactory(municipality=viljandi, training=training, submitter=jaan, name="Seltsingud")
    group = Group.objects.get(training=training)
    Application.objects.filter(pk=made.pk).update(state=ApplicationState.ACCEPTED, group=group)
    members = made.members.order_by("pk")
    for member in members[:2]:
        ParticipantFactory(training=training, member=member, municipality=viljandi)
    return made


@pytest.fixture
def task(team):
    session = SessionFactory(training=team.training, starts_at=timezone.now() - timedelta(days=2))
    due = timezone.now() + timedelta(days=3)
    return Homework.objects.create(session=session, title="Oma lugu", due_at=due, by_team=False)


def test_who_registered_a_team_sees_whose_homework_is_lacking(team, task, viljandi, jaan):
    assert waits(viljandi, jaan) == [
        ("Teie meeskonna kodutöö „Oma lugu“", "Seltsingud · 2 meeskonnaliiget ei ole veel esitanud.")
    ]
    participant = team.training.participants.order_by("pk").first()
    Submission.objects.create(
        homework=task,
        participant=participant,
        text="Tehtud",
        handed_in_at=timezone.now(),
        handed_in_by="Ants",
    )
    assert waits(viljandi, jaan)[0][1] == "Seltsingud · 1 meeskonnaliige ei ole veel esitanud."


def test_a_participant_sees_the_own_homework_and_a_colleague_nothing(team, task, viljandi):
    colleague, mine = (
        OfficialFactory(municipality=viljandi).user,
        team.training.participants.order_by("pk")[0],
    )
    assert waits(viljandi, colleague) == []
    mine.person.user = colleague
    mine.person.save()
    assert waits(viljandi, colleague) == [("Esitage kodutöö „Oma lugu“", "")]


def test_the_successor_opens_the_applications_of_the_municipality_that_merged_into_it(
    viljandi, anija, jaan, leena
):
    merged = MunicipalityFactory(merged_into=viljandi, valid_to=timezone.localdate() - timedelta(days=30))
    sent, draft = TeamFactory(municipality=merged), TeamFactory(municipality=merged)
    Application.objects.filter(pk=sent.pk).update(state=ApplicationState.SUBMITTED)
    opened = Application.objects.for_user
    assert list(opened(jaan)) == [sent]
    assert list(opened(draft.submitter)) == [draft]
    assert not opened(leena).filter(municipality=merged).exists()
