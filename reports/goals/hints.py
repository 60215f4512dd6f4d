"""What an indicator counts today, in words."""

from django.utils import timezone
from django.utils.translation import gettext as _

from reports.achievement import indicator_period
from reports.figures import kept_figures
from reports.models import Indicator
from silab import measures
from silab.common.templatetags.formats import day
from silab.measures import in_words


def hints_of(contract, indicators: list[Indicator], year: int) -> dict[int | None, str]:
    """Return the value of each indicator in a year by its primary key, counted all at once."""
    periods = {row.pk: indicator_period(contract, year, row) for row in indicators}
    asked = [(row.measure, periods[row.pk]) for row in indicators]
    values = kept_figures([(code, period) for code, period in asked if period], contract)
    return {row.pk: _words(row, periods[row.pk], values) for row in indicators}


def this_year(contract) -> int:
    """Return the contract's year of today, its first or last when it has not begun or is over."""
    years = contract.years
    return min(max(timezone.localdate().year, years[0]), years[-1])


def _words(row, period, values):
    measure = measures.all_measures().get(row.measure)
    if measure is None:
        return _("Nothing counts this measure any more: choose another.") if row.measure else ""
    if period is None:
        if row.begins_on:
            return _("begins on %(day)s") % {"day": day(row.begins_on)}
        return "–"
    value = values[row.measure, period]
    if value is None:
        return _("– (no record counts yet)")
    days = {"first": day(period.first), "last": day(period.last)}
    return _("%(value)s (%(first)s–%(last)s)") % {"value": in_words(value, measure.unit), **days}
