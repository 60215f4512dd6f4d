"""The board of a training's applications: columns by state, one card an application (look.md, "Board")."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce, NullIf
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from silab.common.joining import Joined
from silab.common.templatetags.formats import figure
from trainings.enums import ApplicationState
from trainings.models import Application, Group, Member, Training
from trainings.selection.decisions import open_in

#: In the order in which an application goes through them.
COLUMNS = (
    ApplicationState.SUBMITTED,
    ApplicationState.MORE_ASKED,
    ApplicationState.INTERVIEWED,
    ApplicationState.ACCEPTED,
    ApplicationState.WAITING,
    ApplicationState.REFUSED,
    ApplicationState.WITHDRAWN,
)


@dataclass(frozen=True)
class Card:
    """One application on the board."""

    title: str
    url: str
    text: str
    members: str
    unconfirmed: bool
    group: str
    score: str
    age: str
    moves: Any


@dataclass(frozen=True)
class BoardColumn:
    """A state with its applications."""

    key: str
    title: str
    cards: list[Card]

    @property
    def count(self) -> int:
        """How many cards it has."""
        return len(self.cards)


def sent_applications(training: Training):
    """Return what was sent of a training's applications, with what boards and lists show of each."""
    first = Member.objects.filter(application=OuterRef("pk"), left_at=None).order_by("pk")
    staying = Q(members__left_at=None)
    return (
        Application.objects.filter(training=training)
        .exclude(state=ApplicationState.DRAFT)
        .annotate(
            shown_name=Coalesce(NullIf(F("name"), Value("")), Subquery(first.values("name")[:1]), Value("–")),
            joint=Subquery(_joint_names()),
            people=Count("members", filter=staying),
            confirmed=Count("members", filter=staying & Q(members__confirmed_at__isnull=False)),
        )
        .order_by("submitted_at", "pk")
    )


def _joint_names():
    """Return the names of the other municipalities of an outer application, in one text."""
    joint = Application.other_municipalities.through.objects.filter(application=OuterRef("pk")).order_by()
    return joint.values("application").annotate(names=Joined("municipality__name")).values("names")


def board_of(applications, state: str = "") -> list[BoardColumn]:
    """Return the board's columns out of `sent_applications()`: one query, whatever their number.

    Only the column of `state` where one is asked for.
    """
    found: dict[str, list[Card]] = {column: [] for column in COLUMNS if state in ("", column)}
    fields = ("pk", "state", "shown_name", "municipality__name", "joint", "people", "confirmed")
    more = ("preferred_group__name", "group__name", "score", "submitted_at")
    moves, today = {column: _Moves(column) for column in found}, timezone.localdate()
    page, _zero, rest = reverse("trainings:applicant", args=[0]).rpartition("0")
    for pk, stands, name, first, joint, people, confirmed, wish, group, score, at in applications.values_list(
        *fields, *more
    ):
        if stands not in found:
            continue
        found[stands].append(
            Card(
                title=name,
                url=f"{page}{pk}{rest}",
                text=", ".join(part for part in (first, joint) if part),
                members=_("%(confirmed)d of %(people)d confirmed")
                % {"confirmed": confirmed, "people": people},
                unconfirmed=confirmed < people,
                group=group or (_("wishes: %(group)s") % {"group": wish} if wish else ""),
                score=figure(score) if score is not None else "",
                age=_age(at, today),
                moves=moves[stands].of(f"{page}{pk}{rest}", name),
            )
        )
    return [BoardColumn(key, str(ApplicationState(key).label), cards) for key, cards in found.items()]


def groups_with_places(training: Training):
    """Return a training's groups with `taken` and `left` places."""
    taken = Count("applications", filter=Q(applications__state=ApplicationState.ACCEPTED))
    groups = Group.objects.filter(training=training).annotate(taken=taken)
    return groups.annotate(left=F("capacity") - F("taken")).order_by("pk")


class _Moves:
    """The menu of a card: where it can be moved from its state."""

    def __init__(self, state):
        self.links = [(one.slug, one.to, str(one.title)) for one in open_in(state)]

    def of(self, url, name):
        items = format_html_join(
            "",
            '<li><a href="{}otsus/{}/" data-to="{}">{}</a></li>',
            ((url, slug, to, title) for slug, to, title in self.links),
        )
        if not self.links:
            return ""
        return format_html(
            '<details class="card-menu"><summary>{}<span class="visually-hidden">: {}</span></summary>'
            "<ul>{}</ul></details>",
            _("Decide"),
            name,
            items,
        )


def _age(at, today) -> str:
    if at is None:
        return ""
    days = (today - timezone.localtime(at).date()).days
    return ngettext("%(n)d day", "%(n)d days", days) % {"n": days} if days > 0 else _("today")
