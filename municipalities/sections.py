"""What other rooms add to a municipality's page, and to its officials' home.

An app above writes `<app>/sections.py` and registers there what it knows of a municipality; this page never
imports it. Each section should read its data in one query: the page has fifteen for everything (speed.md)."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import Any

from django.template.loader import render_to_string
from django.utils.module_loading import autodiscover_modules

RECORD, HOME = "record", "home"
#: The rooms of this app that add a section; those of other apps are found by themselves.
ROOMS = ("municipalities.communities.sections",)


@dataclass(frozen=True)
class Section:
    """A part of the page: its title, its template and `context(municipality, user)` for it.

    `context` returns None when the section has nothing to say and is left out. It shows nothing that the
    user may not see: readers are staff and the municipality's officials.
    """

    key: str
    title: Any  # lazy text
    template: str
    context: Callable[[Any, Any], dict | None]
    order: int = 100
    #: RECORD: the municipality's page, all that is known. HOME: the officials' own page, what matters now.
    places: frozenset = frozenset({RECORD})


@dataclass(frozen=True)
class Shown:
    """A section ready for the page."""

    key: str
    title: str
    html: str


_sections: dict[str, Section] = {}


def register(section: Section) -> Section:
    """Add a section to every municipality's page; raise ValueError when its key is taken."""
    if section.key in _sections:
        raise ValueError(f"Section {section.key} is declared twice")
    _sections[section.key] = section
    return section


def sections_for(municipality, user, place=RECORD) -> list[Shown]:
    """Return what the other rooms say of the municipality to this user at a place, in order."""
    _discover()
    shown = []
    here = (section for section in _sections.values() if place in section.places)
    for section in sorted(here, key=lambda section: (section.order, section.key)):
        context = section.context(municipality, user)
        if context is not None:
            html = render_to_string(section.template, {"municipality": municipality, **context})
            shown.append(Shown(section.key, str(section.title), html))
    return shown


@cache
def _discover():
    # Once a process: modules that apps do not have are looked for anew each time.
    autodiscover_modules("sections")
    for room in ROOMS:
        import_module(room)
