"""What an address of this room asks: as of which day, in which steps, counted which way."""

from dataclasses import dataclass
from datetime import date

from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from silab.common.tables import Unreadable, read_day
from silab.common.templatetags.formats import day as day_words


@dataclass(frozen=True)
class Day:
    """The day asked for; where it cannot be, the usual one with the reason why."""

    on: date
    typed: str
    error: str = ""


def day_asked(request, contract) -> Day:
    """Read `seisuga`: any day of the contract, by default today or the contract's nearest day."""
    usual = min(max(timezone.localdate(), contract.starts_on), contract.ends_on)
    typed = request.GET.get("seisuga", "").strip()[:20]
    if not typed:
        return Day(usual, day_words(usual))
    try:
        asked = read_day(typed)
    except Unreadable:
        words = _("There is no day “%(day)s”. Write one such as 01.12.2022.") % {"day": typed}
        return Day(usual, typed, words)
    if not contract.starts_on <= asked <= contract.ends_on:
        words = _("%(day)s is outside the contract, which runs from %(first)s to %(last)s.") % {
            "day": day_words(asked),
            "first": day_words(contract.starts_on),
            "last": day_words(contract.ends_on),
        }
        return Day(usual, typed, words)
    return Day(asked, day_words(asked))


def chosen(request, name: str, choices, usual):
    """Return which of `choices` the address names, `usual` where it names none; raise Http404 for another."""
    asked = request.GET.get(name) or usual
    if asked not in choices:
        raise Http404
    return asked
