"""What a contact may be made for, as rooms above declare it.

An app above writes `<app>/contact_purposes.py` and registers there what a contact can be bound to (a training
recruits through it); the log shows its field in the form and its column in the list, and imports nobody."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.forms import Field
from django.utils.module_loading import autodiscover_modules

from silab.common.lists import Column


@dataclass(frozen=True)
class Purpose:
    """One thing a contact can be made for.

    `field(contact)` makes the form's field, `value(contact)` is what it holds, `keep(contact=, value=, by=)`
    writes it. `column` shows it in the list. `why_kept(contact)` says why the contact stands as it is (it is
    another record's evidence) or "" when it may be moved and deleted.
    """

    key: str
    field: Callable[[Any], Field]
    value: Callable[[Any], Any]
    keep: Callable[..., None]
    column: Column
    why_kept: Callable[[Any], str]


_purposes: dict[str, Purpose] = {}


def register(purpose: Purpose) -> Purpose:
    """Add a purpose to the contact form; raise ValueError when its key is taken."""
    if purpose.key in _purposes:
        raise ValueError(f"Purpose {purpose.key} is declared twice")
    _purposes[purpose.key] = purpose
    return purpose


def purposes() -> list[Purpose]:
    """Return every purpose that the apps declare."""
    _discover()
    return list(_purposes.values())


def why_kept(contact) -> str:
    """Return why a contact may be neither moved nor deleted, "" when it may."""
    return next(filter(None, (purpose.why_kept(contact) for purpose in purposes())), "")


@cache
def _discover():
    autodiscover_modules("contact_purposes")
