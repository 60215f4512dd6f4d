"""A figure opened down to its records (mission.md: "Every figure that the portal prints can be opened")."""

from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.http import Http404
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from municipalities.models import Municipality
from reports.achievement import figure_period
from reports.dimensions import narrowed
from reports.enums import TargetKind
from reports.figures import kept_found
from reports.models import Correction
from silab.accounts.models import Contract
from silab.common.lists import Column
from silab.common.templatetags.formats import day, euro, figure
from silab.measures import Measure, Period, Shown, in_words

EVIDENCE_COLUMNS = (
    Column("code", _("Code"), "code", text=lambda code: code),
    Column("label", _("Record"), "label"),
    Column("on", _("Date"), "on", text=day),
    Column("municipality", _("Municipality"), "municipality"),
)
MONEY = Column("amount", _("Amount"), "amount", text=euro, numeric=True)
NUMBER = Column("amount", _("Number"), "amount", text=figure, numeric=True)

#: How the records of a unit become its figure; "" for all others.
HOW = {
    "municipality": _(
        "Each municipality counts once, however many records it has, and only while it was valid. "
        "Below are all records that count."
    ),
    "person": _("Each person counts once for each record below; people are shown by code alone."),
    "eur": _("The amounts of the records below are added up."),
    "milestone": _("It is reached as soon as there is one such record."),
    "": _("Each record below counts once."),
}


def evidence_columns(measure: Measure) -> tuple[Column, ...]:
    """Return the columns that a measure's records fill: what each of them adds is money or a number."""
    columns = [
        column for column in EVIDENCE_COLUMNS if column.key != "municipality" or measure.evidence.municipality
    ]
    if measure.evidence.amount:
        columns.append(MONEY if measure.unit == "eur" else NUMBER)
    return tuple(columns)


def figure_url(measure: str, contract, year: int, period: Period, municipality=None, part=None) -> str:
    """Return the address of the records behind a figure, or of its `part` = (dimension, key) alone."""
    query = {"leping": contract.slug, "aasta": year, "algus": period.first, "lopp": period.last}
    if municipality is not None:
        query["kov"] = municipality
    if part is not None:
        query["jaotus"], query["osa"] = part
    return f"{reverse('reports:figure', args=[measure])}?{urlencode(query)}"


@dataclass(frozen=True)
class FigureQuery:
    """Which figure is asked: a measure, days, a contract and perhaps one municipality or one part of a dimension."""

    measure: Measure
    contract: Contract
    year: int
    period: Period
    municipality: Municipality | None
    #: The words of the part that `measure` is narrowed to; "" for the whole figure.
    part: str = ""

    @classmethod
    def read(cls, request, measure, scope) -> "FigureQuery":
        """Read `algus`, `lopp`, `kov`, `jaotus` and `osa`; by default the year's own days.

        Raises Http404 for what cannot be.
        """
        period = figure_period(scope.contract, scope.year, TargetKind.INCREMENT)
        if request.GET.get("algus") and request.GET.get("lopp"):
            try:
                period = Period(
                    date.fromisoformat(request.GET["algus"]), date.fromisoformat(request.GET["lopp"])
                )
            except ValueError:
                raise Http404 from None
        contract = scope.contract
        if period is None or not contract.starts_on <= period.first <= period.last <= contract.ends_on:
            raise Http404
        part = ""
        if request.GET.get("jaotus"):
            measure, part = narrowed(measure, request.GET["jaotus"], request.GET.get("osa", ""))
        municipality = _municipality(request.GET.get("kov"))
        return cls(measure, scope.contract, scope.year, period, municipality, part)

    @cached_property
    def found(self):
        """The number of records and the figure, which is None for no data."""
        asked = (self.period, self.contract, self.municipality)
        return self.measure.found(*asked) if self.part else kept_found(self.measure, *asked)

    @property
    def value_in_words(self) -> str:
        """The figure with its unit: "40 people"."""
        return in_words(self.found[1], self.measure.unit)

    @property
    def how(self) -> str:
        """How records become the figure."""
        return str(HOW.get(self.measure.unit, HOW[""]))

    @cached_property
    def corrections(self):
        """The marked corrections of this measure in the year, which print in reports in place of the count."""
        return list(
            Correction.objects.filter(contract=self.contract, year=self.year, measure=self.measure.code)
        )

    def rows(self, *, linked: bool) -> "EvidenceRows":
        """Return the counted records as the rows of a list; `linked` leads to them, for those who may open them."""
        records = self.measure.records(self.period, self.contract)
        if self.municipality is not None:
            path = self.measure.municipality
            records = records.filter(**{path: self.municipality.pk}) if path else records.none()
        return EvidenceRows(self.measure.evidence, records.order_by("pk"), self.found[0], linked)

    @property
    def map_url(self) -> str:
        """The same measure on the map, where it is counted by municipality."""
        if self.measure.municipality is None or self.part:
            return ""
        query = {"leping": self.contract.slug, "aasta": self.year, "moodik": self.measure.code}
        return f"{reverse('reports:map')}?{urlencode(query)}"


@dataclass(frozen=True)
class EvidenceRows:
    """Counted records as `list_response` reads a queryset: each row tells what its record shows of itself."""

    shown: Shown
    records: QuerySet
    number: int
    linked: bool
    fields: tuple[str, ...] = ()
    #: In the order of their keys, as they are proven.
    ordered = True

    def values_list(self, *fields):
        """Return the same records as tuples of these fields of their evidence."""
        return replace(self, fields=fields)

    def count(self) -> int:
        """Return the number of records."""
        return self.number

    def __getitem__(self, part):
        return list(self._rows(self.shown.of(self.records)[part]))

    def iterator(self, chunk_size):
        """Yield every row, in batches of bounded memory."""
        return self._rows(self.shown.of(self.records).iterator(chunk_size))

    def _rows(self, found):
        for evidence in map(self.shown.teller(self.records.model), found):
            yield tuple(self._cell(evidence, field) for field in self.fields)

    def _cell(self, evidence, field):
        # A page asks for the key first and gets links; an export gets plain codes.
        if field == "code" and self.linked and self.fields[0] == "pk" and (address := evidence.address):
            return format_html('<a href="{}">{}</a>', address, evidence.code)
        return getattr(evidence, field)


def _municipality(key):
    if not key:
        return None
    found = Municipality.objects.filter(pk=key).first() if key.isdecimal() else None
    if found is None:
        raise Http404
    return found
