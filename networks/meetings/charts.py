"""A network's members over time, as numbers that a template draws."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class YearEnd:
    """Members on one day: the end of a year, or today."""

    day: date
    members: int
    #: Per cent of the highest count, for the bar's length.
    share: int


def member_counts(memberships, started_on: date, today: date) -> list[YearEnd]:
    """Return the number of members at the end of each year since the network started, and today."""
    ends = [date(year, 12, 31) for year in range(started_on.year, today.year)]
    days = [*ends, today] if started_on <= today else []
    counts = [sum(membership.lasts_on(day) for membership in memberships) for day in days]
    most = max(counts, default=0) or 1
    return [YearEnd(day, count, 100 * count // most) for day, count in zip(days, counts, strict=True)]
