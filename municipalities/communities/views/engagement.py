"""Principles, co-creation formats with their events, and decisions of one municipality."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Count, Max, Prefetch
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from municipalities.communities import engagement
from municipalities.communities.forms.engagement import DecisionForm, EventForm, FormatForm, PrinciplesForm
from municipalities.communities.rights import own
from municipalities.enums import FormatKind
from municipalities.models import (
    CocreationFormat,
    Community,
    DecisionParticipation,
    FormatEvent,
    Municipality,
    Principles,
)
from silab.accounts.access import open_to
from silab.accounts.enums import Role
from silab.common.history import entries
from silab.common.lists import Column, choice, list_response
from silab.common.templatetags.formats import day, figure
from silab.common.uploads import private_file

TOPICS = (
    ("municipalities:principles", gettext_lazy("Principles")),
    ("municipalities:formats", gettext_lazy("Co-creation formats")),
    ("municipalities:decisions", gettext_lazy("Decisions")),
)
PRINCIPLES = (
    Column("title", gettext_lazy("Principles"), "title", sort="title", link=True),
    Column("negotiated", gettext_lazy("Negotiated"), "negotiated_on", text=day, sort="negotiated_on"),
    Column("with", gettext_lazy("With whom"), "negotiated_with"),
    Column("applied", gettext_lazy("Applied"), "applied_on", text=day, sort="applied_on"),
)
FORMATS = (
    Column("name", gettext_lazy("Format"), "name", sort="name", link=True),
    Column("kind", gettext_lazy("Kind"), "kind", text=choice(FormatKind), sort="kind"),
    Column("started", gettext_lazy("Started"), "started_on", text=day, sort="started_on"),
    Column("ended", gettext_lazy("Ended"), "ended_on", text=day, sort="ended_on"),
    Column("events", gettext_lazy("Events"), "held", text=figure, sort="held", numeric=True),
    Column("latest", gettext_lazy("Latest event"), "latest", text=day, sort="latest"),
)
DECISIONS = (
    Column("decision", gettext_lazy("Decision"), "decision", sort="decision", link=True),
    Column("on", gettext_lazy("Date"), "on", text=day, sort="on"),
    Column(
        "communities",
        gettext_lazy("Communities"),
        "taking_part",
        text=figure,
        sort="taking_part",
        numeric=True,
    ),
    Column("changed", gettext_lazy("What changed"), "what_changed", text=lambda text: _short(text)),
)


@dataclass(frozen=True)
class Words:
    """What the page of one entry says."""

    heading: Any
    back: Any
    back_url: str


@require_safe
@open_to(Role.STAFF, Role.OFFICIAL)
def principles(request, pk):
    """List a municipality's engagement principles."""
    found = Principles.objects.order_by("-negotiated_on", "-pk")
    return _topic(request, pk, found, PRINCIPLES, "principles_edit", "pohimotted")


@require_safe
@open_to(Role.STAFF, Role.OFFICIAL)
def formats(request, pk):
    """List a municipality's co-creation formats."""
    found = CocreationFormat.objects.annotate(held=Count("events"), latest=Max("events__on"))
    return _topic(request, pk, found.order_by("-started_on", "-pk"), FORMATS, "format", "formaadid")


@require_safe
@open_to(Role.STAFF, Role.OFFICIAL)
def decisions(request, pk):
    """List the decisions in which communities of a municipality took part."""
    found = DecisionParticipation.objects.annotate(taking_part=Count("communities"))
    return _topic(request, pk, found.order_by("-on", "-pk"), DECISIONS, "decision", "otsused")


@require_http_methods(["GET", "HEAD", "POST"])
@open_to(Role.STAFF, Role.OFFICIAL)
def principles_add(request, pk):
    """Add principles."""
    municipality = _municipality(request, pk)
    form = PrinciplesForm(
        request.POST or None, request.FILES or None, instance=Principles(municipality=municipality)
    )
    return _entry(request, form, municipality, _words(municipality, 0, _("New principles")))


@require_http_methods(["GET", "HEAD", "POST"])
@open_to(Role.STAFF, Role.OFFICIAL)
def principles_edit(request, pk):
    """Show principles with their evidence and history; change or delete them."""
    entry = own(request.user, Principles.objects.select_related("municipality"), pk)
    form = PrinciplesForm(request.POST or None, request.FILES or None, instance=entry)
    return _entry(request, form, entry.municipality, _words(entry.municipality, 0, entry.title))


@require_safe
@open_to(Role.STAFF, Role.OFFICIAL)
def principles_file(request, pk):
    """Give the file that shows that principles are applied."""
    entry = own(request.user, Principles.objects.select_related("municipality"), pk)
    if not entry.file:
        raise Http404
    return private_file(entry.file, entry.file_name)


@require_http_methods(["GET", "HEAD", "POST"])
@open_to(Role.STAFF, Role.OFFICIAL)
def format_add(request, pk):
    """Add a co-creation format."""
    municipality = _municipality(request, pk)
    entry = CocreationFormat(municipality=municipality)
    form = FormatForm(request.POST or None, instance=entry, municipality=municipality)
    words = _words(municipality, 1, _("New co-creation format"))
    return _entry(request, form, municipality, words, to="municipalities:format")


@require_safe
@open_to(Role.STAFF, Role.OFFICIAL)
def format(request, pk):
    """Show a co-creation format with its communities and events."""
    entry = own(request.user, CocreationFormat.objects.select_related("municipality"), pk)
    names = Prefetch("communities", Community.objects.only("name", "sort_key"))
    context = {
        "format": entry,
        "municipality": entry.municipality,
        "communities": entry.communities.all(),
        "events": entry.events.prefetch_related(names),
        "history": entries(entry),
    }
    return render(request, "municipalities/communities/format.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@open_to(Role.STAFF, Role.OFFICIAL)
def format_edit(request, pk):
    """Change a co-creation format, give it an end, or delete it."""
    entry = own(request.user, CocreationFormat.objects.select_related("municipality"), pk)
    form = FormatForm(request.POST or None, instance=entry, municipality=entry.municipality)
    words = Words(entry.name, entry.name, reverse("municipalities:format", args=[entry.pk]))
    return _entry(request, form, entry.municipality, words, to="municipalities:format")


@require_http_methods(["GET", "HEAD", "POST"])
@open_to(Role.STAFF, Role.OFFICIAL)
def event_add(request, pk):
    """Add an event of a format; the format's communities are ticked to begin with."""
    of = own(request.user, CocreationFormat.objects.select_related("municipality"), pk)
    form = EventForm(
        request.POST or None,
        instance=FormatEvent(format=of),
        municipality=of.municipality,
        initial={"communities": list(of.communities.values_list("pk", flat=True))},
    )
    return _entry(request, form, of.municipality, _of_format(of, _("New event")))


@require_http_methods(["GET", "HEAD", "POST"])
@open_to(Role.STAFF, Role.OFFICIAL)
def event(request, pk):
    """Show an event with its history; change or delete it."""
    found = FormatEvent.objects.select_related("format__municipality")
    entry = own(request.user, found, pk, "format__municipality")
    form = EventForm(request.POST or None, instance=entry, municipality=entry.format.municipality)
    return _entry(request, form, entry.format.municipality, _of_format(entry.format, entry.topic))


@require_http_methods(["GET", "HEAD", "POST"])
@open_to(Role.STAFF, Role.OFFICIAL)
def decision_add(request, pk):
    """Add a decision in which communities took part."""
    municipality = _municipality(request, pk)
    entry = DecisionParticipation(municipality=municipality)
    form = DecisionForm(request.POST or None, instance=entry, municipality=municipality)
    return _entry(request, form, municipality, _words(municipality, 2, _("New decision")))


@require_http_methods(["GET", "HEAD", "POST"])
@open_to(Role.STAFF, Role.OFFICIAL)
def decision(request, pk):
    """Show a decision with its communities and history; change or delete it."""
    entry = own(request.user, DecisionParticipation.objects.select_related("municipality"), pk)
    form = DecisionForm(request.POST or None, instance=entry, municipality=entry.municipality)
    return _entry(request, form, entry.municipality, _words(entry.municipality, 2, entry.decision))


def _topic(request, pk, found, columns, page, export_name):
    municipality = _municipality(request, pk)
    return list_response(
        request,
        queryset=found.filter(municipality=municipality),
        columns=columns,
        row_url=(f"municipalities:{page}", "pk"),
        export_name=export_name,
        template=f"municipalities/communities/{request.resolver_match.url_name}.html",
        context={"municipality": municipality, "tabs": _tabs(request, municipality)},
    )


def _tabs(request, municipality):
    here = request.resolver_match.view_name
    return [(reverse(name, args=[municipality.pk]), words, name == here) for name, words in TOPICS]


def _entry(request, form, municipality, words, to=""):
    """Show the form of an entry; save it, or delete the entry."""
    entry = form.instance
    refusal = ""
    if entry.pk and "delete" in request.POST:
        try:
            engagement.remove(entry=entry, by=request.user)
        except ValidationError as refused:
            refusal = refused.messages[0]
        else:
            messages.success(request, _("Deleted. Its history stays."))
            is_format = isinstance(entry, CocreationFormat)
            return redirect(_words(municipality, 1, "").back_url if is_format else words.back_url)
    elif request.method == "POST" and form.is_valid():
        saved = _save(request, form)
        messages.success(request, _("Saved."))
        return redirect(to, saved.pk) if to else redirect(words.back_url)
    context = {
        "form": form,
        "entry": entry if entry.pk else None,
        "municipality": municipality,
        "words": words,
        "refusal": refusal,
        "history": entries(entry) if entry.pk else None,
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "municipalities/communities/entry.html", context, status=status)


def _save(request, form):
    data = form.cleaned_data
    return engagement.record(
        entry=form.save(commit=False),
        communities=data.get("communities"),
        file=data.get("upload"),
        drop_file=data.get("drop_file", False),
        by=request.user,
    )


def _words(municipality, topic, heading):
    name, words = TOPICS[topic]
    return Words(heading, words, reverse(name, args=[municipality.pk]))


def _of_format(of, heading):
    return Words(heading, of.name, reverse("municipalities:format", args=[of.pk]))


def _municipality(request, pk):
    return own(request.user, Municipality.objects.all(), pk, "pk")


def _short(text) -> str:
    return f"{text[:120]}…" if len(text) > 120 else text or "–"
