"""How a counted record reads as evidence: told from values that the database gives, never from model objects.

A report freezes every record that it counts, and a hundred thousand objects with what belongs to them cost
ten times as much as their values (docs/speed.md)."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from operator import itemgetter
from typing import Any, NamedTuple

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.functional import Promise


class Evidence(NamedTuple):
    """One counted record as a reader may see it: never personal data (mission.md, funder)."""

    code: str
    label: str
    on: date | None = None
    municipality: str = ""
    amount: Decimal | None = None
    #: "app_label.model" and primary key: the frozen identity.
    model: str = ""
    pk: int | None = None
    #: Where staff find the record: a URL's name and its argument.
    page: str = ""
    page_of: Any = None

    @property
    def address(self) -> str:
        """Where staff find the record; "" where it has no page."""
        return reverse(self.page, args=[self.page_of]) if self.page and self.page_of is not None else ""


class Told:
    """A part that is made of values: `words(*values)`, one for each path from the record."""

    def __init__(self, words: Callable[..., Any], *paths: str):
        self.words, self.paths = words, paths


#: A path from the record, what is told of several, or a text that is the same for all.
Part = str | Told | Promise


@dataclass(frozen=True)
class Shown:
    """What a record shows of itself as evidence."""

    label: Part
    #: Its day.
    on: str | Told | None = None
    municipality: str | Told | None = None
    amount: str | Told | None = None
    #: Where staff find it: a URL's name, and the path to its argument.
    page: tuple[str, str] | None = None
    #: In place of the record's own number, where that would lead to a person.
    alias: Told | None = None

    def of(self, records: QuerySet) -> QuerySet:
        """Return the records as rows that `teller` understands."""
        return records.values_list("pk", *self._paths)

    def teller(self, model) -> Callable[[tuple], Evidence]:
        """Return what makes evidence of a row of `of()`, in the language that is spoken now."""
        label, on, municipality, amount, page_of, alias = map(self._reader, self._parts)
        page = self.page[0] if self.page else ""
        name, prefix = model._meta.label_lower, getattr(model, "code_prefix", "")

        def tell(row):
            code = alias(row) or f"{prefix}-{row[0]}"
            known_as = None if self.alias else row[0]
            place = municipality(row) or ""
            return Evidence(code, label(row), on(row), place, amount(row), name, known_as, page, page_of(row))

        return tell

    @property
    def _parts(self):
        page_of = self.page[1] if self.page else None
        return self.label, self.on, self.municipality, self.amount, page_of, self.alias

    @cached_property
    def _paths(self) -> tuple[str, ...]:
        paths = (path for part in self._parts for path in _paths_of(part))
        return tuple(path for path in dict.fromkeys(paths) if path != "pk")

    def _reader(self, part):
        if part is None or isinstance(part, Promise):
            said = None if part is None else str(part)
            return lambda _row: said
        places = [("pk", *self._paths).index(path) for path in _paths_of(part)]
        if isinstance(part, Told):
            return lambda row: part.words(*[row[place] for place in places])
        return itemgetter(*places)


def _paths_of(part) -> Iterator[str]:
    if isinstance(part, Told):
        yield from part.paths
    elif isinstance(part, str):
        yield part
