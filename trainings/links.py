"""The personal links of trainings: whoever holds one acts as that member or participant (domain.md §12)."""

from datetime import datetime

from django.conf import settings
from django.urls import reverse

from silab.common.links import LinkExpired, LinkRefused, Purpose
from trainings.models import Member, Participant

#: A team's member confirms taking part.
CONFIRM = Purpose("trainings.confirm", 60)
#: A participant's own page: schedule, materials, homework, feedback, data, certificate.
PARTICIPANT = Purpose("trainings.participant", 400)


def confirm_url(member: Member) -> str:
    """Return the whole address of a member's page of confirmation."""
    return _whole(reverse("trainings:confirm", args=[CONFIRM.sign(member.pk)]))


def participant_url(participant: Participant) -> str:
    """Return the whole address of a participant's own page."""
    return _whole(participant_path(participant.pk))


def participant_path(key: int) -> str:
    """Return the path of the page of the participant of this primary key."""
    return reverse("trainings:my_page", args=[PARTICIPANT.sign(key)])


def participant_of(token: str) -> Participant:
    """Return whose page a token opens.

    Raises LinkExpired for one whose days are over or that was renewed since, LinkRefused for one not ours.
    """
    key, signed_at = PARTICIPANT.read(token)
    found = Participant.objects.select_related("training", "person", "member", "group", "link")
    participant = found.filter(pk=key).first()
    if participant is None:
        raise LinkRefused(PARTICIPANT.name)
    if _renewed_at(participant) > signed_at:
        raise LinkExpired(PARTICIPANT.name, key)
    return participant


def _renewed_at(participant) -> datetime:
    link = getattr(participant, "link", None)
    # A link knows whole seconds only.
    return (link.renewed_at if link else participant.created_at).replace(microsecond=0)


def _whole(path):
    return f"{settings.PORTAL_URL.rstrip('/')}{path}"
