"""A community's page, the municipality's decision on it, and the invitation to describe one."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from municipalities import rules
from municipalities.communities import defining
from municipalities.communities.actions import AlreadyDecided, accept_community, send_back_community
from municipalities.communities.forms.defining import InvitationForm, SendBackForm
from municipalities.communities.rights import own
from municipalities.communities.telling import BEFORE_ENDING
from municipalities.models import Community, CommunityInvitation, Municipality
from silab.accounts.access import open_to
from silab.accounts.enums import Role
from silab.common.history import entries


@require_safe
@open_to(Role.STAFF, Role.OFFICIAL)
def community(request, pk):
    """Show a community with its spokespersons to staff and to its municipality's officials."""
    return _community_page(request, _get_community(request, pk), SendBackForm())


@require_POST
@open_to(Role.STAFF, Role.OFFICIAL)
def accept(request, pk):
    """Accept a self-defined community."""
    found = _decidable(request, pk)
    try:
        accept_community(community=found, by=request.user)
    except AlreadyDecided as decided:
        messages.warning(request, decided)
    else:
        messages.success(request, _("%(name)s is now accepted.") % {"name": found.name})
    return redirect(found)


@require_POST
@open_to(Role.STAFF, Role.OFFICIAL)
def send_back(request, pk):
    """Send a self-defined community back with a reason."""
    found = _decidable(request, pk)
    form = SendBackForm(request.POST)
    if not form.is_valid():
        return _community_page(request, found, form, status=422)
    try:
        send_back_community(community=found, reason=form.cleaned_data["reason"], by=request.user)
    except AlreadyDecided as decided:
        typed = _("You had written: “%(reason)s”") % {"reason": form.cleaned_data["reason"]}
        messages.warning(request, f"{decided} {typed}")
    else:
        messages.success(request, _("%(name)s was sent back.") % {"name": found.name})
    return redirect(found)


@require_http_methods(["GET", "HEAD", "POST"])
@open_to(Role.STAFF, Role.OFFICIAL)
def invite_community(request, pk):
    """Ask somebody to describe a community of the municipality."""
    municipality = own(request.user, Municipality.objects.all(), pk, "pk")
    form = InvitationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        invitation = defining.invite(municipality=municipality, by=request.user, **form.cleaned_data)
        messages.success(request, _("The letter goes to %(email)s.") % {"email": invitation.email})
        return redirect("municipalities:invite_community", pk)
    sent = CommunityInvitation.objects.filter(municipality=municipality)
    context = {
        "municipality": municipality,
        "form": form,
        "invitations": sent.select_related("community", "invited_by")[:50],
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "municipalities/communities/invite.html", context, status=status)


def _get_community(request, pk):
    found = Community.objects.select_related("municipality", "accepted_by", "sent_back_by", "representative")
    return own(request.user, found, pk)


def _decidable(request, pk):
    found = _get_community(request, pk)
    if not rules.can_accept_community(request.user, found):
        raise PermissionDenied
    return found


def _community_page(request, found, form, status=200):
    today = timezone.localdate()
    context = {
        "community": found,
        "mandates": list(found.spokespersons.select_related("person")),
        "formats": found.formats.all(),
        "decisions": found.participations.all(),
        "history": entries(found),
        "may_decide": not found.is_decided,
        "form": form,
        "today": today,
        "soon": today + BEFORE_ENDING,
    }
    return render(request, "municipalities/communities/community.html", context, status=status)
