"""Networks, the engagement model and labs on a municipality's page."""

from django.db.models import Sum
from django.utils.translation import gettext_lazy as _

from municipalities.sections import HOME, Section, register
from networks.home import coming_meetings, path_of


def _networks(municipality, user):
    return {
        "memberships": list(municipality.memberships.select_related("network").order_by("joined_on", "pk")),
        "processes": list(municipality.processes.order_by("started_on", "pk")),
        "may_open": user.is_staff,
    }


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
        key="labs",
        title=_("Co-creation labs"),
        template="networks/section_labs.html",
        context=_labs,
        order=50,
    )
)


register(
    Section(
        key="process",
        title=_("Our way through the engagement model"),
        template="networks/section_path.html",
        context=lambda municipality, _user: {"steps": path_of(municipality)},
        order=20,
        places=frozenset({HOME}),
    )
)
register(
    Section(
        key="meetings",
        title=_("Meetings to come"),
        template="networks/section_meetings.html",
        context=lambda municipality, _user: {"meetings": coming_meetings(municipality)},
        order=40,
        places=frozenset({HOME}),
    )
)
