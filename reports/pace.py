"""The one word for plan against done: ahead, on track, behind, done, missed, not started (look.md, "Dashboard")."""

from datetime import date, timedelta
from decimal import Decimal

from reports.enums import Pace
from silab.measures import Period

#: How far from the even pace still counts as on track, and the share of the time that may pass with nothing done.
TOLERANCE = Decimal("0.1")
GRACE = Decimal("0.25")


def elapsed(period: Period, today: date) -> Decimal:
    """Return the share of the period's days that are over before `today`: 0 until it begins, 1 after its end."""
    days = (period.last - period.first).days + 1
    gone = (min(today, period.last + timedelta(days=1)) - period.first).days
    return max(Decimal(0), Decimal(gone) / days)


def pace(planned, done, share: Decimal, *, closed: bool, stock: bool = False) -> Pace:
    """Return the word for `done` of `planned` when `share` (0–1) of the time for it is gone.

    Reached is done, whenever. Once `closed`, all else is missed. Before that an even pace is expected, give or
    take a tenth; nothing done is not yet late in the first quarter, nor is a single result before its time is
    over. A stock starts the year from what there was, so it is never "ahead".
    """
    reached = done or Decimal(0)
    if done is not None and reached >= planned:
        return Pace.DONE
    if closed:
        return Pace.MISSED
    if share <= 0 and not reached:
        return Pace.NOT_STARTED
    if planned <= 1:
        return Pace.ON_TRACK if share < 1 else Pace.BEHIND
    due = planned * share
    if not reached:
        return Pace.NOT_STARTED if share < GRACE or due < 1 else Pace.BEHIND
    if reached >= due * (1 + TOLERANCE) and not stock:
        return Pace.AHEAD
    return Pace.ON_TRACK if reached >= int(due * (1 - TOLERANCE)) else Pace.BEHIND
