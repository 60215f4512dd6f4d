"""Years, quarters and months of a contract, up to a day."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

YEAR, QUARTER, MONTH = "aasta", "kvartal", "kuu"
SIZES = {YEAR: gettext_lazy("by year"), QUARTER: gettext_lazy("by quarter"), MONTH: gettext_lazy("by month")}
MONTHS = {YEAR: 12, QUARTER: 3, MONTH: 1}
#: As many as a chart shows legibly; earlier ones are asked for by an earlier day.
MOST = 24
ROMAN = ("I", "II", "III", "IV")


@dataclass(frozen=True)
class Step:
    """A year, quarter or month, as far as it lies in the contract and before the day asked for."""

    first: date
    last: date
    size: str
    #: Whether it is cut short by the day asked for.
    is_cut: bool

    @property
    def short(self) -> str:
        """Its mark on a chart, under which the year stands."""
        if self.size == YEAR:
            return ""
        return ROMAN[(self.first.month - 1) // 3] if self.size == QUARTER else f"{self.first:%m}"

    @property
    def title(self) -> str:
        """Its name in a table."""
        if self.size == YEAR:
            return f"{self.first.year}"
        if self.size == QUARTER:
            return _("%(quarter)s quarter of %(year)s") % {"quarter": self.short, "year": self.first.year}
        return date_format(self.first, "F Y")


def steps_until(contract, day: date, size: str) -> list[Step]:
    """Return the contract's steps up to the one of `day`, at most `MOST`, the latest last."""
    length, found, first = MONTHS[size], [], _start(day, MONTHS[size])
    while len(found) < MOST and _end(first, length) >= contract.starts_on:
        last = _end(first, length)
        found.append(Step(max(first, contract.starts_on), min(last, day), size, is_cut=day < last))
        first = _start(first - timedelta(days=1), length)
    return found[::-1]


def _start(day, length):
    return date(day.year, (day.month - 1) // length * length + 1, 1)


def _end(first, length):
    month = first.month - 1 + length
    return date(first.year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
