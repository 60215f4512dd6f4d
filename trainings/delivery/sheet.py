"""The sign-in sheet of a session as PDF: teams with a line for each signature.

It is made by a job, since web processes do not carry the PDF maker (speed.md), and lies in the cache for an hour:
a list of names is kept no longer than it takes to print it."""

import hashlib
from dataclasses import dataclass
from itertools import groupby

from django.core.cache import cache
from django.utils.translation import gettext as _
from django.utils.translation import override

from silab import pdf
from silab.common.templatetags.formats import day
from silab.common.text import sort_key
from trainings.delivery.schedule import asked_to, place_of
from trainings.models import Group, Session

KEPT = 3600  # seconds


@dataclass(frozen=True)
class Line:
    """One who signs."""

    number: int
    name: str
    organisation: str


@dataclass(frozen=True)
class Sheet:
    """What is printed."""

    training: str
    title: str
    when: Session
    place: str
    group: str
    teams: tuple[tuple[str, tuple[Line, ...]], ...]

    @property
    def key(self) -> str:
        """What tells this sheet from that of another list, day or place."""
        when = (self.when.pk, self.when.starts_at, self.when.ends_at)
        told = repr((self.training, self.title, when, self.place, self.group, self.teams))
        return f"sign-in:{hashlib.sha256(told.encode()).hexdigest()}"


def sheet_of(session: Session, group: Group | None = None) -> Sheet:
    """Return the sheet of a session (of one group of it), without those who have left. One query."""
    people = asked_to(session).filter(left_on=None)
    if group:
        people = people.filter(group=group)
    found = people.select_related("person", "municipality", "member__application")
    people = sorted(found.order_by("person__sort_key", "pk"), key=_team)
    numbers, teams = iter(range(1, len(people) + 1)), []
    for team, members in groupby(people, key=_team):
        lines = tuple(Line(next(numbers), one.person.name, _organisation(one)) for one in members)
        teams.append((team[1], lines))
    group = group or session.group
    return Sheet(
        training=session.training.name,
        title=session.title,
        when=session,
        place=place_of(session),
        group=group.name if group else "",
        teams=tuple(teams),
    )


def find(sheet: Sheet) -> bytes | None:
    """Return the PDF of a sheet when it has been made in the last hour."""
    return cache.get(sheet.key)


def make(session: int, group: int | None) -> bytes:
    """Make the PDF of a session's sheet and keep it for an hour; raise PdfUnavailable."""
    found = Session.objects.select_related("training", "group").get(pk=session)
    sheet = sheet_of(found, Group.objects.get(pk=group) if group else None)
    with override("et"):
        title = f"{_('Sign-in sheet')}: {sheet.training}, {day(found.starts_at)}"
    made = pdf.render("trainings/delivery/pdf/sheet.html", {"sheet": sheet}, title=title)
    cache.set(sheet.key, made, KEPT)
    return made


def _team(participant):
    team = str(participant.member.application) if participant.member else ""
    return sort_key(team), team


def _organisation(participant):
    municipality = participant.municipality.name if participant.municipality else ""
    return participant.organisation or municipality
