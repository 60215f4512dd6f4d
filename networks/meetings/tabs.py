"""The pages of a network and of a meeting as tabs, for staff (templates/networks/meetings/tabs.html)."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

NETWORK = (
    ("networks:detail", _("Overview")),
    ("networks:members", _("Members and representatives")),
    ("networks:satisfaction", _("Satisfaction with the network")),
)
MEETING = (
    ("networks:meeting", _("Meeting")),
    ("networks:invitations", _("Invitations")),
    ("networks:attendance", _("Attendance")),
    ("networks:minutes", _("Minutes")),
)


def tabs_of(tabs, pk, request) -> list[tuple[str, str, bool]]:
    """Return (URL, words, whether it is this page) of each tab; none for others than staff."""
    if not request.user.is_staff:
        return []
    urls = [(reverse(name, args=[pk]), str(words)) for name, words in tabs]
    return [(url, words, url == request.path) for url, words in urls]
