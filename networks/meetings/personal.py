"""Pages behind a personal link: read by nobody else's browser, cache or search engine (domain.md §12)."""

from functools import wraps

from django.http import Http404
from django.shortcuts import get_object_or_404, render

from networks.meetings.links import ANSWER
from networks.models import MeetingInvitation
from silab.common.links import LinkExpired, LinkRefused, Purpose
from silab.common.personal import personal


def by_link(purpose: Purpose):
    """Give a view the key of its token; 404 for a link not ours, a friendly 410 for an old one."""

    def opening(view):
        @wraps(view)
        def opened(request, token, **kwargs):
            try:
                key, _signed_at = purpose.read(token)
            except LinkExpired:
                return render(request, "networks/meetings/expired_link.html", status=410)
            except LinkRefused:
                raise Http404 from None
            return view(request, key, token=token, **kwargs)

        return personal(opened)

    return opening


def invited_by_link(view):
    """Give a view the invitation of its token."""

    @by_link(ANSWER)
    @wraps(view)
    def opened(request, key, token):
        found = MeetingInvitation.objects.select_related("meeting__network", "person", "municipality")
        return view(request, get_object_or_404(found, pk=key), token)

    return opened
