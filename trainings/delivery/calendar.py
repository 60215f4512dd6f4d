"""Training days as iCalendar texts, for mails and for a participant's own page; no personal link in them."""

from urllib.parse import urlsplit

from django.conf import settings
from icalendar import Calendar, Event

from trainings.delivery.schedule import place_of
from trainings.models import Session


def calendar_of(sessions, *, sequence: int = 0) -> str:
    """Return sessions (with group and training) as a calendar; a higher `sequence` replaces what was sent."""
    calendar = Calendar()
    calendar.add("prodid", "-//Silab//Koolitused//ET")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    for session in sessions:
        calendar.add_component(_event(session, sequence))
    return calendar.to_ical().decode()


def _event(session: Session, sequence):
    event = Event()
    host = urlsplit(settings.PORTAL_URL).hostname or "silab"
    event.add("uid", f"{session.code.lower()}@{host}")
    event.add("sequence", sequence)
    event.add("dtstamp", session.created_at)
    event.add("dtstart", session.starts_at)
    event.add("dtend", session.ends_at)
    event.add("summary", f"{session.training.name}: {session.title}")
    if place := place_of(session):
        event.add("location", place)
    if session.topics:
        event.add("description", session.topics)
    return event
