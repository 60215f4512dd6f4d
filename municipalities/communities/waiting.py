"""What communities still want of their municipality's people: corrections awaited, mandates that end (domain.md §2).

Those that wait for a decision are told by the home's own source, which has read them already."""

from django.utils import timezone
from django.utils.translation import gettext as _

from municipalities.communities.telling import ending_mandates
from municipalities.enums import CommunityState
from municipalities.home.page import communities_of
from municipalities.waiting import Source, Task, register
from silab.common.templatetags.formats import day


def sent_back(municipality, _user):
    """Return one task for each community that was sent back and has not been corrected; read with the page."""
    return [
        Task(
            title=_("Ask %(name)s whether it needs help with its self-definition") % {"name": community.name},
            url=community.url,
            detail=_("Sent back %(date)s, not corrected yet") % {"date": day(community.sent_back_at)},
        )
        for community in communities_of(municipality)
        if community.state == CommunityState.SENT_BACK
    ]


def mandates_ending(municipality, _user):
    """Return one task for each mandate that ends within 60 days and that no other one follows; one query."""
    ending = ending_mandates(timezone.localdate()).filter(community__municipality=municipality)
    return [
        Task(
            title=_("Record who speaks for %(name)s next") % {"name": mandate.community.name},
            url=mandate.community.get_absolute_url(),
            due=mandate.mandate_to,
            detail=_("The mandate of %(name)s ends") % {"name": mandate.person.name},
        )
        for mandate in ending.select_related("community", "person")
    ]


register(Source("communities_sent_back", sent_back, order=12))
register(Source("mandates_ending", mandates_ending, order=14))
