"""What waits for the people of a municipality, told by the rooms.

An app above writes `<app>/waiting.py` and registers there what it has for an official to do (a room of this app
does so in `municipalities/<room>/waiting.py`, named in ROOMS); the official's home lists it and never imports the
app. Each source reads its tasks in one query: the page has fifteen for everything (speed.md)."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import import_module
from typing import Any

from django.utils.module_loading import autodiscover_modules

from silab.common.desk import Task

#: The rooms of this app that have tasks; those of other apps are found by themselves.
ROOMS = ("municipalities.home.waiting", "municipalities.communities.waiting")


@dataclass(frozen=True)
class Source:
    """A room that has tasks for a municipality: `tasks(municipality, user)` returns those that this user may do."""

    key: str
    tasks: Callable[[Any, Any], list[Task]]
    order: int = 100


_sources: dict[str, Source] = {}


def register(source: Source) -> Source:
    """Add a source to every municipality's home; raise ValueError when its key is taken."""
    if source.key in _sources:
        raise ValueError(f"Source {source.key} is declared twice")
    _sources[source.key] = source
    return source


def tasks_for(municipality, user) -> list[Task]:
    """Return what waits for this user at the municipality: by day, then what has no day, in the sources' order."""
    _discover()
    sources = sorted(_sources.values(), key=lambda source: (source.order, source.key))
    tasks = [task for source in sources for task in source.tasks(municipality, user)]
    return sorted(tasks, key=lambda task: (task.due is None, task.due or date.max))


@cache
def _discover():
    # Once a process: modules that apps do not have are looked for anew each time.
    autodiscover_modules("waiting")
    for room in ROOMS:
        import_module(room)
