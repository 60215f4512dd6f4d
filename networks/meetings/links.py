"""The personal links of networks: to answer an invitation, to read minutes, to say how the network serves."""

from django.conf import settings
from django.urls import reverse

from networks.models import Meeting, MeetingInvitation, SatisfactionRequest
from silab.accounts.models import Person
from silab.common.links import Purpose

#: Meetings are planned up to a year ahead, and may be moved.
ANSWER = Purpose("networks.answer", 500)
MINUTES = Purpose("networks.minutes", 400)
SATISFACTION = Purpose("networks.satisfaction", 120)


def answer_url(invitation: MeetingInvitation) -> str:
    """Return the whole address at which an invitation is answered."""
    return _whole("networks:answer", ANSWER.sign(invitation.pk))


def minutes_url(meeting: Meeting, person: Person) -> str:
    """Return the whole address at which a person reads the minutes of a meeting."""
    return _whole("networks:read_minutes", MINUTES.sign(f"{meeting.pk}-{person.pk}"))


def satisfaction_url(request: SatisfactionRequest) -> str:
    """Return the whole address at which a request for satisfaction is answered."""
    return _whole("networks:give_satisfaction", SATISFACTION.sign(request.pk))


def _whole(name, token):
    return f"{settings.PORTAL_URL.rstrip('/')}{reverse(name, args=[token])}"
