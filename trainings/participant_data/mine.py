"""A participant's own page: the data that the funder asks for."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from trainings.links import PARTICIPANT
from trainings.models import ParticipantData
from trainings.my_page import Section


def section(participant) -> Section | None:
    """Return the section of a training whose funder asks for data."""
    training = participant.training
    if not training.needs_participant_data:
        return None
    data = ParticipantData.objects.filter(participant=participant).first()
    given = bool(data and data.given_at)
    url = reverse("trainings:give_data", args=[PARTICIPANT.sign(participant.pk)])
    return Section(
        title=_("Data for the funder"),
        template="trainings/participant_data/mine.html",
        context={"data": data, "training": training, "url": url},
        waits=not given,
    )
