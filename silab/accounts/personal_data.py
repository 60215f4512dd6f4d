"""What is kept about a person, shown to them and given as JSON (domain.md §12).

Each app registers in a module `personal_data.py` of its own what it keeps; upper apps thus need not be
known here."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from allauth.account.models import EmailAddress
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _

from silab.accounts.models import Invitation, Person
from silab.common.templatetags.formats import day, moment
from silab.notices.models import Notice


@dataclass(frozen=True)
class Kept:
    """One kind of data: `collect(user)` returns its records, each a dict of words and plain values."""

    key: str
    title: Any
    collect: Callable[[Any], list[dict]]


_kept: dict[str, Kept] = {}


def register(key: str, title, collect: Callable[[Any], list[dict]]) -> None:
    """Add a kind of data; raise ValueError when its key is taken."""
    if key in _kept:
        raise ValueError(f"Personal data {key} is declared twice")
    _kept[key] = Kept(key, title, collect)


def kept_about(user) -> list[tuple[Kept, list[dict]]]:
    """Return every kind of data with the user's records of it, in the order of registration."""
    autodiscover_modules("personal_data")
    return [(kept, kept.collect(user)) for kept in _kept.values()]


def told(value) -> str:
    """Return a kept value as a page says it."""
    if isinstance(value, bool):
        return str(_("yes") if value else _("no"))
    if isinstance(value, datetime):
        return moment(value)
    return day(value) if isinstance(value, date) else str(value or "–")


def _account(user):
    return [
        {
            _("e-mail address"): user.email,
            _("name"): user.name,
            _("role"): user.get_role_display(),
            _("language"): user.get_language_display(),
            _("joined"): user.date_joined,
            _("last sign-in"): user.last_login,
        }
    ]


def _addresses(user):
    addresses = EmailAddress.objects.filter(user=user).order_by("email")
    return [{_("e-mail address"): a.email, _("confirmed"): a.verified} for a in addresses]


def _person(user):
    people = Person.objects.filter(user=user)
    return [{_("name"): p.name, _("e-mail address"): p.email, _("phone"): p.phone} for p in people]


def _invitations(user):
    return [
        {_("role"): i.get_role_display(), _("made"): i.created_at, _("accepted at"): i.accepted_at}
        for i in Invitation.objects.filter(email=user.email)
    ]


def _notices(user):
    rows = Notice.objects.filter(recipient=user.email).values_list("subject", "made", "sent")
    return [{_("subject"): subject, _("made"): made, _("sent"): sent} for subject, made, sent in rows]


register("account", _("Your account"), _account)
register("addresses", _("E-mail addresses"), _addresses)
register("person", _("You in the register of people"), _person)
register("invitations", _("Invitations"), _invitations)
register("notices", _("Notices sent to you"), _notices)
