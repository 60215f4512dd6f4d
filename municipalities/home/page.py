"""The officials' home of one municipality, put together: what waits, communities, people, satisfaction."""

from collections import Counter
from dataclasses import dataclass

from django.utils.translation import gettext as _

from municipalities import facts
from municipalities.enums import CommunityState
from municipalities.models import Municipality
from municipalities.once import once
from municipalities.sections import HOME, sections_for
from municipalities.waiting import tasks_for
from silab.common.columns import share_columns

#: Of many villages the page shows the first; the municipality's page has them all.
SHOWN = 8
#: What somebody must act on stands first.
ORDER = {CommunityState.DEFINED: 0, CommunityState.SENT_BACK: 1, CommunityState.ACCEPTED: 2}


@dataclass(frozen=True)
class Communities:
    """The municipality's communities: the first of them, how many in which state, who speaks for them."""

    shown: list
    total: int
    accepted: int
    speakers: list

    @property
    def has_more(self) -> bool:
        """Whether some are not shown."""
        return self.total > len(self.shown)


def own_municipalities(user) -> list[Municipality]:
    """Return the municipalities for which the user answers, predecessors included; one query."""
    return list(Municipality.objects.for_user(user).select_related("county", "merged_into"))


def communities_of(municipality) -> list:
    """Return the communities with words and spokespersons; one query a page."""
    return once(municipality, "communities", lambda: facts.communities_of(municipality))


def context_of(municipality, own, user) -> dict:
    """Return what the page shows of `municipality`, one of the user's `own`."""
    satisfaction = list(municipality.satisfactions.order_by("year"))
    title = _("Residents satisfied with inclusion, %")
    officials = facts.officials_of(municipality)
    return {
        "municipality": municipality,
        "others": [one for one in own if one != municipality and not one.merged_into_id],
        "predecessors": [one for one in own if one.merged_into_id == municipality.pk],
        "tasks": tasks_for(municipality, user),
        "communities": _communities(municipality),
        "officials": [official for official in officials if official.may_act],
        "sections": sections_for(municipality, user, HOME),
        "satisfaction": satisfaction,
        "chart": share_columns([(row.year, row.percentage) for row in satisfaction], title),
    }


def _communities(municipality):
    found = sorted(communities_of(municipality), key=lambda community: ORDER[community.state])
    states = Counter(community.state for community in found)
    return Communities(
        shown=found[:SHOWN],
        total=len(found),
        accepted=states[CommunityState.ACCEPTED],
        speakers=[community for community in found if community.speaker][:SHOWN],
    )
