"""Pages of networks and their meetings, for staff."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Count, Max, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.html import format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from networks import actions
from networks.charts import member_counts
from networks.filters import NetworkFilter
from networks.forms import DecisionForm, MinutesForm, PresenceForm
from networks.models import Decision, Meeting, MeetingPresence, Membership, Network
from silab.accounts.access import staff_only
from silab.accounts.models import Person
from silab.common.history import entries
from silab.common.lists import Column, list_response
from silab.common.markdown import to_html
from silab.common.templatetags.formats import day, moment
from silab.common.text import search_key

NETWORK_COLUMNS = (
    Column("name", gettext_lazy("Network"), "name", sort="sort_key", link=True),
    Column("started", gettext_lazy("Started"), "started_on", text=day, sort="started_on"),
    Column("members", gettext_lazy("Members"), "members", sort="members", numeric=True),
    Column("meetings", gettext_lazy("Meetings held"), "held", sort="held", numeric=True),
    Column("last", gettext_lazy("Last meeting"), "last_at", text=moment, sort="last_at"),
)


@staff_only
@require_GET
def network_list(request):
    """List networks with their members of today and their meetings."""
    members = Membership.objects.on(timezone.localdate()).filter(network=OuterRef("pk"))
    held = Meeting.objects.held().filter(network=OuterRef("pk")).order_by().values("network")
    networks = Network.objects.for_user(request.user).annotate(
        members=_counted(members.order_by().values("network")),
        held=_counted(held),
        last_at=Subquery(held.annotate(last=Max("starts_at")).values("last")),
    )
    return list_response(
        request,
        queryset=networks,
        columns=NETWORK_COLUMNS,
        template="networks/list.html",
        filterset=NetworkFilter,
        row_url=("networks:detail", "pk"),
        export_name="vorgustikud",
    )


@staff_only
@require_GET
def network_detail(request, pk):
    """Show a network: members over time, meetings."""
    network = get_object_or_404(Network.objects.for_user(request.user).select_related("contract"), pk=pk)
    memberships = list(
        network.memberships.select_related("municipality").order_by("municipality__sort_key", "joined_on")
    )
    today = timezone.localdate()
    context = {
        "network": network,
        "memberships": memberships,
        "members": sum(membership.lasts_on(today) for membership in memberships),
        "chart": member_counts(memberships, network.started_on, today),
        "meetings": network.meetings.annotate(present=Count("presences")).order_by("-starts_at", "pk"),
        "held": network.meetings.held().count(),
        "history": entries(network),
    }
    return render(request, "networks/detail.html", context)


@staff_only
@require_GET
def meeting(request, pk):
    """Show a meeting with its minutes, who was there, what was decided."""
    return _meeting_page(request, _meeting(request, pk))


@staff_only
@require_POST
def minutes(request, pk):
    """Save agenda and minutes."""
    found = _meeting(request, pk)
    form = MinutesForm(request.POST, instance=found)
    if not form.is_valid():
        return _meeting_page(request, found, minutes_form=form, status=422)
    given = form.cleaned_data
    try:
        actions.write_minutes(
            meeting=found,
            agenda=given["agenda"],
            minutes=given["minutes"],
            seen=given["seen"],
            by=request.user,
        )
    except actions.ChangedMeanwhile as meanwhile:
        meanwhile.meeting.network = found.network
        return _changed_meanwhile(request, meanwhile.meeting, form)
    messages.success(request, _("The minutes are saved."))
    return redirect(found)


@staff_only
@require_POST
def presence_add(request, pk):
    """Note someone as having been there."""
    found = _meeting(request, pk)
    form = PresenceForm(request.POST, meeting=found)
    if form.is_valid():
        given = form.cleaned_data
        try:
            actions.note_presence(
                meeting=found,
                person=given["person"],
                name=given["name"],
                municipality=given["municipality"],
                by=request.user,
            )
            return redirect(f"{found.get_absolute_url()}#kohal")
        except ValidationError as error:
            form.add_error("name", error)
    return _meeting_page(request, found, presence_form=form, status=422)


@staff_only
@require_POST
def presence_remove(request, pk, presence):
    """Take someone off the list."""
    found = _meeting(request, pk)
    noted = get_object_or_404(MeetingPresence.objects.select_related("person"), pk=presence, meeting=found)
    actions.remove_presence(presence=noted, by=request.user)
    messages.success(request, _("%(name)s is off the list.") % {"name": noted.person.name})
    return redirect(f"{found.get_absolute_url()}#kohal")


@staff_only
@require_GET
def people(request, pk):
    """Answer the suggestions for a name: people whose name holds what was typed."""
    typed = search_key(request.GET.get("name", ""))
    found = Person.objects.filter(search_key__contains=typed)[:12] if len(typed) > 1 else ()
    options = format_html_join(
        "", '<option value="{} ({})"></option>', ((one.name, one.code) for one in found)
    )
    return HttpResponse(options)


@staff_only
@require_POST
def decision_add(request, pk):
    """Note a decision."""
    found = _meeting(request, pk)
    form = DecisionForm(request.POST)
    if not form.is_valid():
        return _meeting_page(request, found, decision_form=form, status=422)
    actions.note_decision(meeting=found, **form.cleaned_data, by=request.user)
    return redirect(f"{found.get_absolute_url()}#otsused")


@staff_only
@require_POST
def decision_done(request, pk, decision):
    """Mark a decision as done, or as open again."""
    found = _meeting(request, pk)
    noted = get_object_or_404(Decision, pk=decision, meeting=found)
    actions.settle_decision(decision=noted, is_done=noted.done_on is None, by=request.user)
    return redirect(f"{found.get_absolute_url()}#otsused")


def _meeting(request, pk):
    return get_object_or_404(Meeting.objects.for_user(request.user).select_related("network"), pk=pk)


def _changed_meanwhile(request, saved, form):
    words = _(
        "Someone else saved these minutes after you opened them. Yours are still here, not saved yet: "
        "compare them with the saved ones above, then save again."
    )
    form.add_error(None, words)
    form.data = form.data.copy()
    form.data["seen"] = saved.fingerprint
    return _meeting_page(request, saved, minutes_form=form, status=409)


def _meeting_page(request, found, *, minutes_form=None, presence_form=None, decision_form=None, status=200):
    present = found.presences.select_related("person", "municipality").order_by("person__sort_key", "pk")
    context = {
        "meeting": found,
        "agenda": to_html(found.agenda),
        "minutes": to_html(found.minutes),
        "minutes_form": minutes_form or MinutesForm(instance=found),
        "is_writing": minutes_form is not None or "kirjuta" in request.GET,
        "presences": present,
        "presence_form": presence_form or PresenceForm(meeting=found),
        "decisions": found.decisions.order_by("pk"),
        "decision_form": decision_form or DecisionForm(),
        "today": timezone.localdate(),
        "history": entries(found),
    }
    return render(request, "networks/meeting.html", context, status=status)


def _counted(grouped):
    return Coalesce(Subquery(grouped.annotate(counted=Count("pk")).values("counted")), 0)
