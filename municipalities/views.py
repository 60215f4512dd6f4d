"""The register's pages."""

from datetime import date

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.forms import DateField
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from municipalities import facts, rules
from municipalities.actions import AlreadyDecided, accept_community, send_back_community
from municipalities.enums import MunicipalityKind, OfficialState
from municipalities.filters import MunicipalityFilter
from municipalities.forms import SendBackForm
from municipalities.models import Community, Municipality, Satisfaction
from municipalities.sections import sections_for
from silab.accounts.access import open_to, signed_in
from silab.accounts.enums import Role
from silab.common.history import entries
from silab.common.lists import Column, choice, list_response
from silab.common.templatetags.formats import figure
from silab.measures import Period


@require_safe
@open_to(Role.STAFF, Role.FUNDER)
def municipalities(request):
    """List the municipalities of a day, today when none is asked for; no personal data."""
    day = _asked_day(request)
    return list_response(
        request,
        queryset=_listed(day),
        columns=_columns(),
        filterset=MunicipalityFilter,
        row_url=("municipalities:detail", "pk") if request.user.is_staff else None,
        export_name="omavalitsused",
        template="municipalities/list.html",
        context={"day": day},
    )


@require_safe
@open_to(Role.STAFF, Role.OFFICIAL)
def municipality(request, pk):
    """Show all that is known of a municipality to staff and to its officials."""
    found = get_object_or_404(
        Municipality.objects.for_user(request.user)
        .with_code(timezone.localdate())
        .select_related("county", "merged_into"),
        pk=pk,
    )
    known = facts.facts_of(found)
    communities = facts.communities_of(found)
    sees_contacts = rules.can_see_contacts(request.user)
    return render(
        request,
        "municipalities/detail.html",
        {
            "municipality": found,
            "facts": known,
            "satisfied": known["satisfaction"][-1] if known["satisfaction"] else None,
            "communities": communities,
            "accepted": facts.accepted_count(communities) or None,
            "officials": facts.officials_of(found),
            "contacts": facts.contacts_of(found) if sees_contacts else None,
            "sections": sections_for(found, request.user),
        },
    )


@require_safe
@signed_in
def mine(request):
    """Lead officials to their municipality; those without one read how to get there."""
    if request.user.is_staff:
        return redirect("municipalities:list")
    own = list(Municipality.objects.of_official(request.user).select_related("county"))
    if len(own) == 1 and request.user.role == Role.OFFICIAL:
        return redirect(own[0])
    waiting = request.user.officials.filter(state=OfficialState.ASKED).select_related("municipality")
    return render(request, "municipalities/mine.html", {"municipalities": own, "waiting": list(waiting)})


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
        messages.warning(request, decided)
    else:
        messages.success(request, _("%(name)s was sent back.") % {"name": found.name})
    return redirect(found)


def _asked_day(request) -> date:
    try:
        return DateField().clean(request.GET.get("on"))
    except ValidationError:
        return timezone.localdate()


def _listed(day):
    # Counted by subquery: a join would have the municipalities' own columns sorted once for each community.
    end_of_day = Period(day, day).moments[1]
    own = Community.objects.accepted().filter(municipality=OuterRef("pk"), accepted_at__lte=end_of_day)
    accepted = own.order_by().values("municipality").annotate(number=Count("pk")).values("number")
    latest = Satisfaction.objects.filter(municipality=OuterRef("pk"), year__lte=day.year).order_by("-year")
    return (
        Municipality.objects.valid_on(day)
        .with_code(day)
        .annotate(
            accepted=Coalesce(Subquery(accepted), 0),
            satisfied=Subquery(latest.values("percentage")[:1]),
        )
        .order_by("sort_key", "pk")
    )


def _counted(number):
    return figure(number or None)


def _columns():
    unconfirmed = _("not confirmed")
    return [
        Column("name", _("Municipality"), "name", sort="sort_key", link=True),
        Column("county", _("County"), "county__name", sort="county__sort_key"),
        Column("kind", _("Kind"), "kind", text=choice(MunicipalityKind), sort="kind"),
        Column("code", _("EHAK code"), "code_then", text=lambda code: code or unconfirmed, sort="code_then"),
        Column(
            "accepted", _("Accepted communities"), "accepted", text=_counted, sort="accepted", numeric=True
        ),
        Column(
            "satisfied", _("Satisfied residents, %"), "satisfied", text=figure, sort="satisfied", numeric=True
        ),
    ]


def _get_community(request, pk):
    communities = Community.objects.for_user(request.user).select_related("municipality", "accepted_by")
    return get_object_or_404(communities, pk=pk)


def _decidable(request, pk):
    found = _get_community(request, pk)
    if not rules.can_accept_community(request.user, found):
        raise PermissionDenied
    return found


def _community_page(request, found, form, status=200):
    context = {
        "community": found,
        "mandates": found.spokespersons.select_related("person"),
        "formats": found.formats.all(),
        "decisions": found.participations.all(),
        "history": entries(found),
        "may_decide": not found.is_decided and rules.can_accept_community(request.user, found),
        "form": form,
        "today": timezone.localdate(),
    }
    return render(request, "municipalities/community.html", context, status=status)
