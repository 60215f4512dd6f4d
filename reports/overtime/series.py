"""A subject's values over time, each with its records, beside the plan and what reports printed."""

from dataclasses import dataclass
from decimal import Decimal

from reports.enums import TargetKind
from reports.figures import Figure
from reports.overtime.changed import records_url
from reports.overtime.steps import YEAR, Step
from reports.overtime.subjects import Subject
from silab.common.templatetags.formats import figure
from silab.common.timeline import Point, Timeline, timeline
from silab.measures import Period, in_words


@dataclass(frozen=True)
class Value:
    """A subject's value at the end of a step, and what the step alone brought; None is no data."""

    step: Step
    period: Period | None
    value: Decimal | None
    words: str
    url: str
    #: What the step alone brought; "" where that is the value itself or says nothing.
    own: str
    own_url: str
    planned: tuple[Decimal, ...]
    planned_words: str


def figures_asked(subject: Subject, contract, steps: list[Step]) -> list[Figure]:
    """Return every figure that `values` reads, to be counted at once."""
    periods = [subject.period(contract, step.last) for step in steps]
    periods += [_own(subject, step) for step in steps]
    return [(subject.code, period) for period in periods if period]


def values(subject: Subject, contract, steps: list[Step], counted: dict) -> list[Value]:
    """Return the subject's value at the end of each step out of what was counted."""
    return [_value(subject, contract, step, counted) for step in steps]


def chart(subject: Subject, found: list[Value], name="over-time") -> Timeline | None:
    """Return the drawing; None where there is nothing to draw: no data at all, or a milestone."""
    if subject.kind == TargetKind.MILESTONE or all(row.value is None for row in found):
        return None
    points = [Point(row.step.short, f"{row.step.first.year}", row.value, row.planned) for row in found]
    return timeline(points, subject.title, name=name, whole=_unit(subject) == "eur")


def worded(subject: Subject, value: Decimal | None) -> str:
    """Return a value as this subject prints it: money, a milestone in a word, a bare number."""
    unit = _unit(subject)
    return in_words(value, unit) if unit == "eur" or (unit == "milestone" and value) else figure(value)


def _value(subject, contract, step, counted):
    period, own = subject.period(contract, step.last), _own(subject, step)
    value = counted.get((subject.code, period)) if period else None
    planned = tuple(subject.planned(step.first.year))
    return Value(
        step=step,
        period=period,
        value=value,
        words=worded(subject, value),
        url=_url(subject, contract, step, period, value),
        own=worded(subject, counted.get((subject.code, own))) if own else "",
        own_url=_url(subject, contract, step, own, counted.get((subject.code, own))) if own else "",
        planned=planned,
        planned_words="; ".join(worded(subject, amount) for amount in planned),
    )


def _own(subject, step) -> Period | None:
    """The step's own days, where they say something besides the year so far."""
    begun = not (subject.begins_on and subject.begins_on.year > step.last.year)
    if subject.kind != TargetKind.INCREMENT or step.size == YEAR or not begun:
        return None
    return Period(step.first, step.last)


def _url(subject, contract, step, period, value):
    if period is None or value is None or subject.measure is None:
        return ""
    return records_url(subject.code, contract, step.last.year, period)


def _unit(subject):
    return subject.measure.unit if subject.measure else ""
