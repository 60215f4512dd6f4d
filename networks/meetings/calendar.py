"""A meeting as an iCalendar text for one invited person: one name, and a sequence that grows with each change."""

from datetime import UTC
from email.utils import parseaddr
from urllib.parse import urlsplit

from django.conf import settings
from django.utils import timezone

from networks.enums import Answer
from networks.models import Meeting, MeetingInvitation

REQUEST, CANCEL = "REQUEST", "CANCEL"
STATUSES = {Answer.WAITING: "NEEDS-ACTION", Answer.YES: "ACCEPTED", Answer.NO: "DECLINED"}


def calendar_of(invitation: MeetingInvitation, *, sequence: int, method: str = REQUEST) -> str:
    """Return the meeting of an invitation as iCalendar, to put into a calendar (REQUEST) or take out (CANCEL).

    The entry with the higher `sequence` (see `sequence_of`) replaces the other one (RFC 5546).
    """
    from icalendar import Calendar  # not at the portal's start (speed.md)

    calendar = Calendar()
    calendar.add("prodid", "-//Silab//Kohtumised//ET")
    calendar.add("version", "2.0")
    calendar.add("method", method)
    calendar.add_component(_event(invitation, sequence, method))
    return calendar.to_ical().decode()


def sequence_of(meeting: Meeting) -> int:
    """Return how often the meeting has been changed: only ever more, whoever changes it."""
    return meeting.history.filter(history_type="~").count()


def _event(invitation, sequence, method):
    from icalendar import Event

    meeting, event = invitation.meeting, Event()
    event.add("uid", f"meeting-{meeting.pk}@{urlsplit(settings.PORTAL_URL).hostname or 'silab'}")
    event.add("sequence", sequence)
    event.add("dtstamp", timezone.now().astimezone(UTC).replace(microsecond=0))
    event.add("dtstart", meeting.starts_at.astimezone(UTC))
    event.add("dtend", meeting.ends_at.astimezone(UTC))
    event.add("summary", f"{meeting.title} · {meeting.network.name}")
    if meeting.place:
        event.add("location", meeting.place)
    if meeting.agenda:
        event.add("description", meeting.agenda[:2000])
    event.add("status", "CANCELLED" if method == CANCEL else "CONFIRMED")
    event["organizer"] = _address(parseaddr(settings.DEFAULT_FROM_EMAIL)[1], CN="Silab")
    # The answer is given in the portal: the reader's mail program is not to send one of its own.
    status = STATUSES[Answer(invitation.answer)]
    event.add(
        "attendee",
        _address(invitation.person.email, CN=invitation.person.name, PARTSTAT=status, RSVP="FALSE"),
        encode=False,
    )
    return event


def _address(email, **params):
    from icalendar import vCalAddress

    address = vCalAddress(f"mailto:{email}")
    for name, value in params.items():
        address.params[name] = value
    return address
