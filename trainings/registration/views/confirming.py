"""A member's own page, by the link in their mail: who asks, what is undertaken, yes or no."""

from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from silab.accounts.access import public
from silab.common.links import LinkExpired, LinkRefused
from trainings.links import CONFIRM
from trainings.models import Member
from trainings.personal import expired_link
from trainings.registration import actions
from trainings.registration.actions import ASKED_STATES, AlreadyConfirmed, NoLongerAsked
from trainings.registration.parts.undertakings import latest_terms

PAGE = "trainings/registration/confirm.html"


@public
@never_cache
@require_http_methods(["GET", "POST"])
def confirm(request, token):
    """Show what the member confirms, and keep the answer. Broken links are not there; an old one says so."""
    try:
        key, _signed_at = CONFIRM.read(token)
    except LinkExpired:
        return _expired(request)
    except LinkRefused:
        raise Http404 from None
    found = Member.objects.select_related(
        "application__training", "application__terms", "application__submitter"
    )
    member = found.filter(pk=key).first()
    if member is None:
        # Taken out of the team before it was sent anew.
        return _expired(request)
    if request.method == "POST":
        return _answer(request, member, token)
    if member.left_at is not None or member.application.state not in ASKED_STATES:
        return _shown(request, PAGE, {"member": member, "is_over": True}, 410)
    terms = member.application.terms or latest_terms(member.application.training)
    context = {
        "member": member,
        "is_over": False,
        "team": member.application.members.filter(left_at=None).order_by("pk"),
        "undertakings": terms.undertakings.order_by("number") if terms else [],
    }
    return _shown(request, PAGE, context)


def _answer(request, member, token):
    try:
        if "decline" in request.POST:
            member = actions.decline(member=member, reason=request.POST.get("reason", ""))
            return _shown(request, "trainings/registration/declined.html", {"member": member})
        actions.confirm(member=member)
    except AlreadyConfirmed:
        # The page says so.
        return redirect("trainings:confirm", token)
    except NoLongerAsked:
        return _shown(request, PAGE, {"member": member, "is_over": True}, 410)
    return redirect("trainings:confirm", token)


def _expired(request):
    words = _("Ask whoever sent the team’s application to remind you: the reminder brings a new link.")
    return expired_link(request, words)


def _shown(request, template, context, status=200):
    answer = render(request, template, context, status=status)
    answer["X-Robots-Tag"] = "noindex, nofollow"
    return answer
