"""Who else acts for the municipality: invited, made responsible, taken away (domain.md §1)."""

from django.contrib import messages
from django.contrib.auth import login
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from municipalities.facts import officials_of
from municipalities.home import access, colleagues
from municipalities.home.forms import InviteForm, ReasonForm
from municipalities.home.rules import can_manage_colleagues
from municipalities.models import ColleagueInvitation, Municipality, Official
from silab.accounts.access import open_to, public
from silab.accounts.actions import AccountExists
from silab.accounts.enums import Role
from silab.accounts.forms import NewAccountForm
from silab.accounts.models import User
from silab.accounts.views import ACCOUNT_BACKEND
from silab.common.links import LinkExpired, LinkRefused


@require_safe
@open_to(Role.STAFF, Role.OFFICIAL)
def people(request, pk):
    """Show who acts for the municipality, and who is invited."""
    return _page(request, _municipality(request, pk), InviteForm())


@require_POST
@open_to(Role.STAFF, Role.OFFICIAL)
def invite(request, pk):
    """Invite a colleague by mail."""
    municipality = _municipality(request, pk)
    form = InviteForm(request.POST)
    if form.is_valid():
        try:
            colleagues.invite_colleague(municipality=municipality, **form.cleaned_data, by=request.user)
        except ValidationError as error:
            form.add_error("email", error)
    if form.errors:
        return _page(request, municipality, form, status=422)
    messages.success(
        request, _("The invitation was sent to %(email)s.") % {"email": form.cleaned_data["email"]}
    )
    return redirect("municipalities:colleagues", pk)


@require_POST
@open_to(Role.STAFF, Role.OFFICIAL)
def uninvite(request, invitation):
    """Take an unanswered invitation back."""
    found = get_object_or_404(ColleagueInvitation.objects.filter(official=None), pk=invitation)
    _municipality(request, found.municipality_id)
    try:
        colleagues.take_back_invitation(invitation=found, by=request.user)
    except access.AccessRefused as refused:
        messages.warning(request, str(refused))
    else:
        messages.success(request, _("The invitation was taken back. Its link opens nothing any more."))
    return redirect("municipalities:colleagues", found.municipality_id)


@require_POST
@open_to(Role.STAFF, Role.OFFICIAL)
def make_responsible(request, official):
    """Hand the responsibility for engagement over."""
    found = _official(request, official)
    try:
        access.make_responsible(official=found, by=request.user)
    except access.AccessRefused as refused:
        messages.warning(request, str(refused))
    else:
        messages.success(request, _("%(name)s is now responsible for engagement.") % {"name": found.user})
    return redirect("municipalities:colleagues", found.municipality_id)


@require_http_methods(["GET", "HEAD", "POST"])
@open_to(Role.STAFF, Role.OFFICIAL)
def end(request, official):
    """Ask for the reason, then take a colleague's right away (or give up one's own)."""
    found = _official(request, official)
    is_own = found.user_id == request.user.pk
    form = ReasonForm(request.POST if request.method == "POST" else None, is_own=is_own)
    lapsing = [one.email for one in access.lapsing(found)]
    if not form.is_valid():
        context = {"official": found, "form": form, "is_own": is_own, "lapsing": lapsing}
        return render(request, "municipalities/home/end.html", context, status=422 if form.is_bound else 200)
    try:
        access.end_right(official=found, reason=form.cleaned_data["reason"], by=request.user)
    except access.AccessRefused as refused:
        messages.warning(request, str(refused))
    else:
        messages.success(
            request,
            _("%(name)s no longer acts for %(municipality)s.")
            % {"name": found.user, "municipality": found.municipality},
        )
        if lapsing:
            words = _("These invitations no longer open anything: %(emails)s.")
            messages.info(request, words % {"emails": ", ".join(lapsing)})
    return (
        redirect("municipalities:mine")
        if is_own
        else redirect("municipalities:colleagues", found.municipality_id)
    )


@public
@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def accept(request, token):
    """Show an invitation, and on POST accept it: as the signed-in reader, or with a new account."""
    try:
        found = _invitation(token)
        if request.user.is_authenticated:
            return _accept_as_user(request, found)
        if User.objects.filter(email=found.email).exists():
            messages.info(request, AccountExists.message)
            return redirect_to_login(request.get_full_path())
        return _accept_as_stranger(request, found)
    except colleagues.SomebodyElse as refusal:
        return _refused(request, refusal, status=403)
    except colleagues.InvitationGone as refusal:
        return _refused(request, refusal, status=410)


def _invitation(token):
    try:
        key, _signed_at = colleagues.COLLEAGUE.read(token)
    except LinkExpired:
        raise colleagues.InvitationGone(
            _("This invitation has expired. Ask whoever sent it for a new one.")
        ) from None
    except LinkRefused:
        raise Http404 from None
    return colleagues.readable(key)


def _accept_as_user(request, found):
    if request.method != "POST":
        colleagues.raise_if_for_another(invitation=found, user=request.user)
        return render(request, "municipalities/home/invitation.html", {"invitation": found, "form": None})
    official = colleagues.accept_colleague(invitation=found, by=request.user)
    return _welcome(request, official)


def _accept_as_stranger(request, found):
    form = NewAccountForm(request.POST or None, email=found.email)
    if not form.is_valid():
        context = {"invitation": found, "form": form}
        status = 422 if form.is_bound else 200
        return render(request, "municipalities/home/invitation.html", context, status=status)
    try:
        official = colleagues.accept_with_account(invitation=found, **form.cleaned_data)
    except AccountExists as refusal:
        messages.info(request, refusal.message)
        return redirect_to_login(request.get_full_path())
    login(request, official.user, backend=ACCOUNT_BACKEND)
    return _welcome(request, official)


def _welcome(request, official):
    messages.success(request, _("Welcome! You now act for %(name)s.") % {"name": official.municipality})
    return redirect("municipalities:own", official.municipality_id)


def _refused(request, refusal, *, status):
    return render(request, "accounts/invitation_refused.html", {"refusal": _Words(refusal)}, status=status)


class _Words:
    """A refusal as the page of refused invitations reads it."""

    def __init__(self, refusal):
        self.message = str(refusal)


def _municipality(request, pk):
    found = get_object_or_404(Municipality.objects.for_user(request.user).select_related("county"), pk=pk)
    if not can_manage_colleagues(request.user, found):
        raise PermissionDenied
    return found


def _official(request, key):
    found = get_object_or_404(Official.objects.acting().select_related("user", "municipality"), pk=key)
    _municipality(request, found.municipality_id)
    return found


def _page(request, municipality, form, status=200):
    officials = officials_of(municipality)
    invitations = municipality.colleague_invitations.filter(official=None).select_related("invited_by")
    context = {
        "municipality": municipality,
        "officials": [one for one in officials if one.may_act],
        "waiting": [one for one in officials if not one.may_act],
        "invitations": list(invitations),
        "form": form,
    }
    return render(request, "municipalities/home/colleagues.html", context, status=status)
