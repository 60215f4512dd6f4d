"""The personal links of communities: who holds one acts as that representative (domain.md §12)."""

from django.conf import settings
from django.urls import reverse

from municipalities.models import Community, CommunityInvitation, CommunityProposal
from silab.common.links import Purpose

#: The address of somebody who wrote on the public form is confirmed.
CONFIRM = Purpose("municipalities.proposal", 14)
#: Somebody who was asked describes a community.
INVITED = Purpose("municipalities.community_invitation", 60)
#: A representative sees where the community stands, and corrects what was sent back.
REPRESENTATIVE = Purpose("municipalities.representative", 365)


def confirm_url(proposal: CommunityProposal) -> str:
    """Return the whole address where a proposal is confirmed."""
    return _whole("proposal_confirm", CONFIRM.sign(proposal.pk))


def invited_url(invitation: CommunityInvitation) -> str:
    """Return the whole address where an invited person describes a community."""
    return _whole("invited_community", INVITED.sign(invitation.pk))


def own_path(community: Community) -> str:
    """Return the path of the representative's own page; whoever was representative before has another one."""
    key = REPRESENTATIVE.sign(f"{community.pk}-{community.representative_id}")
    return reverse("municipalities:own_community", args=[key])


def own_url(community: Community) -> str:
    """Return the whole address of the representative's own page."""
    return f"{settings.PORTAL_URL.rstrip('/')}{own_path(community)}"


def community_of(key: str) -> Community | None:
    """Return the community of a representative's link, None when it has another representative now."""
    community, _dash, person = key.partition("-")
    found = Community.objects.select_related("municipality", "representative")
    return found.filter(pk=community, representative__pk=person or 0).first()


def _whole(name, token):
    return f"{settings.PORTAL_URL.rstrip('/')}{reverse(f'municipalities:{name}', args=[token])}"
