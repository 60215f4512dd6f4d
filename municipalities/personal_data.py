"""What is kept about a person as an official of a municipality (domain.md §12)."""

from django.utils.translation import gettext_lazy as _

from municipalities.models import ColleagueInvitation, Official
from silab.accounts.personal_data import register


def _officials(user):
    rows = Official.objects.filter(user=user).select_related("municipality")
    return [
        {
            _("municipality"): row.municipality.name,
            _("post"): row.post,
            _("state"): row.get_state_display(),
            _("reason"): row.reason,
            _("responsible for engagement"): row.responsible_for_engagement,
            _("asked for"): row.created_at,
            _("decided at"): row.decided_at,
        }
        for row in rows.order_by("pk")
    ]


def _invitations(user):
    rows = ColleagueInvitation.objects.filter(email=user.email).select_related("municipality")
    return [
        {_("municipality"): row.municipality.name, _("post"): row.post, _("invited at"): row.invited_at}
        for row in rows.order_by("pk")
    ]


register("officials", _("Municipalities for which you act or asked to"), _officials)
register("colleague_invitations", _("Invitations to act for a municipality"), _invitations)
