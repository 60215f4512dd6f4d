"""Merge fields of a letter: {{omavalitsus}} becomes the municipality's name, and so on.

No template engine: a field is looked up, its value put in as it stands and never read again, so that neither
a letter nor a name can run or reveal anything."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

_FIELD = re.compile(r"\{\{([^{}]*)\}\}")


@dataclass(frozen=True)
class MergeField:
    """One field: its name between the braces, what it stands for, its value for a recipient."""

    name: str
    words: Any
    value: Callable[[Any], str]  # of a CampaignRecipient
    needs_training: bool = False


def link_of(training) -> str:
    """Return the address of the training's public call."""
    return f"{settings.PORTAL_URL.rstrip('/')}{reverse('trainings:call', args=[training.slug])}"


FIELDS = {
    field.name: field
    for field in (
        MergeField(
            "omavalitsus", gettext_lazy("name of the municipality"), lambda one: one.municipality.name
        ),
        MergeField("maakond", gettext_lazy("its county"), lambda one: one.municipality.county.name),
        MergeField(
            "nimi",
            gettext_lazy("name of the reader; where none is known, the municipality"),
            lambda one: one.name or one.municipality.name,
        ),
        MergeField(
            "koolitus", gettext_lazy("name of the training"), lambda one: one.campaign.training.name, True
        ),
        MergeField(
            "link",
            gettext_lazy("address of the training’s call"),
            lambda one: link_of(one.campaign.training),
            True,
        ),
    )
}


def fields_in(text: str) -> list[str]:
    """Return the names between the braces of a text, in small letters."""
    return [_name(match) for match in _FIELD.finditer(text)]


def problems_of(text: str, *, has_training: bool) -> list[str]:
    """Return what is wrong with the merge fields of a text, in words for whoever wrote it."""
    found = []
    for name in dict.fromkeys(fields_in(text)):
        field = FIELDS.get(name)
        if field is None:
            found.append(_unknown(name))
        elif field.needs_training and not has_training:
            found.append(
                _("{{%(name)s}} needs a training: choose one, or leave the field out.") % {"name": name}
            )
    rest = _FIELD.sub("", text)
    if "{{" in rest or "}}" in rest:
        found.append(_("A merge field is not closed: write it as {{omavalitsus}}."))
    return found


def filled(text: str, recipient) -> str:
    """Return the text with the recipient's values in place of the fields; other braces stay as they are."""

    def value(match):
        field = FIELDS.get(_name(match))
        return " ".join(str(field.value(recipient)).split()) if field else match.group()

    return _FIELD.sub(value, text)


def _name(match):
    return match.group(1).strip().casefold()


def _unknown(name):
    near = get_close_matches(name, FIELDS, n=1)
    if near:
        return _("There is no field {{%(name)s}}. Did you mean {{%(near)s}}?") % {
            "name": name,
            "near": near[0],
        }
    known = ", ".join(f"{{{{{one}}}}}" for one in FIELDS)
    return _("There is no field {{%(name)s}}. These can be used: %(known)s.") % {"name": name, "known": known}
