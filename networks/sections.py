"""Networks, the engagement model and labs on a municipality's page."""

from django.db.models import Count, OuterRef, Subquery, Sum
from django.utils.translation import gettext_lazy as _

from municipalities.sections import Section, register
from networks.models import Meeting, MeetingPresence

#: Meetings on a municipality's page; the network's page has them all.
LATEST = 5


def _networks(municipality, user):
    return {
        "memberships": list(municipality.memberships.select_related("network").order_by("joined_on", "pk")),
        "processes": list(municipality.processes.order_by("started_on", "pk")),
    }


def _meetings(municipality, user):
    """The meeting that comes next and the latest ones of those that the user may open. One query."""
    own = MeetingPresence.objects.filter(meeting=OuterRef("pk"), municipality=municipality)
    found = Meeting.objects.for_user(user).of_members([municipality]).filter(cancelled=False)
    found = found.annotate(
        present=Count("presences"),
        own=Subquery(own.order_by().values("meeting").annotate(n=Count("pk")).values("n")),
    )
    meetings = list(found.select_related("network").order_by("-starts_at", "pk")[:LATEST])
    return {"meetings": meetings} if meetings else None


def _labs(municipality, user):
    labs = municipality.labs.annotate(raised=Sum("fundings__amount")).order_by("started_on", "pk")
    return {"labs": list(labs), "may_open": user.is_staff}


register(
    Section(
        key="networks",
        title=_("Networks and the engagement model"),
        template="networks/section.html",
        context=_networks,
        order=40,
    )
)
register(
    Section(
        key="meetings",
        title=_("Network meetings"),
        template="networks/meetings/section.html",
        context=_meetings,
        order=45,
    )
)
register(
    Section(
        key="labs",
        title=_("Co-creation labs"),
        template="networks/section_labs.html",
        context=_labs,
        order=50,
    )
)
