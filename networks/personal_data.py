"""What networks keep about a person (silab/accounts/personal_data.py)."""

from django.utils.translation import gettext_lazy as _

from networks.models import MeetingInvitation, MeetingPresence, Representative
from silab.accounts.personal_data import register


def _representations(user):
    found = Representative.objects.filter(person__user=user).select_related(
        "membership__network", "membership__municipality"
    )
    return [
        {_("network"): one.membership.network.name, _("municipality"): one.membership.municipality.name}
        for one in found.order_by("pk")
    ]


def _invitations(user):
    found = MeetingInvitation.objects.filter(person__user=user).select_related("meeting")
    return [
        {
            _("network meeting"): one.meeting.title,
            _("invited at"): one.invited_at,
            _("answer"): one.get_answer_display(),
            _("note"): one.note,
        }
        for one in found.order_by("pk")
    ]


def _presences(user):
    found = MeetingPresence.objects.filter(person__user=user).select_related("meeting", "municipality")
    return [
        {
            _("network meeting"): one.meeting.title,
            _("starts"): one.meeting.starts_at,
            _("municipality"): one.municipality.name if one.municipality else "",
        }
        for one in found.order_by("pk")
    ]


register("representations", _("Networks in which you represent a municipality"), _representations)
register("meeting_invitations", _("Meetings that you were invited to"), _invitations)
register("meeting_presences", _("Meetings that you were at"), _presences)
