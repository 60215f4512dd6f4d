"""Mails about meetings: the invitation, word of a change and of a cancelling, the reminder, the minutes.

Each is told once for its event and address (silab/notices), whoever asks and however often."""

from datetime import datetime, time, timedelta

import structlog
from django.core.exceptions import ValidationError
from django.utils import timezone

from networks.enums import Answer
from networks.meetings.calendar import CANCEL, REQUEST, calendar_of, sequence_of
from networks.meetings.links import answer_url, minutes_url
from networks.models import Meeting, MeetingInvitation
from silab.accounts.models import Person
from silab.notices.actions import notify
from silab.notices.models import Notice

#: The reminder leaves in the morning of the day before, in Tallinn's time.
MORNING = time(8)
log = structlog.get_logger(__name__)


def tell_invited(invitation: MeetingInvitation, *, sequence: int) -> bool:
    """Send somebody their invitation; return whether it is new."""
    return _tell(f"networks.invitation:{invitation.meeting_id}", "invitation", invitation, sequence)


def tell_changed(meeting: Meeting, before: dict) -> int:
    """Tell the invited what a meeting was (`before`: title, starts_at, ends_at, place) and is now."""
    sequence = sequence_of(meeting)
    event = f"networks.changed:{meeting.pk}:{sequence}"
    return sum(_tell(event, "changed", one, sequence, before=before) for one in invited(meeting))


def tell_cancelled(meeting: Meeting, reason: str) -> int:
    """Tell the invited that a meeting does not take place; return to how many."""
    sequence = sequence_of(meeting)
    event = f"networks.cancelled:{meeting.pk}:{sequence}"
    return sum(
        _tell(event, "cancelled", one, sequence, method=CANCEL, reason=reason) for one in invited(meeting)
    )


def send_reminders(now: datetime) -> int:
    """Remind the invited, but those who said no, of the meetings of tomorrow; return how many mails were made."""
    sent = 0
    for meeting in Meeting.objects.upcoming().filter(starts_at__lt=now + timedelta(days=2)):
        at = reminder_at(meeting)
        if at <= now:
            sent += _remind(meeting, at)
    return sent


def reminder_at(meeting: Meeting) -> datetime:
    """Return when the reminder of a meeting goes: at eight on the day before."""
    eve = timezone.localdate(meeting.starts_at) - timedelta(days=1)
    return timezone.make_aware(datetime.combine(eve, MORNING))


def tell_minutes(meeting: Meeting, people) -> int:
    """Send people a link to the minutes as they stand, each of them once for one wording; return to how many."""
    event = f"networks.minutes:{meeting.pk}:{meeting.fingerprint}"
    decisions = list(meeting.decisions.select_related("municipality").order_by("pk"))
    sent = 0
    for person in people:
        context = {"meeting": meeting, "decisions": decisions, "url": minutes_url(meeting, person)}
        sent += _notify(event, person, "minutes", context)
    return sent


def invited(meeting: Meeting):
    """Return the invitations of those of a meeting who have an address."""
    found = meeting.invitations.exclude(person__email="").order_by("pk")
    return found.select_related("person__user", "meeting__network", "municipality")


def _remind(meeting, at):
    # Whoever was invited or told of a change since the reminder was due knows it already.
    told = Notice.objects.filter(event__startswith=f"networks.changed:{meeting.pk}:", made__gte=at)
    fresh = set(told.order_by().values_list("recipient", flat=True))
    event = f"networks.reminder:{meeting.pk}:{meeting.starts_at:%Y%m%d%H%M}"
    fresh |= set(Notice.objects.filter(event=event).order_by().values_list("recipient", flat=True))
    waiting = invited(meeting).filter(invited_at__lt=at).exclude(answer=Answer.NO)
    left = [one for one in waiting if one.person.email.strip().lower() not in fresh]
    sequence = sequence_of(meeting) if left else 0
    return sum(_tell(event, "reminder", one, sequence) for one in left)


def _tell(event, template, invitation, sequence, *, method=REQUEST, **more) -> bool:
    context = {
        **more,
        "meeting": invitation.meeting,
        "invitation": invitation,
        "url": answer_url(invitation),
    }
    calendar = calendar_of(invitation, sequence=sequence, method=method)
    return _notify(event, invitation.person, template, context, calendar)


def _notify(event, person: Person, template, context, calendar="") -> bool:
    try:
        made = notify(
            event=event,
            to=person,
            template=f"networks/mail/{template}",
            context=context,
            calendar=calendar,
            confidential=True,  # it holds a personal link
        )
    except ValidationError:
        log.warning("person_has_no_proper_address", person=person.pk)
        return False
    return made is not None
