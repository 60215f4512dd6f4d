"""How far a report's text is: what is written, what nobody has read yet, what is still to be settled."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext


@dataclass(frozen=True)
class Flag:
    """One thing that waits in a stretch of the page: a state (silab/common/states.py), its words, and the place
    where the first of it stands."""

    state: str
    words: str
    anchor: str


class Progress:
    """What waits in `fields`, for the outline."""

    fields: tuple

    @property
    def flags(self) -> list[Flag]:
        """Drafts that nobody has read, reasons that are missing, notes that are open."""
        found = []
        unread = [field for field in self.fields if field.is_unread]
        lacking = [field for field in self.fields if field.lacks_reason]
        noted = [(field, field.sides.open_notes) for field in self.fields if field.sides]
        notes = sum(number for _field, number in noted)
        if unread:
            words = ngettext("%(n)s draft unread", "%(n)s drafts unread", len(unread)) % {"n": len(unread)}
            found.append(Flag("warning", words, unread[0].anchor))
        if lacking:
            words = ngettext("%(n)s reason missing", "%(n)s reasons missing", len(lacking))
            found.append(Flag("missed", words % {"n": len(lacking)}, lacking[0].anchor))
        if notes:
            first = next(field for field, number in noted if number)
            words = ngettext("%(n)s open note", "%(n)s open notes", notes) % {"n": notes}
            found.append(Flag("info", words, first.sides.anchor))
        return found


@dataclass(frozen=True)
class Caution:
    """What is better done before submitting, though nothing forbids to submit."""

    text: str
    anchor: str


def cautions_of(contents, whole: Any = None) -> list[Caution]:
    """Return the drafts that nobody has read and the notes that are open, in the page's order.

    `whole`: the notes on the report as a whole, where the form has such.
    """
    fields = [field for _group, chapters in contents for chapter in chapters for field in chapter.fields]
    found = [
        Caution(_("Not read yet: %(part)s") % {"part": _short(field)}, field.anchor)
        for field in fields
        if field.is_unread
    ]
    noted = [(field.sides, _short(field)) for field in fields if field.sides]
    if whole is not None:
        noted.append((whole, _("the whole report")))
    found += [
        Caution(_("Open note: %(part)s") % {"part": part}, sides.anchor)
        for sides, part in noted
        if sides.open_notes
    ]
    return found


def _short(field):
    words = f"{field.part.number} {field.label}".strip()
    return words if len(words) <= 60 else f"{words[:59].rstrip()}…"
