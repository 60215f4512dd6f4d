"""What rooms print in a municipality's profile.

An app above writes `<app>/profile_parts.py` and registers its parts there. A part gives rows of text, so that the
profile can cut them to its two pages; nobody's contact data stands in them. One query a part."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.utils.module_loading import autodiscover_modules

from municipalities.models import Municipality
from silab.common.templatetags.formats import figure

#: A longer cell would take a page of its own.
LONGEST = 110


@dataclass(frozen=True)
class Part:
    """A table of the profile: `rows(municipality)` gives its rows as texts, in the order of `headings`.

    `empty` is what the profile says where there is none; "" leaves the part out.
    """

    key: str
    title: Any  # lazy text
    headings: tuple[Any, ...]
    rows: Callable[[Municipality], list[tuple[str, ...]]]
    empty: Any = ""
    order: int = 100


@dataclass(frozen=True)
class Table:
    """A part ready to be printed: its first rows, and how many there are besides."""

    key: str
    title: str
    headings: tuple[str, ...]
    rows: list[tuple[str, ...]]
    more: int
    empty: str

    @property
    def more_worded(self) -> str:
        """The number of rows that are not printed, as it prints."""
        return figure(self.more)


_parts: dict[str, Part] = {}


def register(part: Part) -> Part:
    """Add a part to every profile; raise ValueError when its key is taken."""
    if part.key in _parts:
        raise ValueError(f"Part {part.key} is declared twice")
    _parts[part.key] = part
    return part


def found_parts(municipality: Municipality) -> list[tuple[Part, list[tuple[str, ...]]]]:
    """Return each part with all its rows, in order."""
    _discover()
    parts = sorted(_parts.values(), key=lambda part: (part.order, part.key))
    return [(part, part.rows(municipality)) for part in parts]


def tables(found, most: int) -> list[Table]:
    """Return the parts cut to `most` rows each; those that say nothing are left out."""
    return [
        Table(
            part.key,
            str(part.title),
            tuple(str(heading) for heading in part.headings),
            [tuple(_cut(cell) for cell in row) for row in rows[:most]],
            max(len(rows) - most, 0),
            str(part.empty),
        )
        for part, rows in found
        if rows or part.empty
    ]


def _cut(text):
    text = " ".join(str(text).split())
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1].rstrip()}…"


@cache
def _discover():
    autodiscover_modules("profile_parts")
