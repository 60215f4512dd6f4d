"""My municipality: the officials' home, and the way to it (domain.md §1)."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from municipalities.enums import OfficialState
from municipalities.home import access
from municipalities.home.addresses import askable_by, has_own_address, suggested_for
from municipalities.home.forms import AskForm
from municipalities.home.page import context_of, own_municipalities
from municipalities.home.rules import can_ask_access
from municipalities.models import Official
from silab.accounts.access import open_to, signed_in
from silab.accounts.enums import Role


@require_safe
@signed_in
def mine(request):
    """Lead officials to their municipality's home, or let them choose; others read how to get one."""
    if request.user.is_staff:
        return redirect("municipalities:list")
    own = own_municipalities(request.user)
    current = [one for one in own if one.merged_into_id not in {each.pk for each in own}]
    if len(current) == 1 and request.user.role == Role.OFFICIAL:
        return redirect("municipalities:own", current[0].pk)
    requests = request.user.officials.exclude(state=OfficialState.APPROVED)
    may_ask = can_ask_access(request.user)
    context = {
        "municipalities": current,
        "requests": list(requests.select_related("municipality")),
        "may_ask": may_ask,
        "suggested": suggested_for(request.user) if may_ask and not own else None,
    }
    return render(request, "municipalities/home/mine.html", context)


@require_safe
@open_to(Role.STAFF, Role.OFFICIAL)
def own(request, pk):
    """Show one municipality's home to its officials; staff have the municipality's own page."""
    if request.user.is_staff:
        return redirect("municipalities:detail", pk)
    found = own_municipalities(request.user)
    municipality = next((one for one in found if one.pk == pk), None)
    if municipality is None:
        raise Http404
    return render(request, "municipalities/home/own.html", context_of(municipality, found, request.user))


@require_http_methods(["GET", "HEAD", "POST"])
@open_to(Role.OFFICIAL, Role.VISITOR)
def ask_access(request):
    """Ask to act for a municipality, the one of the reader's mail domain suggested."""
    suggested = suggested_for(request.user)
    form = AskForm(
        request.POST or None, initial={"municipality": suggested}, municipalities=askable_by(request.user)
    )
    if request.method == "POST" and form.is_valid():
        try:
            official = access.ask_access(**form.cleaned_data, by=request.user)
        except access.AccessRefused as refused:
            form.add_error("municipality", str(refused))
        else:
            return _asked(request, official)
    context = {
        "form": form,
        "suggested": suggested,
        "at_once": suggested is not None and has_own_address(request.user, suggested),
    }
    status = 422 if form.errors else 200
    return render(request, "municipalities/home/ask.html", context, status=status)


@require_POST
@open_to(Role.OFFICIAL, Role.VISITOR)
def ask_withdraw(request, official):
    """Take one's own request back."""
    found = get_object_or_404(Official, pk=official, user=request.user)
    try:
        access.withdraw_request(official=found, by=request.user)
    except access.AccessRefused as refused:
        messages.warning(request, str(refused))
    else:
        messages.success(request, _("Your request was taken back."))
    return redirect("municipalities:mine")


def _asked(request, official):
    if official.may_act:
        messages.success(request, _("You now act for %(name)s.") % {"name": official.municipality})
        return redirect("municipalities:own", official.municipality_id)
    messages.success(request, _("Your request is on its way. Silab's people look at it and write to you."))
    return redirect("municipalities:mine")
