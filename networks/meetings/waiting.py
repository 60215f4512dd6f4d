"""What waits for a municipality's officials: meetings to answer, decisions that are theirs to do."""

from django.db.models import DateField, F, Value
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from municipalities.waiting import Source, Task, register
from networks.enums import Answer
from networks.models import Decision, MeetingInvitation
from silab.common.templatetags.formats import moment

ANSWER, DO = "answer", "do"


def of_meetings(municipality, user) -> list[Task]:
    """Return the user's own invitations for the municipality that wait for an answer, and the decisions that the
    municipality has still to do. One query for both: the officials' home has fifteen for everything."""
    asked = MeetingInvitation.objects.of_user(user).filter(
        municipality=municipality,
        answer=Answer.WAITING,
        meeting__cancelled=False,
        meeting__starts_at__gt=timezone.now(),
    )
    owed = Decision.objects.filter(municipality=municipality, done_on=None, meeting__cancelled=False)
    rows = _rows(asked, ANSWER, F("meeting__title"), F("meeting__network__name"), Value(None)).union(
        _rows(owed, DO, F("text"), F("meeting__title"), F("due_on")), all=True
    )
    return [_task(*row) for row in sorted(rows, key=lambda row: (row[0], row[4]))]


def _rows(found, kind, words, place, due):
    """Return (kind, words, place, meeting, when the meeting is, due) of each."""
    columns = {"kind": Value(kind), "words": words, "place": place, "due": Cast(due, DateField())}
    shown = found.order_by().annotate(**columns)
    return shown.values_list("kind", "words", "place", "meeting_id", "meeting__starts_at", "due")


def _task(kind, words, place, meeting, starts_at, due) -> Task:
    page = reverse("networks:meeting", args=[meeting])
    if kind == DO:
        title = _("Do what the network decided: %(text)s") % {"text": words}
        return Task(title=title, url=f"{page}#otsused", due=due, detail=place)
    return Task(
        title=_("Tell whether you are coming: %(title)s") % {"title": words},
        url=f"{page}#vastus",
        due=timezone.localdate(starts_at),
        detail=f"{place}, {moment(starts_at)}",
    )


register(Source("meetings", of_meetings, order=50))
