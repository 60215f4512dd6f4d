"""Communities that wait for the municipality's word (domain.md §2)."""

from django.utils.translation import gettext as _

from municipalities.enums import CommunityState
from municipalities.home.page import communities_of
from municipalities.waiting import Source, Task, register
from silab.common.templatetags.formats import day


def communities_to_decide(municipality, _user):
    """Return one task for each community that has defined itself and waits for a decision."""
    return [
        Task(
            title=_("Decide whether to accept %(name)s as a community") % {"name": community.name},
            url=community.url,
            detail=_("Defined itself %(date)s") % {"date": day(community.defined_on)},
        )
        for community in communities_of(municipality)
        if community.state == CommunityState.DEFINED
    ]


register(Source("communities", communities_to_decide, order=10))
