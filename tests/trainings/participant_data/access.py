"""Who opens the addresses of trainings/participant_data (tests/access_table.py)."""

from tests.access import ANYBODY, MARI, Page, page
from tests.trainings.factories import ParticipantFactory, TrainingFactory
from trainings.links import PARTICIPANT
from trainings.participant_data.actions import give
from trainings.participant_data.fields import Given


def a_link(_cast):
    participant = ParticipantFactory(training__needs_participant_data=True)
    return {"token": PARTICIPANT.sign(participant.pk)}


def a_training(_cast):
    return {"slug": TrainingFactory(needs_participant_data=True).slug}


def a_participant(_cast):
    participant = ParticipantFactory(training__needs_participant_data=True)
    give(participant=participant, given=Given(name="Kadri", email="", phone=""))
    return {"slug": participant.training.slug, "participant": participant.pk}


ACCESS: dict[str, Page] = {
    "trainings:give_data": page(*ANYBODY, at=a_link),
    "trainings:held_data": page(MARI),
    "trainings:participant_data": page(MARI, at=a_training),
    "trainings:ask_data": page(MARI, at=a_training, method="post"),
    "trainings:export_data": page(MARI, at=a_training, method="post", data={"export-reason": "proov"}),
    "trainings:erase_data": page(MARI, at=a_training, method="post", data={"sure": "on"}),
    "trainings:reveal_data": page(MARI, at=a_participant, method="post", data={"reason": "proov"}),
}
