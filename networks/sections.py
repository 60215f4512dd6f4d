"""Networks, the engagement model and labs on a municipality's page."""

from django.db.models import Count, OuterRef, Subquery, Sum
from django.utils.translation import gettext_lazy as _

from municipalities.sections import HOME, Section, register
from networks import home
from networks.models import Meeting, MeetingPresence
from networks.staged.summary import summary_of
from silab.common.markdown import to_html

#: Meetings on a municipality's page; the network's page has them all.
LATEST = 5


def _networks(municipality, user):
    memberships = municipality.memberships.select_related("network").order_by("joined_on", "pk")
    return {"memberships": list(memberships)}


def _model(municipality, user):
    """The path that the municipality's officials may read too: no notes, no evaluation text. One query."""
    process = summary_of(municipality)
    if process is None:
        return None
    present = process.present
    return {
        "process": process,
        "tools": to_html(present.tools, below=3) if present and present.tools else "",
        "may_open": user.is_staff,
    }


def _meetings(municipality, user):
    """The meeting that comes next and the latest ones of those that the user may open. One query."""
    own = MeetingPresence.objects.filter(meeting=OuterRef("pk"), municipality=municipality)
    found = Meeting.objects.for_user(user).of_members([municipality]).filter(cancelled=False)
    found = found.annotate(
        present=Count("presences"),
        own=Subquery(own.order_by().values("meeting").annotate(n=Count("pk")).values("n")),
    )
    # Not the whole row: minutes are long.
    found = found.select_related("network").only(
        "title", "starts_at", "ends_at", "cancelled", "network__name"
    )
    meetings = list(found.order_by("-starts_at", "pk")[:LATEST])
    return {"meetings": meetings} if meetings else None


def _labs(municipality, user):
    labs = municipality.labs.annotate(raised=Sum("fundings__amount")).order_by("started_on", "pk")
    return {"labs": list(labs), "may_open": user.is_staff}


register(
    Section(
        key="staged",
        title=_("Engagement model"),
        template="networks/staged/section.html",
        context=_model,
        order=35,
    )
)
register(
    Section(
        key="networks",
        title=_("Networks"),
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
        template="networks/labs/section.html",
        context=_labs,
        order=50,
    )
)


register(
    Section(
        key="process",
        title=_("Our way through the engagement model"),
        template="networks/section_path.html",
        context=lambda municipality, _user: {"steps": home.path_of(municipality)},
        order=20,
        places=frozenset({HOME}),
    )
)
register(
    Section(
        key="coming_meetings",
        title=_("Meetings to come"),
        template="networks/section_meetings.html",
        context=lambda municipality, _user: {"meetings": home.coming_meetings(municipality)},
        order=40,
        places=frozenset({HOME}),
    )
)
