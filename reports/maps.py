"""The tile map of municipalities by a chosen measure, in one query for the values and one for the tiles."""

from dataclasses import dataclass
from typing import cast

from django.http import Http404

from municipalities.models import County, Municipality
from reports.achievement import figure_period
from reports.enums import TargetKind
from reports.evidence import figure_url
from reports.figures import kept_by_municipality
from reports.models import Indicator, PeriodTarget
from silab import measures
from silab.accounts.models import Contract
from silab.common.charts import tile_map
from silab.measures import Measure, Period


@dataclass(frozen=True)
class MapQuery:
    """Which map is asked: a measure, a contract's years up to one of them, perhaps one county."""

    contract: Contract
    year: int
    measure: Measure | None
    period: Period | None
    county: County | None
    choices: list[Measure]

    @classmethod
    def read(cls, request, scope) -> "MapQuery":
        """Read `moodik` and `maakond`; by default the first of the contract's measures. Raises Http404."""
        choices = _choices(scope.contract)
        asked = request.GET.get("moodik")
        measure = next((row for row in choices if row.code == asked), None)
        if asked and measure is None:
            raise Http404
        return cls(
            contract=scope.contract,
            year=scope.year,
            measure=measure or (choices[0] if choices else None),
            # A contract has days in each of its own years.
            period=cast(Period, figure_period(scope.contract, scope.year, TargetKind.CUMULATIVE)),
            county=_county(request.GET.get("maakond")),
            choices=choices,
        )

    def tiles(self):
        """Return the map: every municipality valid on the last day, "–" where nothing is recorded."""
        if self.measure is None or self.period is None:
            return None
        values = kept_by_municipality(self.measure, self.period, self.contract)
        places = Municipality.objects.valid_on(self.period.last).exclude(tile_column=None)
        if self.county:
            places = places.filter(county=self.county)
        tiles = [
            (column, row, name, values.get(key), self._url(key) if key in values else "")
            for key, name, column, row in places.order_by("sort_key").values_list(
                "pk", "name", "tile_column", "tile_row"
            )
        ]
        return tile_map(tiles, str(self.measure.title))

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
