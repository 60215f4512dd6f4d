"""How a running year will end: the pace so far, and what is scheduled (issue of plan and reports, "3 of 10")."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from reports.achievement import figure_period
from reports.enums import TargetKind
from reports.figures import Figure, kept_figures, scheduled_figures
from reports.overtime.subjects import Subject
from reports.pace import elapsed
from silab.common.templatetags.formats import NO_DATA, day, figure
from silab.measures import Measure, Period, in_words

#: Means and shares do not grow with time.
RATES = ("of_ten", "percent")
#: What grows with the year, so that its pace says how it will end.
GROWING = (TargetKind.INCREMENT, TargetKind.CUMULATIVE)
#: In the first month a pace says nothing.
SOONEST = timedelta(days=30)


@dataclass(frozen=True)
class Forecast:
    """A figure of the running year: done so far, planned, expected at this pace, scheduled besides."""

    measure: Measure
    kind: str
    last: date
    days_left: int
    done: Decimal | None
    planned: Decimal | None
    #: None where no pace can be told.
    expected: Decimal | None
    scheduled: Decimal

    @property
    def is_reached(self) -> bool:
        """Whether the target is reached already."""
        return self.done is not None and self.planned is not None and self.done >= self.planned

    @property
    def words(self) -> str:
        """Return it as a sentence without its full stop: "3 of 10; at this pace 8; 2 more are scheduled"."""
        if self.done is None and not self.scheduled:
            return self._not_yet() if self.kind == TargetKind.MILESTONE else self._nothing()
        parts = (
            [self._milestone()] if self.kind == TargetKind.MILESTONE else [self._so_far(), self._outlook()]
        )
        return "; ".join(part for part in (*parts, self._scheduled()) if part)

    def _nothing(self):
        if self.planned is None:
            return NO_DATA
        scheduled = _("nothing is scheduled yet") if self.kind in GROWING else ""
        return "; ".join(part for part in (self._so_far(), scheduled) if part)

    def _so_far(self):
        done = self._bare(self.done)
        if self.planned is None:
            return _("%(done)s so far") % {"done": done}
        return _("%(done)s of %(planned)s") % {"done": done, "planned": self._bare(self.planned)}

    def _outlook(self):
        if self.is_reached:
            return _("the target is reached")
        if self.kind == TargetKind.STOCK and self.planned is not None and self.measure.unit not in RATES:
            lacking = in_words(self.planned - (self.done or 0), self.measure.unit)
            return _("%(lacking)s short of what %(day)s is to see") % {
                "lacking": lacking,
                "day": day(self.last),
            }
        if self.expected is None:
            return ""
        return _("at this pace %(expected)s by the year’s end") % {"expected": self._bare(self.expected)}

    def _milestone(self):
        return _("reached") if self.done else self._not_yet()

    def _not_yet(self):
        return ngettext(
            "not reached yet, %(n)s day is left", "not reached yet, %(n)s days are left", self.days_left
        ) % {"n": self.days_left}

    def _scheduled(self):
        if not self.scheduled:
            return ""
        number = self._bare(self.scheduled)
        return ngettext(
            "%(number)s more is scheduled", "%(number)s more are scheduled", int(self.scheduled)
        ) % {"number": number}

    def _bare(self, value):
        return in_words(value, "eur") if self.measure.unit == "eur" else figure(value)


def is_running(contract, year: int, today: date | None = None) -> bool:
    """Whether a forecast can be made: the year is today's, and today is one of the contract's days."""
    today = today or timezone.localdate()
    return year == today.year and contract.starts_on <= today <= contract.ends_on


def forecasts(contract, subjects: list[Subject], *, today: date | None = None) -> list[Forecast | None]:
    """Return the forecast of each subject to the end of the year of `today`; None where its measure is unknown.

    Four queries at most, whatever the number of subjects; no forecasts outside the contract's days.
    """
    today = today or timezone.localdate()
    if not is_running(contract, today.year, today):
        return [None] * len(subjects)
    end = min(contract.ends_on, date(today.year, 12, 31))
    rest = Period(today, end)
    asked: list[Figure] = []
    for subject in subjects:
        asked += [(subject.code, period) for period in _periods(subject, contract, today, end) if period]
    values = kept_figures(asked, contract)
    known = [subject.measure for subject in subjects if subject.measure and subject.kind in GROWING]
    ahead = scheduled_figures(known, rest, contract)
    return [_forecast(subject, contract, today, end, values, ahead) for subject in subjects]


def _periods(subject, contract, today, end):
    """The days up to today, up to the year's end, and up to the end of the last year."""
    before = date(today.year, 1, 1) - timedelta(days=1)
    by_then = subject.period(contract, before) if subject.kind == TargetKind.CUMULATIVE else None
    return subject.period(contract, today), subject.period(contract, end), by_then


def _forecast(subject, contract, today, end, values, ahead):
    if subject.measure is None:
        return None
    so_far, by_end, before = (
        values.get((subject.code, period)) if period else None
        for period in _periods(subject, contract, today, end)
    )
    dated_ahead = (by_end or Decimal(0)) - (so_far or Decimal(0))
    planned = subject.planned(today.year)
    return Forecast(
        measure=subject.measure,
        kind=subject.kind,
        last=end,
        days_left=(end - today).days,
        done=so_far,
        planned=max(planned) if planned else None,
        expected=_expected(subject, contract, today, so_far, before),
        # Records dated ahead are what a measure without a word of its own knows of what is to come.
        scheduled=ahead.get(subject.code)
        or (max(dated_ahead, Decimal(0)) if _adds_up(subject) else Decimal(0)),
    )


def _adds_up(subject):
    return subject.kind in GROWING and subject.measure.unit not in RATES


def _expected(subject, contract, today, so_far, before):
    """What an even pace since the year began leads to; None before there is a pace."""
    year = figure_period(contract, today.year, TargetKind.INCREMENT)
    if so_far is None or not _adds_up(subject) or today - year.first < SOONEST:
        return None
    base = before or Decimal(0)
    gained = (so_far - base) / elapsed(year, today)
    return (base + gained).quantize(Decimal(1), ROUND_HALF_UP)
