"""The days of a call as a calendar to subscribe to: stable identities, Tallinn's time."""

from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import Max, OuterRef, Q, Subquery
from django.urls import reverse
from django.utils import timezone

from trainings.calls.page import public_place
from trainings.enums import TrainingState
from trainings.models import Session


def feed_of(training, group: int | None = None) -> bytes:
    """Return the days of a training as iCalendar, those of one group and everybody's when `group` is given.

    A day keeps its UID however it is moved; its stamp is its last change, so that the same days are the same bytes.
    """
    from icalendar import Calendar  # read only where a feed is asked for

    calendar = Calendar()
    calendar.add("prodid", "-//Silab//Koolitused//ET")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", training.name)
    calendar.add("x-wr-timezone", settings.TIME_ZONE)
    for session in _sessions(training, group):
        calendar.add_component(_event(training, session))
    calendar.add_missing_timezones()
    return calendar.to_ical()


def _sessions(training, group):
    history = Session.history.model.objects.filter(id=OuterRef("pk")).order_by().values("id")
    changed = Subquery(history.annotate(last=Max("history_date")).values("last"))
    found = training.sessions.select_related("group").annotate(changed_at=changed)
    found = found.order_by("starts_at", "pk")
    return found.filter(Q(group=None) | Q(group=group)) if group else found


def _event(training, session):
    from icalendar import Event, vUri

    zone = timezone.get_default_timezone()
    event = Event()
    event.add("uid", f"{session.code_prefix.lower().replace('ä', 'a')}-{session.pk}@{_host()}")
    event.add("dtstamp", (session.changed_at or session.created_at).replace(microsecond=0))
    event.add("summary", f"{training.name}: {session.title}")
    event.add("dtstart", session.starts_at.astimezone(zone))
    event.add("dtend", session.ends_at.astimezone(zone))
    place = public_place(session.place) or (session.group.name if session.group else training.place)
    if place:
        event.add("location", place)
    if session.topics:
        event.add("description", session.topics)
    event.add("url", vUri(settings.PORTAL_URL.rstrip("/") + reverse("trainings:call", args=[training.slug])))
    event.add("status", "CANCELLED" if training.state == TrainingState.CANCELLED else "CONFIRMED")
    return event


def _host():
    return urlsplit(settings.PORTAL_URL).hostname or "silab"
