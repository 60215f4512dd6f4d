"""Who opens the addresses of trainings/feedback (tests/access_table.py)."""

from django.utils import timezone

from tests.access import ANYBODY, MARI, Page, page
from tests.trainings.factories import ParticipantFactory, TrainingFactory
from trainings.feedback.links import FEEDBACK
from trainings.models import FeedbackRequest


def a_training(_cast):
    return {"slug": TrainingFactory().slug}


def a_request(_cast):
    asked = FeedbackRequest.objects.create(participant=ParticipantFactory(), asked_on=timezone.localdate())
    return {"token": FEEDBACK.sign(asked.pk)}


ACCESS: dict[str, Page] = {
    "trainings:feedback": page(MARI, at=a_training),
    "trainings:ask_feedback": page(MARI, at=a_training, method="post"),
    "trainings:give_feedback": page(*ANYBODY, at=a_request),
}
