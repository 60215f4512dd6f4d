"""What the register itself prints in a municipality's profile. Of spokespersons it says only that there is one."""

from django.db.models import Count, Exists, Max, OuterRef
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from municipalities.enums import CommunityState
from municipalities.models import Spokesperson
from municipalities.profile.parts import Part, register
from silab.common.templatetags.formats import day, figure


def _communities(municipality):
    """Accepted ones first."""
    speaks = Spokesperson.objects.on(timezone.localdate()).filter(community=OuterRef("pk"))
    found = municipality.communities.annotate(spoken_for=Exists(speaks)).order_by("sort_key", "pk")
    ranked = sorted(found, key=lambda community: community.state != CommunityState.ACCEPTED)
    return [
        (
            community.name,
            community.get_kind_display(),
            community.get_state_display(),
            day(community.accepted_at) if community.state == CommunityState.ACCEPTED else "–",
            _("yes") if community.spoken_for else _("no"),
        )
        for community in ranked
    ]


def _principles(municipality):
    found = municipality.principles.order_by("-negotiated_on", "pk")
    return [(row.title, day(row.negotiated_on), day(row.applied_on)) for row in found]


def _formats(municipality):
    counted = municipality.formats.annotate(number=Count("events"), latest=Max("events__on"))
    return [
        (row.name, row.get_kind_display(), day(row.started_on), day(row.ended_on), figure(row.number or None))
        for row in counted.order_by("-started_on", "pk")
    ]


def _decisions(municipality):
    counted = municipality.participations.annotate(number=Count("communities")).order_by("-on", "pk")
    return [
        (row.decision, day(row.on), figure(row.number or None), row.what_changed or "–") for row in counted
    ]


register(
    Part(
        key="communities",
        title=gettext_lazy("Communities"),
        headings=(
            gettext_lazy("Community"),
            gettext_lazy("Kind"),
            gettext_lazy("State"),
            gettext_lazy("Accepted"),
            gettext_lazy("Spokesperson"),
        ),
        rows=_communities,
        empty=gettext_lazy("No community has defined itself here yet."),
        order=40,
    )
)
register(
    Part(
        key="principles",
        title=gettext_lazy("Engagement principles"),
        headings=(gettext_lazy("Principles"), gettext_lazy("Negotiated"), gettext_lazy("Applied")),
        rows=_principles,
        order=50,
    )
)
register(
    Part(
        key="formats",
        title=gettext_lazy("Co-creation formats"),
        headings=(
            gettext_lazy("Format"),
            gettext_lazy("Kind"),
            gettext_lazy("Started"),
            gettext_lazy("Ended"),
            gettext_lazy("Events"),
        ),
        rows=_formats,
        empty=gettext_lazy("No co-creation format has begun here yet."),
        order=60,
    )
)
register(
    Part(
        key="decisions",
        title=gettext_lazy("Decisions made with communities"),
        headings=(
            gettext_lazy("Decision"),
            gettext_lazy("Date"),
            gettext_lazy("Communities"),
            gettext_lazy("What changed"),
        ),
        rows=_decisions,
        empty=gettext_lazy("No decision made with communities is recorded yet."),
        order=70,
    )
)
