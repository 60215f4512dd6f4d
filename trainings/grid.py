"""The attendance grid: participants × sessions. A cell is made here, once, for the page and for the answer to
a mark alike, so that they cannot differ; plain strings, because a grid has hundreds of cells (speed.md)."""

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import cache, lru_cache

from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext as _

from silab.common.templatetags.formats import day, figure
from trainings.enums import Presence
from trainings.models import Attendance

#: The letter that shows a mark and, typed, sets it.
LETTERS = {
    Presence.PRESENT: pgettext_lazy("letter of present", "P"),
    Presence.PART: pgettext_lazy("letter of part of the time", "T"),
    Presence.EXCUSED: pgettext_lazy("letter of excused", "E"),
    Presence.ABSENT: pgettext_lazy("letter of absent", "A"),
}


@dataclass(frozen=True)
class Typed:
    """What a cell shows: saved, or typed and refused with a message."""

    presence: str = ""
    hours: str = ""
    error: str = ""


class Grid:
    """Everything that the attendance page of a training shows, in three queries."""

    def __init__(self, training, *, refused: dict[str, Typed] | None = None):
        self.training = training
        self.sessions = list(training.sessions.order_by("number"))
        self.participants = list(
            training.participants.select_related("person", "municipality").order_by("person__sort_key", "pk")
        )
        found = Attendance.objects.filter(session__in=[session.pk for session in self.sessions])
        rows = found.values_list("session_id", "participant_id", "presence", "hours")
        self.saved = {
            key(session, participant): typed(presence, hours)
            for session, participant, presence, hours in rows
        }
        self.shown = {**self.saved, **(refused or {})}

    @property
    def seen(self) -> str:
        """The saved marks as one field of the form: what the page's reader had before their eyes."""
        return " ".join(f"{name}={mark.presence}/{mark.hours}" for name, mark in self.saved.items())

    def rows(self):
        """Yield (participant, cells as HTML)."""
        cell = CellMaker(self.training, self.sessions)
        for participant in self.participants:
            marks = (
                cell(session, participant, self.shown.get(key(session.pk, participant.pk), Typed()))
                for session in self.sessions
            )
            yield participant, mark_safe("".join(marks))


@lru_cache(maxsize=100)
def _address(slug):
    """Return where the marks of a training are sent, up to session and participant."""
    return reverse("trainings:mark", args=[slug, 0, 0]).removesuffix("0/0/")


@cache
def _said_in(_language):
    """Return the marks to choose from and the words of a cell, in the active language."""
    choices = [
        (value, escape(letter), escape(Presence(value).label), str(letter).lower())
        for value, letter in LETTERS.items()
    ]
    words = {"clear": _("no mark"), "hours": _("hours"), "ahead": _("not yet")}
    return choices, {key: escape(word) for key, word in words.items()}


class CellMaker:
    """Makes the cells of some sessions of one training."""

    def __init__(self, training, sessions):
        self.address = _address(training.slug)
        now = timezone.now()
        self.heads = {session.pk: f"{session.number}. {day(session.starts_at)}" for session in sessions}
        self.ahead = {session.pk for session in sessions if session.starts_at > now}
        self.choices, self.words = _said_in(get_language())

    def __call__(self, session, participant, mark: Typed) -> SafeString:
        """Return the cell of a participant at a session."""
        name, head = key(session.pk, participant.pk), escape(self.heads[session.pk])
        if session.pk in self.ahead:
            return mark_safe(f'<td id="c{name}" data-label="{head}" class="soft">{self.words["ahead"]}</td>')
        choices = [*self.choices, ("", "×", self.words["clear"], "")] if mark.presence else self.choices
        radios = "".join(
            f'<label title="{label}"><input form="save" type="radio" name="m{name}" id="m{name}-{value}" '
            f'value="{value}" aria-label="{label}" data-key="{typed_key}"'
            f"{' checked' if value == mark.presence else ''}><span>{letter}</span></label>"
            for value, letter, label, typed_key in choices
        )
        who = f"{escape(participant.person.name)}, {head}"
        return mark_safe(
            f'<td id="c{name}" class="mark" data-label="{head}" hx-trigger="change" '
            f'hx-post="{self.address}{session.pk}/{participant.pk}/">'
            f'<div role="radiogroup" aria-label="{who}">{radios}</div>'
            f"{self._hours(name, mark)}{self._error(name, mark)}</td>"
        )

    def _hours(self, name, mark):
        if mark.presence != Presence.PART:
            return ""
        error = f' aria-invalid="true" aria-describedby="e{name}"' if mark.error else ""
        return (
            f'<input form="save" type="text" inputmode="decimal" class="hours" name="h{name}" id="h{name}" '
            f'value="{escape(mark.hours)}" placeholder="{self.words["hours"]}" '
            f'aria-label="{self.words["hours"]}"{error}>'
        )

    def _error(self, name, mark):
        return (
            f'<p class="field-error" id="e{name}" role="alert">{escape(mark.error)}</p>' if mark.error else ""
        )


def key(session: int, participant: int) -> str:
    """Return the name of a cell, of which its fields' names are made."""
    return f"{session}-{participant}"


def typed(presence: str, hours: Decimal | None) -> Typed:
    """Return a saved mark as its cell shows it."""
    return Typed(presence, "" if hours is None else figure(hours))


def read(data, name: str) -> Typed | None:
    """Return what was typed into a cell; None when the form does not have it."""
    presence = data.get(f"m{name}")
    return None if presence is None else Typed(presence[:20], data.get(f"h{name}", "").strip()[:20])


def hours_of(mark: Typed) -> Decimal | None:
    """Return the typed hours, comma or point alike; raise ValidationError for what is no number."""
    if not mark.hours or mark.presence != Presence.PART:
        return None
    try:
        hours = Decimal(mark.hours.replace(",", "."))
        if not hours.is_finite() or hours != round(hours, 1):
            raise InvalidOperation
    except InvalidOperation:
        raise ValidationError(_("Enter hours as a number, such as 1.5.")) from None
    return hours
