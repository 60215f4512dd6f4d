"""What waits for a municipality's officials: meetings to answer, decisions that are theirs to do."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from municipalities.waiting import Source, Task, register
from networks.enums import Answer
from networks.models import Decision, MeetingInvitation
from silab.common.templatetags.formats import moment


def meetings_to_answer(municipality, user) -> list[Task]:
    """Return the user's own invitations for the municipality that wait for an answer. One query."""
    asked = MeetingInvitation.objects.of_user(user).filter(
        municipality=municipality,
        answer=Answer.WAITING,
        meeting__cancelled=False,
        meeting__starts_at__gt=timezone.now(),
    )
    return [
        Task(
            title=_("Tell whether you are coming: %(title)s") % {"title": one.meeting.title},
            url=f"{one.meeting.get_absolute_url()}#vastus",
            due=timezone.localdate(one.meeting.starts_at),
            detail=f"{one.meeting.network.name}, {moment(one.meeting.starts_at)}",
        )
        for one in asked.select_related("meeting__network").order_by("meeting__starts_at", "pk")
    ]


def open_decisions(municipality, user) -> list[Task]:
    """Return the decisions of meetings that the municipality has still to do. One query."""
    found = Decision.objects.filter(municipality=municipality, done_on=None, meeting__cancelled=False)
    return [
        Task(
            title=_("Do what the network decided: %(text)s") % {"text": one.text},
            url=f"{reverse('networks:meeting', args=[one.meeting_id])}#otsused",
            due=one.due_on,
            detail=", ".join(filter(None, (one.owner, one.meeting.title))),
        )
        for one in found.select_related("meeting").order_by("due_on", "pk")
    ]


register(Source("meetings", meetings_to_answer, order=50))
register(Source("decisions", open_decisions, order=60))
