"""Who has shown interest in a pilot, and beginning a process out of it."""

from django.contrib import messages
from django.db import transaction
from django.db.models import Case, CharField, F, Q, Value, When
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from networks.models import PilotInterest
from networks.staged import actions
from networks.staged.filters import InterestFilter
from networks.staged.forms import InterestForm
from networks.staged.rooms import rooms_of
from networks.staged.rules import interests_for
from silab.accounts.access import staff_only
from silab.common.history import entries
from silab.common.lists import Column, list_response
from silab.common.templatetags.formats import day

COLUMNS = (
    Column(
        "municipality",
        gettext_lazy("Municipality"),
        "municipality__name",
        sort="municipality__sort_key",
        link=True,
    ),
    Column("person", gettext_lazy("Person"), "person__name", sort="person__sort_key"),
    Column("told", gettext_lazy("Told on"), "told_on", text=day, sort="told_on"),
    Column("note", gettext_lazy("Note"), "note"),
    Column(
        "process",
        gettext_lazy("Process"),
        "begun",
        text=lambda state: _begun(state),
        sort="begun",
        state=True,
    ),
)


@staff_only
@require_safe
def interests(request):
    """List who has shown interest and whether a process has begun."""
    begun = Case(
        When(Q(process=None), then=Value("waiting")),
        When(Q(process__ended_on=None), then=Value("running")),
        default=Value("ended"),
        output_field=CharField(),
    )
    own = interests_for(request.user)
    return list_response(
        request,
        queryset=own.annotate(begun=begun).order_by(F("told_on").desc(), "pk"),
        columns=COLUMNS,
        template="networks/staged/interests.html",
        filterset=InterestFilter,
        row_url=("networks:interest", "pk"),
        export_name="huvi-katseprojektide-vastu",
        context={"rooms": rooms_of("networks:interests")},
    )


@staff_only
@require_http_methods(["GET", "POST"])
def interest_add(request):
    """Note somebody's interest."""
    return _interest_page(request, PilotInterest(told_on=timezone.localdate()))


@staff_only
@require_http_methods(["GET", "POST"])
def interest(request, pk):
    """Show an interest: change or delete it, begin a process."""
    own = interests_for(request.user).select_related("municipality", "person", "process")
    return _interest_page(request, get_object_or_404(own, pk=pk))


def _interest_page(request, found):
    if "delete" in request.POST and found.pk:
        actions.remove_interest(interest=found, by=request.user)
        messages.success(request, _("Deleted. Its history stays."))
        return redirect("networks:interests")
    form = InterestForm(request.POST or None, instance=found)
    if request.method == "POST" and form.is_valid():
        with transaction.atomic():
            noted = form.save(commit=False)
            noted.person = form.person(request.user)
            actions.note_interest(interest=noted, by=request.user)
        messages.success(request, _("Saved."))
        return redirect("networks:interests")
    context = {
        "interest": found,
        "form": form,
        "rooms": rooms_of("networks:interests"),
        "history": entries(found) if found.pk else (),
    }
    return render(request, "networks/staged/interest.html", context, status=422 if form.is_bound else 200)


def _begun(state):
    words = {"waiting": _("not begun"), "running": _("goes on"), "ended": _("ended")}
    return words[state]
