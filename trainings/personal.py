"""Pages behind a personal link: read by nobody else's browser, cache or search engine (domain.md §12)."""

from functools import wraps

from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from silab.common.links import LinkExpired, LinkRefused
from silab.common.personal import personal
from trainings.links import participant_of


def expired_link(request, *words: str, heading: str = "", renew_url: str = ""):
    """Answer whoever comes by a link whose days are over: what it means and what to do next, in `words`."""
    context = {"heading": heading or _("This link is out of date"), "words": words, "renew_url": renew_url}
    answer = render(request, "trainings/expired_link.html", context, status=410)
    answer["X-Robots-Tag"] = "noindex, nofollow"
    return answer


def by_link(view):
    """Give a view the participant of its token; 404 for a link not ours, a friendly 410 for an old one."""

    @wraps(view)
    def opened(request, token, **kwargs):
        try:
            participant = participant_of(token)
        except LinkExpired:
            return expired_link(
                request,
                _(
                    "Your page is still here, and so is all that you handed in. For your safety "
                    "links do not last for ever."
                ),
                _("We can send a new link to the e-mail address that you took part with."),
                renew_url=reverse("trainings:ask_link", args=[token]),
            )
        except LinkRefused:
            raise Http404 from None
        return view(request, participant, token, **kwargs)

    return personal(opened)
