"""The registry of measures: the one way from a record to a printed figure (domain.md §10).

A measure is a named, dated count with its evidence. It names the *records* that it counts in a period;
its *value* is one aggregate over exactly those records, for all or per municipality, in one query.
Apps declare theirs in `measures.py`; plan targets, indicators, the badge, dashboards, the map and the
report read this registry and nothing else.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from decimal import Decimal
from functools import cache
from typing import Any

from django.db.models import Aggregate, Count, Func, IntegerField, Max, QuerySet, Value
from django.utils import timezone
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy, npgettext_lazy

from silab.common.evidence import Evidence, Shown, Told
from silab.common.templatetags.formats import euro, figure

__all__ = ["Evidence", "Shown", "Told"]  # what a measure is declared with, beside what stands below

#: A counted figure with its unit, by the unit's key; "eur" prints as money.
UNITS = {
    "answer": ngettext_lazy("%(figure)s answer", "%(figure)s answers", "n"),
    "application": ngettext_lazy("%(figure)s application", "%(figure)s applications", "n"),
    "certificate": ngettext_lazy("%(figure)s certificate", "%(figure)s certificates", "n"),
    "community": ngettext_lazy("%(figure)s community", "%(figure)s communities", "n"),
    "contact": ngettext_lazy("%(figure)s contact", "%(figure)s contacts", "n"),
    "course": ngettext_lazy("%(figure)s course", "%(figure)s courses", "n"),
    "day": ngettext_lazy("%(figure)s day", "%(figure)s days", "n"),
    "decision": ngettext_lazy("%(figure)s decision", "%(figure)s decisions", "n"),
    "event": ngettext_lazy("%(figure)s event", "%(figure)s events", "n"),
    "example": ngettext_lazy("%(figure)s good example", "%(figure)s good examples", "n"),
    "format": ngettext_lazy("%(figure)s co-creation format", "%(figure)s co-creation formats", "n"),
    "guide": ngettext_lazy("%(figure)s guide", "%(figure)s guides", "n"),
    "hour": ngettext_lazy("%(figure)s hour", "%(figure)s hours", "n"),
    "item": ngettext_lazy("%(figure)s item", "%(figure)s items", "n"),
    "lab": ngettext_lazy("%(figure)s lab", "%(figure)s labs", "n"),
    "meeting": ngettext_lazy("%(figure)s meeting", "%(figure)s meetings", "n"),
    "milestone": npgettext_lazy("milestone", "reached", "reached", "n"),
    "model": ngettext_lazy("%(figure)s co-operation model", "%(figure)s co-operation models", "n"),
    "municipality": ngettext_lazy("%(figure)s municipality", "%(figure)s municipalities", "n"),
    "network": ngettext_lazy("%(figure)s network", "%(figure)s networks", "n"),
    "of_ten": ngettext_lazy("%(figure)s/10", "%(figure)s/10", "n"),
    "percent": ngettext_lazy("%(figure)s %%", "%(figure)s %%", "n"),
    "person": ngettext_lazy("%(figure)s person", "%(figure)s people", "n"),
    "team": ngettext_lazy("%(figure)s team", "%(figure)s teams", "n"),
    "training": ngettext_lazy("%(figure)s training", "%(figure)s trainings", "n"),
    "video": ngettext_lazy("%(figure)s video", "%(figure)s videos", "n"),
    "wave": ngettext_lazy("%(figure)s survey wave", "%(figure)s survey waves", "n"),
}

#: Records read at once.
BATCH = 2000
#: The value of a milestone: 1 once any record makes it ready. Its `records` look at `period.last` only.
REACHED = Max(Value(1, output_field=IntegerField()))


def in_words(value: Decimal | None, unit: str) -> str:
    """Return a value with its unit: "40 people", "39 800,00 €", "–" for no data."""
    if value is None or unit == "eur":
        return euro(value)
    return UNITS[unit] % {"n": int(value), "figure": figure(value)}


@dataclass(frozen=True)
class Period:
    """Whole days from `first` to `last`, both counted, in Europe/Tallinn."""

    first: date
    last: date

    @classmethod
    def year(cls, year: int) -> "Period":
        """Return the calendar year."""
        return cls(date(year, 1, 1), date(year, 12, 31))

    @property
    def days(self) -> tuple[date, date]:
        """For `date` fields: `.filter(on__range=period.days)`."""
        return self.first, self.last

    @property
    def moments(self) -> tuple[datetime, datetime]:
        """For time fields: `.filter(at__range=period.moments)`, aware, the last one microsecond before midnight."""
        zone = timezone.get_default_timezone()
        return (
            datetime.combine(self.first, time.min, zone),
            datetime.combine(self.last, time.max, zone),
        )


#: A path from a record, or what counts by itself (Measure.dimensions).
Dimension = str | Callable[[Period, Any], Mapping[str, tuple[Any, Decimal]]]

#: What figures are taken apart by, and the words above it.
DIMENSIONS = {
    "county": _("By county"),
    "municipality_kind": _("By kind of municipality"),
    "training_kind": _("By kind of training"),
    "track": _("By track"),
    "audience": _("By audience"),
    "role": _("By whom they speak for"),
    "sex": _("By sex"),
    "community_kind": _("By kind of community"),
    "format_kind": _("By form of co-creation"),
    "network": _("By network"),
}
#: Units whose every one is a person: a small cell of theirs tells somebody apart (domain.md §3).
PEOPLE = ("person", "certificate")


@dataclass(frozen=True)
class Measure:
    """A named count. `records(period, contract)` returns the queryset of what is counted."""

    code: str
    title: Any  # lazy text
    unit: str  # a key of UNITS, or "eur"
    records: Callable[[Period, Any], QuerySet]
    evidence: Shown
    #: An aggregate, or an expression around one (a rounded mean).
    value: Aggregate | Func = field(default_factory=lambda: Count("pk", distinct=True))
    #: Path from a record to its municipality's primary key; None when the measure knows no municipality.
    municipality: str | None = None
    #: Path from a record to its training's primary key; None when the measure knows no training.
    training: str | None = None
    #: Whether `records` asks what is over by now: its figures change without any record's change.
    by_clock: bool = False
    #: By what else the figure can be taken apart, besides the county and kind of its `municipality`: for each of
    #: `DIMENSIONS` the path from a record to a field with choices, or to a foreign key; or, where no path leads
    #: there, a function (period, contract) -> {key or "" for unknown: (words, value)}.
    dimensions: Mapping[str, Dimension] = field(default_factory=dict, hash=False)
    #: What is set to come, but is no record of the measure yet: `scheduled(period, contract)` returns the queryset
    #: of what is to come in the period, `scheduled_value` how much it will count. None: only records dated ahead.
    scheduled: Callable[[Period, Any], QuerySet] | None = None
    scheduled_value: Aggregate | Func = field(default_factory=lambda: Count("pk", distinct=True))

    def count(self, period: Period, contract=None, municipality=None, training=None) -> Decimal | None:
        """Return the value in the measure's unit, or None for no data ("–", never 0; domain.md §10)."""
        return self.found(period, contract, municipality, training)[1]

    def found(
        self, period: Period, contract=None, municipality=None, training=None
    ) -> tuple[int, Decimal | None]:
        """Return how many records are counted and their value, in one query."""
        records = self._narrowed(period, contract, municipality, training)
        found = records.aggregate(records=Count("pk"), value=self.value)
        has_data = found["records"] and found["value"] is not None
        return found["records"], Decimal(found["value"]) if has_data else None

    def by_municipality(self, period: Period, contract=None) -> dict[int, Decimal]:
        """Return the value for every municipality with data, by its primary key, in one query.

        Raises ValueError for a measure without municipality.
        """
        if self.municipality is None:
            raise ValueError(f"{self.code} is not counted by municipality")
        rows = (
            self.records(period, contract)
            .exclude(**{self.municipality: None})
            .order_by()
            .values_list(self.municipality)
            .annotate(value=self.value)
        )
        return {key: Decimal(value) for key, value in rows if value is not None}

    def proof(self, period: Period, contract=None, municipality=None, training=None) -> Iterator[Evidence]:
        """Yield the counted records in order of their primary key, read in batches of bounded memory."""
        records = self._narrowed(period, contract, municipality, training).order_by("pk")
        yield from map(self.evidence.teller(records.model), self.evidence.of(records).iterator(BATCH))

    @property
    def to_come(self) -> "Measure | None":
        """The measure of what is scheduled, without evidence of its own; None where nothing is declared."""
        if self.scheduled is None:
            return None
        code = f"{self.code}+"
        return replace(self, code=code, records=self.scheduled, value=self.scheduled_value, by_clock=True)

    @property
    def is_of_people(self) -> bool:
        """Whether each one that it counts is a person."""
        return self.unit in PEOPLE

    def _narrowed(self, period, contract, municipality, training):
        records = self.records(period, contract)
        for path, wanted in ((self.municipality, municipality), (self.training, training)):
            if wanted is None:
                continue
            if path is None:
                return records.none()
            records = records.filter(**{path: getattr(wanted, "pk", wanted)})
        return records


class UnknownMeasure(LookupError):
    """No app declares a measure of this code."""


_measures: dict[str, Measure] = {}


def register(measure: Measure) -> Measure:
    """Add a measure to the registry; raise ValueError when its code is taken."""
    if measure.code in _measures:
        raise ValueError(f"Measure {measure.code} is declared twice")
    _measures[measure.code] = measure
    return measure


def get(code: str) -> Measure:
    """Return the measure of this code; raise UnknownMeasure."""
    try:
        return all_measures()[code]
    except KeyError:
        raise UnknownMeasure(code) from None


def all_measures() -> dict[str, Measure]:
    """Return every declared measure by its code, in order of code."""
    _discover()
    return dict(sorted(_measures.items()))


@cache
def _discover():
    # Once a process: a page asks for measures a dozen times, and looking for modules that apps do not have
    # took a quarter of the dashboard's time.
    autodiscover_modules("measures")
