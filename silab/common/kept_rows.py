"""A long list's count and order, asked of the database once until a record changes.

Counting and sorting thousands of rows costs more than showing a hundred of them (docs/speed.md)."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import QuerySet


@dataclass(frozen=True)
class Asked:
    """What a list was asked for; two that are asked alike have the same rows."""

    of: Any
    query: str
    queryset: QuerySet = field(compare=False)
    #: The rows themselves where they were read for their keys' sake, so that they are not read twice.
    read: list[tuple] = field(compare=False, default_factory=list)

    def count(self) -> int:
        """Return how many rows there are."""
        return self.queryset.count()

    def keys(self, first: int, last: int, fields: tuple[str, ...]) -> tuple:
        """Return the primary keys of the rows from `first` to before `last`, in the list's order."""
        self.read.extend(self.queryset.values_list("pk", *fields)[first:last])
        return tuple(key for key, *_row in self.read)


@dataclass(frozen=True)
class Remembered:
    """How a list's answers are kept: `keep(function, *asked)` calls it, or knows what it returned; `of` is what
    the rows depend on besides the address's query (a contract's key)."""

    keep: Callable
    of: Any

    def asked(self, request, queryset) -> Asked:
        """Return the question of this request."""
        return Asked(self.of, request.META.get("QUERY_STRING", ""), queryset)

    def count(self, asked: Asked) -> int:
        """Return how many rows there are."""
        return self.keep(Asked.count, asked)

    def rows(self, asked: Asked, first: int, last: int, fields: list[str]) -> list[tuple]:
        """Return a page's rows in order, read by their keys."""
        keys = self.keep(Asked.keys, asked, first, last, tuple(fields))
        found = asked.read or asked.queryset.order_by().filter(pk__in=keys).values_list("pk", *fields)
        by_key = {key: tuple(row) for key, *row in found}
        asked.read.clear()
        return [by_key[key] for key in keys if key in by_key]
