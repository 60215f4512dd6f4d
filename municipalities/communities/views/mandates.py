"""Spokespersons' mandates: added, mended, ended, handed over."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from municipalities.communities import mandates
from municipalities.communities.forms.mandates import ChangeForm, EndForm, HandOverForm, MandateForm
from municipalities.communities.rights import own
from municipalities.models import Community, Spokesperson
from silab.accounts.access import open_to
from silab.accounts.enums import Role
from silab.common.history import entries


@require_http_methods(["GET", "HEAD", "POST"])
@open_to(Role.STAFF, Role.OFFICIAL)
def spokesperson_add(request, pk):
    """Make somebody the community's spokesperson."""
    community = own(request.user, Community.objects.select_related("municipality"), pk)
    form = MandateForm(request.POST or None, initial={"mandate_from": timezone.localdate()})
    if _done(form, lambda: mandates.give_mandate(community=community, by=request.user, **form.cleaned_data)):
        messages.success(request, _("%(name)s now speaks for the community.") % form.cleaned_data)
        return redirect(community)
    context = {"heading": _("New spokesperson"), "submit": _("Save the mandate")}
    return _page(request, community, form, context)


@require_http_methods(["GET", "HEAD", "POST"])
@open_to(Role.STAFF, Role.OFFICIAL)
def spokesperson(request, pk):
    """Show a mandate with its history; mend it or, entered by mistake, take it back."""
    mandate = _mandate(request, pk)
    if "delete" in request.POST:
        mandates.remove_mandate(mandate=mandate, by=request.user)
        messages.success(request, _("Deleted. Its history stays."))
        return redirect(mandate.community)
    form = ChangeForm(request.POST or None, mandate=mandate)
    if _done(form, lambda: mandates.change_mandate(mandate=mandate, by=request.user, **form.cleaned_data)):
        messages.success(request, _("Saved."))
        return redirect(mandate.community)
    context = {
        "heading": mandate.person.name,
        "submit": _("Save"),
        "mandate": mandate,
        "history": entries(mandate),
        "may_delete": True,
    }
    return _page(request, mandate.community, form, context)


@require_http_methods(["GET", "HEAD", "POST"])
@open_to(Role.STAFF, Role.OFFICIAL)
def spokesperson_end(request, pk):
    """End a mandate."""
    mandate = _mandate(request, pk)
    form = EndForm(request.POST or None, mandate=mandate)
    if _done(form, lambda: mandates.change_mandate(mandate=mandate, by=request.user, **form.cleaned_data)):
        messages.success(request, _("The mandate has its last day now; it stays in the history."))
        return redirect(mandate.community)
    heading = _("End the mandate of %(name)s") % {"name": mandate.person.name}
    return _page(request, mandate.community, form, {"heading": heading, "submit": _("End the mandate")})


@require_http_methods(["GET", "HEAD", "POST"])
@open_to(Role.STAFF, Role.OFFICIAL)
def spokesperson_hand_over(request, pk):
    """Hand a mandate over: the old one ends the day before the new one begins."""
    mandate = _mandate(request, pk)
    form = HandOverForm(request.POST or None, mandate=mandate)
    if _done(form, lambda: mandates.hand_over(mandate=mandate, by=request.user, **form.cleaned_data)):
        messages.success(request, _("%(name)s now speaks for the community.") % form.cleaned_data)
        return redirect(mandate.community)
    heading = _("Hand over the mandate of %(name)s") % {"name": mandate.person.name}
    return _page(request, mandate.community, form, {"heading": heading, "submit": _("Hand over")})


def _mandate(request, pk):
    found = Spokesperson.objects.select_related("person", "community__municipality")
    return own(request.user, found, pk, "community__municipality")


def _done(form, write) -> bool:
    """Write what a valid form says; show at its fields what the action refuses."""
    if not (form.is_bound and form.is_valid()):
        return False
    try:
        write()
    except ValidationError as refused:
        for field, errors in refused.message_dict.items():
            form.add_error(field if field in form.fields else None, errors)
        return False
    return True


def _page(request, community, form, context):
    context = {"mandate": None, "history": None, "may_delete": False, **context}
    status = 422 if request.method == "POST" else 200
    context |= {"community": community, "form": form}
    return render(request, "municipalities/communities/mandate.html", context, status=status)
