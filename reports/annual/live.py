"""What an open report's figures would be now, counted again only when a record has changed."""

from django.utils import timezone

from reports.achievement import achieved
from reports.changes import kept, stamp
from reports.snapshot import printed


def live_figures(contract, year: int) -> dict:
    """Return a year's figures as `reports.snapshot.printed` gives them, not frozen. Nobody may change them.

    They look at the clock (what is over, what is late), so they are kept for a minute at most.
    """
    return kept(stamp(), _live, contract, year, f"{timezone.localtime():%Y%m%d%H%M}")


def _live(contract, year, _minute):
    return printed(achieved(contract, year), {})
