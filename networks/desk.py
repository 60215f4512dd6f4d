"""What staff look after in networks: decisions that somebody has to carry out, meetings that come."""

from django.db.models import F
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from networks.models import Decision, Meeting
from silab.common.desk import AHEAD, MOST, Source, Task, register
from silab.common.templatetags.formats import moment


def decisions(today):
    """Return the decisions of meetings that are not carried out, due until two weeks from now; one query."""
    owed = Decision.objects.filter(done_on=None, due_on__lte=today + AHEAD, meeting__cancelled=False)
    rows = owed.order_by("due_on", "pk").values_list(
        "text", "meeting_id", "due_on", "owner", "municipality__name"
    )
    return [
        Task(
            text,
            f"{reverse('networks:meeting', args=[meeting])}#otsused",
            due,
            owner or municipality or _("nobody is named"),
        )
        for text, meeting, due, owner, municipality in rows[:MOST]
    ]


def meetings(today):
    """Return the meetings of the next two weeks; one query."""
    coming = Meeting.objects.filter(
        cancelled=False, starts_at__gte=timezone.now(), starts_at__date__lte=today + AHEAD
    )
    rows = coming.annotate(of=F("network__name")).order_by("starts_at", "pk")
    return [
        Task(
            one.title,
            reverse("networks:meeting", args=[one.pk]),
            timezone.localdate(one.starts_at),
            ", ".join(part for part in (one.of, moment(one.starts_at), one.place) if part),
        )
        for one in rows[:MOST]
    ]


register(Source("decisions", gettext_lazy("Decisions to carry out"), decisions, "networks:list", 40))
register(Source("meetings", gettext_lazy("Meetings to come"), meetings, "networks:list", 120, comes=True))
