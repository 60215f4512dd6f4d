"""Members of a network over time, with their representatives."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Prefetch
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.html import format_html_join
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from networks.meetings import members
from networks.meetings.forms import JoinForm, LeaveForm, RepresentativeForm
from networks.meetings.people import person_of
from networks.meetings.tabs import NETWORK, tabs_of
from networks.models import Membership, Network, Representative
from silab.accounts.access import staff_only
from silab.accounts.models import Person
from silab.common.text import search_key


@staff_only
@require_http_methods(["GET", "POST"])
def member_list(request, pk):
    """Show members with their representatives; a POST takes a municipality in."""
    network = _network(request, pk)
    if request.method == "GET":
        return _members_page(request, network)
    form = JoinForm(request.POST)
    if form.is_valid():
        try:
            made = members.join(network=network, **form.cleaned_data, by=request.user)
            messages.success(request, _("%(name)s is a member now.") % {"name": made.municipality.name})
            return redirect("networks:members", pk)
        except ValidationError as error:
            form.add_error(None, error)
    return _members_page(request, network, join_form=form, status=422)


@staff_only
@require_http_methods(["GET", "POST"])
def member_leave(request, pk, membership):
    """Ask from which day on a municipality is no member any more; a POST ends the membership."""
    network = _network(request, pk)
    found = get_object_or_404(
        Membership.objects.select_related("municipality"), pk=membership, network=network
    )
    form = LeaveForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            members.leave(membership=found, **form.cleaned_data, by=request.user)
            messages.success(request, _("The membership has ended. It can join again later."))
            return redirect("networks:members", pk)
        except ValidationError as error:
            form.add_error(None, error)
    context = {"network": network, "membership": found, "form": form}
    status = 422 if form.is_bound else 200
    return render(request, "networks/meetings/leave.html", context, status=status)


@staff_only
@require_POST
def representative_add(request, pk):
    """Note who comes for a member."""
    network = _network(request, pk)
    form = RepresentativeForm(request.POST, memberships=_lasting(network))
    if form.is_valid():
        given = form.cleaned_data
        try:
            with transaction.atomic():
                person = person_of(
                    person=given["person"], name=given["name"], email=given["email"], by=request.user
                )
                members.add_representative(membership=given["membership"], person=person, by=request.user)
            return redirect("networks:members", pk)
        except ValidationError as error:
            form.add_error(None, error)
    return _members_page(request, network, representative_form=form, status=422)


@staff_only
@require_POST
def representative_remove(request, pk, representative):
    """Somebody comes no longer for a member."""
    network = _network(request, pk)
    found = Representative.objects.select_related("person")
    found = get_object_or_404(found, pk=representative, membership__network=network)
    members.remove_representative(representative=found, by=request.user)
    words = _("%(name)s gets no more invitations as a representative.")
    messages.success(request, words % {"name": found.person.name})
    return redirect("networks:members", pk)


@staff_only
@require_GET
def people(request):
    """Answer the suggestions for a name: people whose name holds what was typed. It is a part of other pages."""
    if "HX-Request" not in request.headers:
        return redirect("networks:list")
    typed = search_key(request.GET.get("name", ""))
    found = Person.objects.filter(search_key__contains=typed)[:12] if len(typed) > 1 else ()
    options = format_html_join(
        "", '<option value="{} ({})"></option>', ((one.name, one.code) for one in found)
    )
    return HttpResponse(options)


def _network(request, pk):
    return get_object_or_404(Network.objects.for_user(request.user), pk=pk)


def _lasting(network):
    lasting = Membership.objects.on(timezone.localdate()).filter(network=network)
    return lasting.select_related("municipality").order_by("municipality__sort_key", "pk")


def _members_page(request, network, *, join_form=None, representative_form=None, status=200):
    people_of = Representative.objects.select_related("person").order_by("person__sort_key", "pk")
    found = network.memberships.select_related("municipality")
    found = found.prefetch_related(Prefetch("representatives", people_of))
    memberships = list(found.order_by("municipality__sort_key", "joined_on", "pk"))
    today = timezone.localdate()
    context = {
        "network": network,
        "lasting": [one for one in memberships if one.left_on is None or one.left_on > today],
        "ended": [one for one in memberships if one.left_on and one.left_on <= today],
        "join_form": join_form or JoinForm(),
        "representative_form": representative_form or RepresentativeForm(memberships=_lasting(network)),
        "tabs": tabs_of(NETWORK, network.pk, request),
    }
    return render(request, "networks/meetings/members.html", context, status=status)
