"""What communities keep about a person (domain.md §12): mandates, and communities described."""

from django.utils.translation import gettext_lazy as _

from municipalities.models import Community, CommunityInvitation, CommunityProposal, Spokesperson
from silab.accounts.personal_data import register


def _mandates(user):
    found = Spokesperson.objects.filter(person__user=user).select_related("community")
    return [
        {
            _("community"): mandate.community.name,
            _("role"): mandate.get_role_display(),
            _("mandate from"): mandate.mandate_from,
            _("mandate until"): mandate.mandate_to,
            _("how chosen"): mandate.chosen_how,
        }
        for mandate in found.order_by("mandate_from")
    ]


def _described(user):
    own = Community.objects.filter(representative__user=user).order_by("sort_key")
    return [{_("community"): community.name, _("self-defined on"): community.defined_on} for community in own]


def _waiting(user):
    proposals = CommunityProposal.objects.filter(representative_email=user.email, community=None)
    invitations = CommunityInvitation.objects.filter(email=user.email).select_related("municipality")
    return [{_("community"): found.name, _("proposed on"): found.proposed_on} for found in proposals] + [
        {_("municipality"): found.municipality.name, _("invited at"): found.invited_at}
        for found in invitations
    ]


register("mandates", _("Mandates as a spokesperson"), _mandates)
register("communities", _("Communities that you described"), _described)
register("community_letters", _("Proposals and invitations to describe a community"), _waiting)
