"""What waits for Silab's staff, told by the apps and shown on the staff's first page.

An app writes `<app>/desk.py` and registers there what it has to look after; the page never imports it. Each
source reads its items in one query: the page has fifteen for everything (speed.md)."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any

from django.utils import timezone
from django.utils.module_loading import autodiscover_modules

#: How far staff look ahead.
AHEAD = timedelta(days=14)
#: Read of one source at most: whoever has more opens its own list.
MOST = 100


@dataclass(frozen=True)
class Task:
    """One thing to do: what, where it is done, by which day, and a word more; staff's and officials' alike.

    `title` says it as an order that needs nothing beside it.
    """

    title: str
    url: str
    due: date | None = None
    detail: str = ""

    @property
    def is_late(self) -> bool:
        """Whether its day is over."""
        return self.due is not None and self.due < timezone.localdate()


@dataclass(frozen=True)
class Source:
    """What one room looks after: `items(today)` returns at most MOST, the most pressing first.

    `comes` says that its days are only days to come (a training, a meeting): they are never late.
    """

    key: str
    title: Any  # lazy text
    items: Callable[[date], list[Task]]
    #: The URL name of the list with all of them; "" where there is none.
    more: str = ""
    order: int = 100
    comes: bool = False


@dataclass(frozen=True)
class Found:
    """A source with its items as they are now."""

    source: Source
    items: list[Task]

    @property
    def late(self) -> list[Task]:
        """The items whose day is over."""
        return [] if self.source.comes else [item for item in self.items if item.is_late]

    @property
    def is_cut(self) -> bool:
        """Whether there may be more than were read."""
        return len(self.items) >= MOST


_sources: dict[str, Source] = {}


def register(source: Source) -> Source:
    """Add a source to the staff's first page; raise ValueError when its key is taken."""
    if source.key in _sources:
        raise ValueError(f"Source {source.key} is declared twice")
    _sources[source.key] = source
    return source


def found(today: date) -> list[Found]:
    """Return every source with its items, in order; those with nothing too."""
    _discover()
    sources = sorted(_sources.values(), key=lambda source: (source.order, source.key))
    return [Found(source, source.items(today)) for source in sources]


@cache
def _discover():
    # Once a process: modules that apps do not have are looked for anew each time.
    autodiscover_modules("desk")
