"""Training days as iCalendar: one name for a day wherever it is told, and a sequence that grows as it changes."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import UTC, datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import Count, Max, Q
from django.urls import reverse
from django.utils import timezone

from trainings.delivery.schedule import place_of
from trainings.enums import TrainingState
from trainings.models import Group, Session, Training

#: Where the words of an entry stand: the day itself, its group (place), its training (name, place, state).
SOURCES = ((Session, "pk"), (Group, "group_id"), (Training, "training_id"))


def calendar_of(days: Iterable[Session], *, cancelled: Iterable[Session] = ()) -> str:
    """Return the days as an iCalendar text for those who take part: in a mail, on a personal page.

    Days in `cancelled` are taken out of the reader's calendar. "" when there are no days at all. A session's
    training and group should be read along with it. Three queries.
    """
    days, cancelled = list(days), list(cancelled)
    if not days and not cancelled:
        return ""
    calendar = _calendar()
    # With a method the stamp is the moment of telling (RFC 5545): of two mails about an unchanged day the
    # later one holds, as when a team leaves a group and comes back.
    calendar.add("method", "PUBLISH")
    now, changes = timezone.now(), _changes_of([*days, *cancelled])
    for day in [*days, *cancelled]:
        event = _event(day, changes[day][0], now, UTC, place_of(day))
        event.add("status", "CANCELLED" if day in cancelled or _is_off(day) else "CONFIRMED")
        calendar.add_component(event)
    return calendar.to_ical().decode()


def feed_of(training: Training, days: Iterable[Session], *, place) -> bytes:
    """Return a training's days as a calendar to subscribe to, in Tallinn's time, the same bytes until one changes.

    `place` gives the words by which strangers may know where a day takes place. Three queries.
    """
    from icalendar import vUri

    days = list(days)
    calendar = _calendar()
    calendar.add("x-wr-calname", training.name)
    calendar.add("x-wr-timezone", settings.TIME_ZONE)
    address = settings.PORTAL_URL.rstrip("/") + reverse("trainings:call", args=[training.slug])
    changes = _changes_of(days)
    for day in days:
        sequence, changed_at = changes[day]
        event = _event(day, sequence, changed_at, timezone.get_default_timezone(), place(day))
        event.add("url", vUri(address))
        event.add("status", "CANCELLED" if _is_off(day) else "CONFIRMED")
        calendar.add_component(event)
    calendar.add_missing_timezones()
    return calendar.to_ical()


def _calendar():
    from icalendar import Calendar  # not at the portal's start (speed.md)

    calendar = Calendar()
    calendar.add("prodid", "-//Silab//Koolitused//ET")
    calendar.add("version", "2.0")
    return calendar


def _event(day, sequence, stamp, zone, place):
    from icalendar import Event

    event = Event()
    event.add("uid", f"session-{day.pk}@{urlsplit(settings.PORTAL_URL).hostname or 'silab'}")
    event.add("sequence", sequence)
    event.add("dtstamp", stamp.astimezone(UTC).replace(microsecond=0))
    event.add("dtstart", day.starts_at.astimezone(zone))
    event.add("dtend", day.ends_at.astimezone(zone))
    event.add("summary", f"{day.training.name}: {day.title}")
    if place:
        event.add("location", place)
    if day.topics:
        event.add("description", day.topics)
    return event


def _is_off(day) -> bool:
    return day.training.state == TrainingState.CANCELLED


def _changes_of(days) -> dict[Session, tuple[int, datetime]]:
    """Return (how many changes, when the last) of what each day's entry says: only ever more, whoever asks."""
    found: dict = defaultdict(list)
    for model, name in SOURCES:
        history = model.history.filter(id__in={getattr(day, name) for day in days} - {None}).order_by()
        changes = Count("history_id", filter=Q(history_type="~"))
        rows = history.values("id").annotate(changes=changes, last=Max("history_date"))
        of_one = {row["id"]: (row["changes"], row["last"]) for row in rows}
        for day in days:
            found[day].append(of_one.get(getattr(day, name), (0, day.created_at)))
    return {day: (sum(n for n, _at in each), max(at for _n, at in each)) for day, each in found.items()}
