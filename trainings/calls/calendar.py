"""The days of a call as a calendar to subscribe to, for everybody."""

from django.db.models import Q

from trainings.calendar import feed_of
from trainings.calls.page import public_place


def days_of_call(training, group: int | None = None) -> bytes:
    """Return the days of a training as iCalendar, those of one group and everybody's when `group` is given."""
    days = training.sessions.select_related("group", "training").order_by("starts_at", "pk")
    if group:
        days = days.filter(Q(group=None) | Q(group=group))
    return feed_of(training, days, place=_place)


def _place(day) -> str:
    return public_place(day.place) or (day.group.name if day.group else day.training.place)
