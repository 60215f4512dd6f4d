"""The tile map of municipalities by a chosen measure, in one query for the values and one for the tiles."""

from dataclasses import dataclass
from functools import cached_property
from typing import cast

from django.http import Http404
from django.utils.translation import gettext_lazy as _

from municipalities.models import County, Municipality
from reports.achievement import figure_period
from reports.enums import TargetKind
from reports.evidence import figure_url
from reports.figures import kept_by_municipality
from reports.models import Indicator, PeriodTarget
from silab import measures
from silab.accounts.models import Contract
from silab.common.charts import TileMap, tile_map
from silab.common.lists import Column
from silab.common.templatetags.formats import figure
from silab.measures import Measure, Period, in_words

#: What a map counts: all that was done since the contract began, or the year alone.
SCOPES = (
    ("", _("By the end of the year"), TargetKind.CUMULATIVE),
    ("aasta", _("In the year alone"), TargetKind.INCREMENT),
)


@dataclass(frozen=True)
class MapQuery:
    """Which map is asked: a measure, a contract's years up to one of them or that one alone, perhaps one county."""

    contract: Contract
    year: int
    measure: Measure | None
    period: Period
    scope: str
    county: County | None
    choices: list[Measure]

    @classmethod
    def read(cls, request, scope) -> "MapQuery":
        """Read `moodik`, `ulatus` and `maakond`; by default the first of the contract's measures. Raises Http404."""
        choices = _choices(scope.contract)
        asked = request.GET.get("moodik")
        measure = next((row for row in choices if row.code == asked), None)
        kind = next((kind for key, _title, kind in SCOPES if key == request.GET.get("ulatus", "")), None)
        if kind is None or (asked and measure is None):
            raise Http404
        return cls(
            contract=scope.contract,
            year=scope.year,
            measure=measure or (choices[0] if choices else None),
            # A contract has days in each of its own years.
            period=cast(Period, figure_period(scope.contract, scope.year, kind)),
            scope=request.GET.get("ulatus", ""),
            county=_county(request.GET.get("maakond")),
            choices=choices,
        )

    @property
    def scopes(self):
        """(key, title) of what a map can count."""
        return [(key, title) for key, title, _kind in SCOPES]

    def tiles(self) -> TileMap | None:
        """Return the map: every municipality valid on the last day, "–" where nothing is recorded."""
        if self.measure is None:
            return None
        values, unit = self._values, self.measure.unit
        tiles = [
            (column, row, name, values.get(key), self._url(key) if key in values else "")
            for key, name, column, row in self._places("pk", "name", "tile_column", "tile_row")
        ]
        return tile_map(tiles, str(self.measure.title), words=lambda value: in_words(value, unit))

    def rows(self):
        """Yield (municipality, county, EHAK code on the last day, value) for the export."""
        for key, *told in self._places("pk", "name", "county__name", "code_then"):
            yield (*told, self._values.get(key))

    def columns(self):
        """Return the columns of `rows`."""
        return (
            Column("name", _("Municipality"), "name"),
            Column("county", _("County"), "county"),
            Column("code", _("EHAK code"), "code", text=lambda code: code or ""),
            Column("value", self.measure.title if self.measure else "", "value", text=figure, numeric=True),
        )

    @cached_property
    def _values(self):
        return kept_by_municipality(self.measure, self.period, self.contract) if self.measure else {}

    def _places(self, *fields):
        places = Municipality.objects.valid_on(self.period.last).with_code(self.period.last)
        if self.county:
            places = places.filter(county=self.county)
        return places.order_by("sort_key", "pk").values_list(*fields)

    def _url(self, municipality):
        return figure_url(self.measure.code, self.contract, self.year, self.period, municipality)


def _choices(contract):
    """Measures counted by municipality: the contract's indicators first, then its targets, then all others."""
    known = {code: measure for code, measure in measures.all_measures().items() if measure.municipality}
    indicators = Indicator.objects.filter(goal__contract=contract).order_by("goal__number", "letter")
    targets = PeriodTarget.objects.filter(contract=contract).order_by("pk")
    wanted = [*indicators.values_list("measure", flat=True), *targets.values_list("measure", flat=True)]
    return [known[code] for code in dict.fromkeys([*wanted, *known]) if code in known]


def _county(key):
    if not key:
        return None
    found = County.objects.filter(pk=key).first() if key.isdecimal() else None
    if found is None:
        raise Http404
    return found
