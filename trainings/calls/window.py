"""How a call stands towards its window: open, yet to open, closed (domain.md §3)."""

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from trainings.enums import TrainingState


@dataclass(frozen=True)
class Standing:
    """`state` is "open", "upcoming", "closed", "undated" or "cancelled"; `left` says how long it stays open."""

    state: str
    words: str
    left: str = ""


def standing_of(training, now: datetime | None = None) -> Standing:
    """Return how the call of a training stands at `now` (aware; the server's clock when not given)."""
    now = now or timezone.now()
    opens, closes = training.opens_at, training.closes_at
    if training.state == TrainingState.CANCELLED:
        return Standing("cancelled", _("This training does not take place."))
    if opens is None or closes is None:
        return Standing("undated", _("The time for applications is not set yet."))
    if now < opens:
        return Standing("upcoming", _("Applications open on %(when)s") % {"when": in_words(opens)})
    if now < closes:
        return Standing("open", _("Open until %(when)s") % {"when": in_words(closes)}, _left(now, closes))
    return Standing("closed", _("Applications closed on %(when)s") % {"when": in_words(closes)})


def in_words(moment: datetime) -> str:
    """Return a moment with its weekday, as a call names it: "reede, 1. märts 2019 kell 23:59" in Tallinn."""
    local = timezone.localtime(moment)
    return _("%(day)s at %(time)s") % {"day": date_format(local, "l, j. F Y"), "time": f"{local:%H:%M}"}


def _left(now, closes):
    days = (timezone.localtime(closes).date() - timezone.localtime(now).date()).days
    if days == 0:
        return _("closes today")
    return ngettext("%(n)d day left", "%(n)d days left", days) % {"n": days}
