"""The funnel of a programme's recruitment: letters → calls → information day → applications → teams.

Each figure is the number of its records, and opens to them (domain.md §1)."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from municipalities.enums import ContactChannel
from silab.common.lists import Column, choice
from silab.common.templatetags.formats import day
from trainings.enums import ApplicationState, ParticipantRole
from trainings.models import Application, Outreach, Participant

CONTACTS = (
    Column(
        "municipality",
        _("Municipality"),
        "contact__municipality__name",
        sort="contact__municipality__sort_key",
    ),
    Column("on", _("Date"), "contact__on", text=day, sort="contact__on"),
    Column("channel", _("Channel"), "contact__channel", text=choice(ContactChannel)),
    Column("with", _("With whom"), "contact__with_whom"),
    Column("summary", _("Summary"), "contact__summary"),
)
PEOPLE = (
    Column("person", _("Name"), "person__name", sort="person__sort_key"),
    Column("municipality", _("Municipality"), "municipality__name", sort="municipality__sort_key"),
    Column("role", _("Role"), "role", text=choice(ParticipantRole)),
    Column("organisation", _("Organisation"), "organisation"),
    Column("there", _("First there"), "first_there_on", text=day, sort="first_there_on"),
)
TEAMS = (
    Column("name", _("Team"), "name", sort="name"),
    Column("municipality", _("Municipality"), "municipality__name", sort="municipality__sort_key"),
    Column("submitted", _("Submitted"), "submitted_at", text=day, sort="submitted_at"),
    Column("state", _("State"), "state", text=choice(ApplicationState), state=True),
    Column("group", _("Group"), "group__name"),
)


@dataclass(frozen=True)
class Stage:
    """One stage: its key in the address, its words, its records and the columns that show them."""

    key: str
    title: Any
    records: Callable
    columns: tuple
    municipality: str


def _contacts(channel):
    return lambda training: Outreach.objects.filter(training=training, contact__channel=channel).order_by(
        "contact__municipality__sort_key", "contact__on", "pk"
    )


def _meetings(training):
    channels = [ContactChannel.MEETING, ContactChannel.VISIT]
    found = Outreach.objects.filter(training=training, contact__channel__in=channels)
    return found.order_by("contact__on", "pk")


def _registered(training):
    return Participant.objects.filter(training__recruits_for=training).order_by("person__sort_key", "pk")


def _present(training):
    return _registered(training).exclude(first_there_on=None)


def _submitted(training):
    found = Application.objects.filter(training=training).exclude(submitted_at=None)
    return found.order_by("submitted_at", "pk")


def _accepted(training):
    return (
        Application.objects.holding_places()
        .filter(training=training)
        .order_by("municipality__sort_key", "pk")
    )


STAGES = (
    Stage("kirjad", _("Letters"), _contacts(ContactChannel.LETTER), CONTACTS, "contact__municipality"),
    Stage("koned", _("Calls made"), _contacts(ContactChannel.CALL), CONTACTS, "contact__municipality"),
    Stage("kohtumised", _("Meetings and visits"), _meetings, CONTACTS, "contact__municipality"),
    Stage("registreerunud", _("Registered for the information day"), _registered, PEOPLE, "municipality"),
    Stage("kohal", _("Present at the information day"), _present, PEOPLE, "municipality"),
    Stage("avaldused", _("Applications submitted"), _submitted, TEAMS, "municipality"),
    Stage("meeskonnad", _("Teams accepted"), _accepted, TEAMS, "municipality"),
)


@dataclass(frozen=True)
class Figure:
    """One figure of the funnel: words, number of records, of municipalities among them, where they are shown."""

    title: str
    value: int
    municipalities: int
    url: str


def figures_of(training, *, only=None) -> list[Figure]:
    """Return the figures of a training's recruitment, one query each; meetings only where there were any.

    `only` names the keys of the stages that are asked for, all of them when it is not given.
    """
    found = []
    for stage in STAGES:
        if only is not None and stage.key not in only:
            continue
        counted = (
            stage.records(training)
            .order_by()
            .aggregate(value=Count("pk"), municipalities=Count(stage.municipality, distinct=True))
        )
        if counted["value"] or stage.key != "kohtumised":
            url = reverse("trainings:recruitment_records", args=[training.slug, stage.key])
            found.append(Figure(str(stage.title), counted["value"], counted["municipalities"], url))
    return found


WIDTH, LABEL, BAR, BETWEEN, VALUE = 360, 18, 22, 14, 60


def drawing_of(figures) -> dict:
    """Return the funnel as plain geometry: bars as long as their figures, every length a ready string."""
    most = max((figure.value for figure in figures), default=0)
    bars, top = [], 0
    for figure in figures:
        length = (WIDTH - VALUE) * figure.value / most if most else 0
        bars.append(
            {
                "figure": figure,
                "label_y": _n(top + 13),
                "y": _n(top + LABEL),
                "width": _n(length),
                "value_x": _n(length + 8),
                "value_y": _n(top + LABEL + BAR / 2 + 5),
            }
        )
        top += LABEL + BAR + BETWEEN
    return {"bars": bars, "width": _n(WIDTH), "height": _n(top), "bar": _n(BAR)}


def _n(number) -> str:
    return f"{float(number):.1f}".removesuffix(".0")
