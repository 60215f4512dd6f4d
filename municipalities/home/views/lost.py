"""What somebody reads who may not do what they could a moment ago: nothing was written, nothing typed is lost."""

from django.shortcuts import render
from django.views.defaults import page_not_found, permission_denied

from municipalities.enums import OfficialState
from municipalities.models import Official

#: What forms carry along and nobody typed.
NOT_TYPED = {"csrfmiddlewaretoken", "next", "revision", "fingerprint", "token", "terms"}


def not_there(request, exception):
    """Answer 404: to an official whose right has ended, with what happened and what was typed."""
    return _ended(request, status=404) or page_not_found(request, exception)


def not_allowed(request, exception):
    """Answer 403 alike."""
    return _ended(request, status=403) or permission_denied(request, exception)


def _ended(request, *, status):
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated or user.is_staff:
        return None
    ended = Official.objects.filter(user=user.pk, state=OfficialState.ENDED).select_related("municipality")
    officials = list(ended.order_by("-decided_at", "-pk"))
    if not officials:
        return None
    context = {"officials": officials, "was_sent": request.method == "POST", "typed": _typed(request)}
    return render(request, "municipalities/home/ended.html", context, status=status)


def _typed(request) -> list[str]:
    """Return the texts of the form that was sent; passwords stay where they are."""
    if request.method != "POST":
        return []
    return [
        text
        for name, texts in request.POST.lists()
        if name not in NOT_TYPED and "password" not in name
        for text in texts
        if text.strip() and not text.strip().isdecimal()
    ]
