"""Training days as an iCalendar text, attached to mails: taken into a calendar twice, a day stands there once."""

from collections.abc import Iterable
from datetime import UTC
from urllib.parse import urlsplit

from django.conf import settings
from django.utils import timezone

from trainings.models import Session


def calendar_of(days: Iterable[Session], *, cancelled: Iterable[Session] = ()) -> str:
    """Return an iCalendar text of the days; those in `cancelled` are taken out of the reader's calendar.

    "" when there are no days at all. A session's training and group should be read along with it.
    """
    from icalendar import Calendar  # not at the portal's start (speed.md)

    calendar = Calendar()
    calendar.add("prodid", "-//Silab//Silab//ET")
    calendar.add("version", "2.0")
    for day in days:
        calendar.add_component(_event(day, "CONFIRMED"))
    for day in cancelled:
        calendar.add_component(_event(day, "CANCELLED"))
    return calendar.to_ical().decode() if calendar.subcomponents else ""


def _event(day, status):
    from icalendar import Event

    now = timezone.now().astimezone(UTC)
    event = Event()
    # The one name of this day in every calendar, whoever sends it.
    event.add("uid", f"session-{day.pk}@{urlsplit(settings.PORTAL_URL).hostname or 'silab'}")
    event.add("dtstamp", now)
    # Later mails replace what earlier ones said.
    event.add("sequence", int(now.timestamp()) // 60)
    event.add("dtstart", day.starts_at.astimezone(UTC))
    event.add("dtend", day.ends_at.astimezone(UTC))
    event.add("summary", f"{day.training.name}: {day.title}")
    place = day.place or (day.group.place or day.group.name if day.group else day.training.place)
    if place:
        event.add("location", place)
    if day.topics:
        event.add("description", day.topics)
    event.add("status", status)
    return event
