"""Networks, the engagement model and labs on a municipality's page."""

from django.db.models import Count, Exists, OuterRef, Subquery, Sum
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from municipalities.facts import ASKED
from municipalities.models import Municipality
from municipalities.sections import HOME, Section, register
from networks.models import Lab, Meeting, MeetingPresence, Membership
from networks.staged.summary import summary_of, summary_with_records
from silab.common.markdown import to_html
from silab.common.statements import Statement

#: Meetings on a municipality's page and on its officials' home; the network's page has them all.
LATEST = COMING = 5


def _networks(municipality, user):
    return {"memberships": _memberships.records(municipality=municipality.pk)}


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
    """The meeting that comes next and the latest ones: who may open this page may open its members' meetings."""
    meetings = _latest_meetings.records(municipality=municipality.pk)
    return {"meetings": meetings} if meetings else None


def _coming_meetings(municipality, user):
    """The next meetings of the networks of which the municipality is a member today. One query."""
    networks = Membership.objects.on(timezone.localdate()).filter(municipality=municipality).order_by()
    meetings = Meeting.objects.filter(network__in=networks.values("network"), cancelled=False)
    coming = meetings.filter(ends_at__gt=timezone.now()).select_related("network")
    return {"meetings": list(coming.order_by("starts_at", "pk")[:COMING])}


def _labs(municipality, user):
    return {"labs": _own_labs.records(municipality=municipality.pk), "may_open": user.is_staff}


def _build_meetings():
    there = MeetingPresence.objects.filter(meeting=OuterRef("pk")).order_by()
    own = there.filter(municipality=ASKED).values("meeting").annotate(n=Count("pk")).values("n")
    found = Meeting.objects.of_members(Municipality.objects.filter(pk=ASKED)).filter(cancelled=False)
    found = found.annotate(present=Exists(there), own=Subquery(own)).order_by("-starts_at", "pk")
    # Not the whole row: minutes are long.
    return found.only("title", "starts_at", "ends_at", "cancelled")[:LATEST]


def _build_memberships():
    own = Membership.objects.filter(municipality=ASKED).select_related("network")
    return own.order_by("joined_on", "pk")


def _build_labs():
    own = Lab.objects.filter(municipality=ASKED)
    return own.annotate(raised=Sum("fundings__amount")).order_by("started_on", "pk")


_latest_meetings = Statement(_build_meetings)
_memberships = Statement(_build_memberships)
_own_labs = Statement(_build_labs)


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
        context=lambda municipality, _user: {"process": summary_with_records(municipality)},
        order=20,
        places=frozenset({HOME}),
    )
)
register(
    Section(
        key="coming_meetings",
        title=_("Meetings to come"),
        template="networks/section_meetings.html",
        context=_coming_meetings,
        order=40,
        places=frozenset({HOME}),
    )
)
