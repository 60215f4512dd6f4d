"""The list of networks, a network's page, and its form."""

from django.contrib import messages
from django.db.models import Count, Max, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from networks.filters import NetworkFilter
from networks.meetings import members
from networks.meetings.charts import member_counts
from networks.meetings.forms import NetworkForm
from networks.meetings.tabs import NETWORK, tabs_of
from networks.models import Meeting, Membership, Network
from silab.accounts.access import open_to, staff_only
from silab.accounts.enums import Role
from silab.common.history import entries
from silab.common.lists import Column, list_response
from silab.common.templatetags.formats import day, moment

COLUMNS = (
    Column("name", gettext_lazy("Network"), "name", sort="sort_key", link=True),
    Column("started", gettext_lazy("Started"), "started_on", text=day, sort="started_on"),
    Column("members", gettext_lazy("Members"), "members", sort="members", numeric=True),
    Column("meetings", gettext_lazy("Meetings held"), "held", sort="held", numeric=True),
    Column("last", gettext_lazy("Last meeting"), "last_at", text=moment, sort="last_at"),
    Column("next", gettext_lazy("Next meeting"), "next_at", text=moment, sort="next_at"),
)


@open_to(Role.STAFF, Role.OFFICIAL)
@require_GET
def network_list(request):
    """List networks with their members of today and their meetings; officials see their municipality's."""
    today = Membership.objects.on(timezone.localdate()).filter(network=OuterRef("pk"))
    held = Meeting.objects.held().filter(network=OuterRef("pk")).order_by().values("network")
    ahead = Meeting.objects.upcoming().filter(network=OuterRef("pk"))
    networks = Network.objects.for_user(request.user).annotate(
        members=_counted(today.order_by().values("network")),
        held=_counted(held),
        last_at=Subquery(held.annotate(last=Max("starts_at")).values("last")),
        next_at=Subquery(ahead.values("starts_at")[:1]),
    )
    return list_response(
        request,
        queryset=networks,
        columns=COLUMNS,
        template="networks/meetings/list.html",
        filterset=NetworkFilter,
        row_url=("networks:detail", "pk"),
        export_name="vorgustikud",
    )


@open_to(Role.STAFF, Role.OFFICIAL)
@require_GET
def network_detail(request, pk):
    """Show a network: what comes next, meetings, members over time; officials see the meetings that are theirs."""
    networks = Network.objects.for_user(request.user).select_related("contract")
    network = get_object_or_404(networks, pk=pk)
    memberships = list(
        network.memberships.select_related("municipality").order_by("municipality__sort_key", "joined_on")
    )
    today = timezone.localdate()
    meetings = Meeting.objects.for_user(request.user).filter(network=network)
    meetings = list(meetings.annotate(present=Count("presences")).order_by("-starts_at", "pk"))
    context = {
        "network": network,
        "memberships": memberships,
        "members": sum(membership.lasts_on(today) for membership in memberships),
        "chart": member_counts(memberships, network.started_on, today),
        "ahead": [one for one in reversed(meetings) if not one.cancelled and not one.is_over],
        "meetings": [one for one in meetings if one.cancelled or one.is_over],
        "held": network.meetings.held().count(),
        "history": entries(network) if request.user.is_staff else [],
        "may_keep": request.user.is_staff,
        "tabs": tabs_of(NETWORK, pk, request),
    }
    return render(request, "networks/meetings/detail.html", context)


@staff_only
@require_http_methods(["GET", "POST"])
def network_add(request):
    """Make a network."""
    return _network_form(request, Network())


@staff_only
@require_http_methods(["GET", "POST"])
def network_change(request, pk):
    """Change a network."""
    return _network_form(request, get_object_or_404(Network.objects.for_user(request.user), pk=pk))


def _network_form(request, network):
    form = NetworkForm(request.POST if request.method == "POST" else None, instance=network)
    if form.is_valid():
        saved = members.save_network(network=form.save(commit=False), by=request.user)
        messages.success(request, _("Saved."))
        return redirect(saved)
    context = {"form": form, "network": Network.objects.filter(pk=network.pk).first()}
    status = 422 if form.is_bound else 200
    return render(request, "networks/meetings/network_form.html", context, status=status)


def _counted(grouped):
    return Coalesce(Subquery(grouped.annotate(counted=Count("pk")).values("counted")), 0)
