"""The attendance grid: participants × sessions. A cell is made here, once, for the page and for the answer to
a mark alike, so that they cannot differ; plain strings, because a grid has hundreds of cells (speed.md)."""

from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache
from itertools import groupby

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext as _

from silab.common.fields import NumberField
from silab.common.templatetags.formats import day, figure
from silab.common.text import sort_key
from trainings.actions import has_left
from trainings.enums import Presence
from trainings.models import Attendance, Group, Session

#: The cell of someone whose group has no session of that number.
NOT_ASKED = SafeString('<td class="none"></td>')

#: Hours of somebody who was there for a part.
HOURS = NumberField(decimal_places=1)

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


@dataclass(frozen=True)
class Slot:
    """A column: a session of everybody's, or the sessions of one number, each group's own."""

    number: int
    sessions: dict[int | None, Session]  # by group

    def of(self, participant) -> Session | None:
        """Return the session to which the participant is asked, None when this column has none."""
        return self.sessions.get(None) or self.sessions.get(participant.group_id)

    @property
    def title(self) -> str:
        """The sessions' title where they share one."""
        titles = {session.title for session in self.sessions.values()}
        return titles.pop() if len(titles) == 1 else ""

    @property
    def day(self) -> str:
        """The day where all groups meet on the same one."""
        days = {day(session.starts_at) for session in self.sessions.values()}
        return days.pop() if len(days) == 1 else ""


class Grid:
    """Everything that the attendance page of a training shows, of one `group` or of all, in three queries.

    Groups meet on days of their own: the sessions of one number share a column, so that the grid is as wide
    as one group's programme.
    """

    def __init__(self, training, *, group: Group | None = None, refused: dict[str, Typed] | None = None):
        self.training, self.group = training, group
        sessions, people = training.sessions.all(), training.participants.all()
        if group:
            sessions, people = sessions.filter(Q(group=None) | Q(group=group)), people.filter(group=group)
        self.sessions = list(sessions.order_by("number", "group", "pk"))
        people = people.select_related("person", "municipality", "group", "member__application")
        self.participants = sorted(people.order_by("person__sort_key", "pk"), key=_place)
        self.slots = _slots(self.sessions)
        found = Attendance.objects.filter(session__in=[session.pk for session in self.sessions])
        rows = found.values_list("session_id", "participant_id", "presence", "hours")
        shown = {participant.pk for participant in self.participants}
        self.saved = {
            key(session, participant): typed(presence, hours)
            for session, participant, presence, hours in rows
            if participant in shown
        }
        self.shown = {**self.saved, **(refused or {})}

    @property
    def seen(self) -> str:
        """The saved marks as one field of the form: what the page's reader had before their eyes."""
        return " ".join(f"{name}={mark.presence}/{mark.hours}" for name, mark in self.saved.items())

    def cells(self):
        """Yield (name, session, participant) of each cell that can be marked."""
        for participant in self.participants:
            for slot in self.slots:
                if session := slot.of(participant):
                    yield key(session.pk, participant.pk), session, participant

    def teams(self):
        """Yield (the team's words or "", its group's days, its rows) in the order of the page."""
        cell = CellMaker(self.training, self.sessions)
        for team, members in groupby(self.participants, key=self._team):
            people = list(members)
            own = [slot.of(people[0]) for slot in self.slots]
            days = ["" if session is None else day(session.starts_at) for session in own]
            yield team, days, [(person, self._cells_of(person, cell)) for person in people]

    def _cells_of(self, participant, cell):
        cells = []
        for slot in self.slots:
            session = slot.of(participant)
            mark = self.shown.get(key(session.pk, participant.pk), Typed()) if session else Typed()
            cells.append(cell(session, participant, mark) if session else NOT_ASKED)
        return mark_safe("".join(cells))

    def _team(self, participant):
        group = "" if self.group or not participant.group else participant.group.name
        member = participant.member
        return " · ".join(part for part in (group, str(member.application) if member else "") if part)


def _place(participant):
    """Order by group, team, and name, which the query has seen to."""
    member = participant.member
    team = (sort_key(str(member.application)), member.application_id) if member else ("", 0)
    return participant.group_id or 0, team


def _slots(sessions):
    slots: dict = {}
    for session in sessions:
        slots.setdefault((session.number, session.group_id is None), {})[session.group_id] = session
    ordered = sorted(slots.items(), key=lambda slot: (slot[0][0], min(s.starts_at for s in slot[1].values())))
    return [Slot(number, found) for (number, _common), found in ordered]


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
    words = {"clear": _("no mark"), "hours": _("hours"), "ahead": _("not yet"), "left": _("has left")}
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
        if words := self._no_mark(session, participant, mark):
            error = self._error(name, mark)
            return mark_safe(f'<td id="c{name}" data-label="{head}" class="soft">{words}{error}</td>')
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

    def _no_mark(self, session, participant, mark):
        """Return the words instead of the choices, "" where a mark can be set."""
        if session.pk in self.ahead:
            return self.words["ahead"]
        if not session.is_for(participant):
            return "–"
        if has_left(participant, session) and (mark.error or not mark.presence):
            return self.words["left"]
        return ""

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
        return HOURS.clean(mark.hours)
    except ValidationError:
        raise ValidationError(_("Enter hours as a number, such as 1.5.")) from None
