"""Pages behind a personal link: read by nobody else's browser, cache or search engine (domain.md §12)."""

from functools import wraps

from django.http import Http404
from django.shortcuts import render

from silab.common.links import LinkExpired, LinkRefused
from trainings.links import participant_of


def personal(view):
    """Mark a view's answers as one person's own: not kept, not indexed, its address told to no other site."""

    @wraps(view)
    def marked(request, *args, **kwargs):
        answer = view(request, *args, **kwargs)
        answer.headers.setdefault("Cache-Control", "private, no-store")
        answer["X-Robots-Tag"] = "noindex, nofollow"
        answer["Referrer-Policy"] = "same-origin"
        return answer

    return marked


def by_link(view):
    """Give a view the participant of its token; 404 for a link not ours, a friendly 410 for an old one."""

    @wraps(view)
    def opened(request, token, **kwargs):
        try:
            participant = participant_of(token)
        except LinkExpired:
            return render(request, "trainings/delivery/expired.html", {"token": token}, status=410)
        except LinkRefused:
            raise Http404 from None
        return view(request, participant, token, **kwargs)

    return personal(opened)
