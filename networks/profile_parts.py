"""The process path, networks and labs in a municipality's profile."""

from django.db.models import Sum
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from municipalities.profile.parts import Part, register
from networks.staged.summary import summary_of
from silab.common.templatetags.formats import day, euro


def _path(municipality):
    """The stages in order with the day on which each was reached; nothing where no process was begun."""
    process = summary_of(municipality)
    if process is None:
        return []
    begun = (_("Process begun"), day(process.started_on))
    return [begun, *((step.title, day(step.reached_on)) for step in process.steps)]


def _networks(municipality):
    memberships = municipality.memberships.select_related("network").order_by("-joined_on", "pk")
    return [(row.network.name, day(row.joined_on), day(row.left_on)) for row in memberships]


def _labs(municipality):
    labs = municipality.labs.annotate(raised=Sum("fundings__amount")).order_by("-started_on", "pk")
    return [(lab.name, lab.get_state_display(), day(lab.started_on), euro(lab.raised)) for lab in labs]


register(
    Part(
        key="path",
        title=gettext_lazy("The engagement model step by step"),
        headings=(gettext_lazy("Stage"), gettext_lazy("Reached")),
        rows=_path,
        empty=gettext_lazy("No process of the engagement model has begun."),
        order=20,
    )
)
register(
    Part(
        key="networks",
        title=gettext_lazy("Networks"),
        headings=(gettext_lazy("Network"), gettext_lazy("From"), gettext_lazy("Until")),
        rows=_networks,
        order=90,
    )
)
register(
    Part(
        key="labs",
        title=gettext_lazy("Co-creation labs"),
        headings=(
            gettext_lazy("Lab"),
            gettext_lazy("State"),
            gettext_lazy("Started"),
            gettext_lazy("Money raised"),
        ),
        rows=_labs,
        order=95,
    )
)
