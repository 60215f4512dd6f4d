"""Co-creation labs for staff: the list, the map, one lab with its workshops and money."""

from django.contrib import messages
from django.db.models import Count, OuterRef, Subquery, Sum
from django.db.models.functions import Coalesce
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from networks.enums import LabState
from networks.labs import actions
from networks.labs.filters import LabFilter
from networks.labs.forms import FundingForm, LabForm, WorkshopForm
from networks.labs.maps import LABS, MONEY, lab_map
from networks.labs.rules import fundings_for, workshops_for
from networks.models import Lab, LabFunding, LabWorkshop
from silab.accounts.access import staff_only
from silab.common.history import entries
from silab.common.lists import Column, choice, list_response
from silab.common.templatetags.formats import day, euro, figure

COLUMNS = (
    Column("name", gettext_lazy("Lab"), "name", sort="sort_key", link=True),
    Column("place", gettext_lazy("Municipality or county"), "place", sort="place_key"),
    Column("state", gettext_lazy("State"), "state", text=choice(LabState), sort="state", state=True),
    Column("started", gettext_lazy("Started"), "started_on", text=day, sort="started_on"),
    Column("workshops", gettext_lazy("Workshops"), "held", text=figure, sort="held", numeric=True),
    Column("raised", gettext_lazy("Money raised"), "raised", text=euro, sort="raised", numeric=True),
)


@staff_only
@require_safe
def labs(request):
    """List labs with their workshops and the money that they raised."""
    raised = LabFunding.objects.filter(lab=OuterRef("pk")).order_by().values("lab")
    held = LabWorkshop.objects.filter(lab=OuterRef("pk")).order_by().values("lab")
    found = Lab.objects.for_user(request.user).annotate(
        place=Coalesce("municipality__name", "county__name"),
        place_key=Coalesce("municipality__sort_key", "county__sort_key"),
        raised=Subquery(raised.annotate(sum=Sum("amount")).values("sum")),
        held=Subquery(held.annotate(n=Count("pk")).values("n")),
    )
    return list_response(
        request,
        queryset=found,
        columns=COLUMNS,
        template="networks/labs/list.html",
        filterset=LabFilter,
        row_url=("networks:lab", "pk"),
        export_name="laborid",
    )


@staff_only
@require_safe
def labs_map(request):
    """Show on the map where labs are, or what money they raised (`naita=raha`)."""
    shown = MONEY if request.GET.get("naita") == MONEY else LABS
    regional = Lab.objects.for_user(request.user).exclude(county=None).select_related("county")
    context = {
        "map": lab_map(request.user, shown),
        "shown": shown,
        "regional": regional.annotate(raised=Sum("fundings__amount")).order_by(
            "county__sort_key", "sort_key"
        ),
    }
    return render(request, "networks/labs/map.html", context)


@staff_only
@require_http_methods(["GET", "POST"])
def lab_add(request):
    """Begin a lab."""
    return _lab_form(request, Lab())


@staff_only
@require_http_methods(["GET", "POST"])
def lab_change(request, pk):
    """Change a lab."""
    return _lab_form(request, get_object_or_404(Lab.objects.for_user(request.user), pk=pk))


@staff_only
@require_http_methods(["GET", "POST"])
def lab(request, pk):
    """Show a lab: problem, parties, workshops, result, money; add a workshop or a sum."""
    read = Lab.objects.for_user(request.user).select_related("municipality", "county", "model")
    found = get_object_or_404(read, pk=pk)
    workshop_form, funding_form = _new(request, found, "topic"), _new(request, found, "amount")
    for form in (workshop_form, funding_form):
        if form.is_bound and form.is_valid():
            actions.record(entry=form.save(commit=False), by=request.user)
            messages.success(request, _("Saved."))
            return redirect(found)
    fundings = list(found.fundings.order_by("-on", "-pk"))
    context = {
        "lab": found,
        "workshops": found.workshops.order_by("on", "pk"),
        "fundings": fundings,
        "raised": sum(funding.amount for funding in fundings) if fundings else None,
        "workshop_form": workshop_form,
        "funding_form": funding_form,
        "history": entries(found),
    }
    return render(request, "networks/labs/lab.html", context, status=422 if request.method == "POST" else 200)


@staff_only
@require_http_methods(["GET", "POST"])
def workshop(request, pk):
    """Change or delete a workshop."""
    own = workshops_for(request.user).select_related("lab")
    return _entry_page(request, get_object_or_404(own, pk=pk), WorkshopForm, _("Workshop"))


@staff_only
@require_http_methods(["GET", "POST"])
def funding(request, pk):
    """Change or delete money raised."""
    own = fundings_for(request.user).select_related("lab")
    return _entry_page(request, get_object_or_404(own, pk=pk), FundingForm, _("Money raised"))


def _new(request, found, mark):
    """Return the form for a workshop or for money; it was sent when the request holds its own field."""
    given = request.POST if mark in request.POST else None
    if mark == "topic":
        return WorkshopForm(given, instance=LabWorkshop(lab=found), auto_id="workshop_%s")
    return FundingForm(given, instance=LabFunding(lab=found), auto_id="funding_%s")


def _lab_form(request, found):
    form = LabForm(request.POST or None, instance=found)
    if request.method == "POST" and form.is_valid():
        saved = actions.record(entry=form.save(commit=False), by=request.user)
        messages.success(request, _("Saved."))
        return redirect(saved)
    context = {"lab": found, "form": form}
    return render(request, "networks/labs/change.html", context, status=422 if form.is_bound else 200)


def _entry_page(request, entry, form_class, title):
    if "delete" in request.POST:
        actions.remove(entry=entry, by=request.user)
        messages.success(request, _("Deleted. Its history stays."))
        return redirect(entry.lab)
    form = form_class(request.POST or None, instance=entry)
    if request.method == "POST" and form.is_valid():
        actions.record(entry=form.save(commit=False), by=request.user)
        messages.success(request, _("Saved."))
        return redirect(entry.lab)
    context = {"entry": entry, "title": title, "form": form, "history": entries(entry)}
    return render(request, "networks/labs/entry.html", context, status=422 if form.is_bound else 200)
