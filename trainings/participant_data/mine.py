"""A participant's own page: the data that the funder asks for."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from trainings.links import PARTICIPANT
from trainings.models import ParticipantData
from trainings.my_page import Section
from trainings.participant_data.actions import is_over


def section(participant) -> Section | None:
    """Return the section of a training whose funder asks for data."""
    training = participant.training
    if not training.needs_participant_data:
        return None
    data = ParticipantData.objects.filter(participant=participant).first()
    given = bool(data and data.given_at)
    if not given and is_over(training):
        return None
    url = reverse("trainings:give_data", args=[PARTICIPANT.sign(participant.pk)])
    return Section(
        title=_("Data for the funder"),
        template="trainings/participant_data/mine.html",
        context={"data": data, "training": training, "url": url, "is_over": is_over(training)},
        waits=not given,
    )
