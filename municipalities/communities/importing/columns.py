"""The columns of a table of communities: what they are called and what they hold."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from municipalities.enums import CommunityKind, SpokespersonRole
from silab.common.tables import Unreadable, read_day
from silab.common.templatetags.formats import day
from silab.common.text import search_key

#: Nobody in Estonia writes of an older community, and a year typed wrong is found by it.
EARLIEST = date(1200, 1, 1)
#: The year from which on mandates are recorded.
EARLIEST_MANDATE = 1991


@dataclass(frozen=True)
class Field:
    """A column: the row's attribute that it fills, its headings (the first is the one that we use)."""

    attribute: str
    names: tuple[str, ...]
    read: Callable[[str], Any]
    required: bool = False

    @property
    def heading(self) -> str:
        """The heading by which we speak of it."""
        return self.names[0]


def text(limit: int):
    """Return a reader of text of at most `limit` characters."""

    def read(value):
        if len(value) > limit:
            raise Unreadable(_("The text is longer than %(limit)s characters.") % {"limit": limit})
        return value

    return read


def past_day(value: str) -> date:
    """Read a date that is not in the future."""
    found, today = read_day(value), timezone.localdate()
    allowed = {"first": day(EARLIEST), "last": day(today)}
    if found > today:
        raise Unreadable(
            _("This day lies in the future. Days from %(first)s to %(last)s fit here.") % allowed
        )
    if found < EARLIEST:
        raise Unreadable(_("This day is too long ago. Days from %(first)s to %(last)s fit here.") % allowed)
    return found


def any_day(value: str) -> date:
    """Read a date of our times: a mandate may end in the future."""
    found, last = read_day(value), timezone.localdate().year + 20
    if not EARLIEST_MANDATE <= found.year <= last:
        said = _("The year cannot be right: days from %(first)s to %(last)s fit here.")
        raise Unreadable(said % {"first": day(date(EARLIEST_MANDATE, 1, 1)), "last": day(date(last, 12, 31))})
    return found


def email(value: str) -> str:
    """Read an e-mail address, in small letters."""
    try:
        validate_email(value)
    except ValidationError:
        raise Unreadable(_("This is not an e-mail address.")) from None
    return value.lower()


def word_of(choices):
    """Return a reader of a choice, by its words in Estonian or English or by its value."""

    def read(value):
        found = _words(choices).get(search_key(value))
        if found is None:
            said = _("One of these belongs here: %(values)s.")
            raise Unreadable(said % {"values": ", ".join(str(label) for _value, label in choices.choices)})
        return found

    return read


@cache
def _words(choices):
    words = {}
    for language in ("et", "en"):
        with translation.override(language):
            words |= {search_key(str(label)): value for value, label in choices.choices}
    return words | {search_key(value): value for value in choices.values}


FIELDS = (
    Field("municipality", ("omavalitsus", "kov", "municipality"), text(200), required=True),
    Field("name", ("nimi", "kogukond", "name", "community"), text(200), required=True),
    Field("kind", ("liik", "kind"), word_of(CommunityKind), required=True),
    Field(
        "self_definition", ("enesemääratlus", "kirjeldus", "self-definition", "self_definition"), text(5000)
    ),
    Field("boundary", ("piir või ühine huvi", "piir", "huvi", "boundary"), text(300)),
    Field("founded_on", ("asutatud", "founded"), past_day),
    Field("defined_on", ("määratletud", "defined"), past_day),
    Field("accepted_on", ("aktsepteeritud", "accepted"), past_day),
    Field("speaker", ("eestkõneleja", "spokesperson"), text(150)),
    Field("speaker_email", ("eestkõneleja e-post", "e-post", "email"), email),
    Field("role", ("eestkõneleja roll", "roll", "role"), word_of(SpokespersonRole)),
    Field("mandate_from", ("volitus alates", "mandate from"), any_day),
    Field("mandate_to", ("volitus kuni", "mandate until", "mandate to"), any_day),
)
BY_NAME = {search_key(name): field for field in FIELDS for name in field.names}
