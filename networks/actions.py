"""What is done with a network meeting: minutes, who was there, decisions (domain.md §4)."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from municipalities.models import Municipality
from networks.models import Decision, Meeting, MeetingPresence
from silab.accounts.models import Person


class ChangedMeanwhile(Exception):
    """Someone else saved the text after its writer had opened it; `meeting` is as they saved it."""

    def __init__(self, meeting: Meeting):
        super().__init__()
        self.meeting = meeting


@transaction.atomic
def write_minutes(*, meeting: Meeting, agenda: str, minutes: str, seen: str, by) -> Meeting:
    """Save agenda and minutes; `seen` is the fingerprint of what the writer started from.

    Raises ChangedMeanwhile when what is saved is no longer that.
    """
    meeting = Meeting.objects.select_for_update().get(pk=meeting.pk)
    if (meeting.agenda, meeting.minutes) == (agenda, minutes):
        return meeting
    if seen != meeting.fingerprint:
        raise ChangedMeanwhile(meeting)
    meeting.agenda, meeting.minutes = agenda, minutes
    meeting._history_user = by
    meeting.save()
    return meeting


@transaction.atomic
def note_presence(
    *, meeting: Meeting, person: Person | None, name: str = "", municipality: Municipality | None, by
) -> MeetingPresence:
    """Note that someone was at the meeting, for a municipality or for none; `name` makes a new person.

    Raises ValidationError for a meeting that has not begun and for someone already noted.
    """
    if meeting.starts_at > timezone.now():
        raise ValidationError(_("The meeting has not begun yet: note who was there afterwards."))
    if person is None:
        person = Person.objects.create(name=name, created_by=by)
    presence, is_new = MeetingPresence.objects.get_or_create(
        meeting=meeting,
        person=person,
        defaults={
            "municipality": municipality,
            "marked_at": timezone.now(),
            "marked_by": by,
            "created_by": by,
        },
    )
    if not is_new:
        raise ValidationError(_("%(name)s is already noted.") % {"name": person.name})
    return presence


@transaction.atomic
def remove_presence(*, presence: MeetingPresence, by) -> None:
    """Take someone off the list; the history keeps that they were on it."""
    presence._history_user = by
    presence.delete()


@transaction.atomic
def note_decision(*, meeting: Meeting, text: str, owner: str, due_on: date | None, by) -> Decision:
    """Note what the meeting decided, who does it and by when."""
    return Decision.objects.create(meeting=meeting, text=text, owner=owner, due_on=due_on, created_by=by)


@transaction.atomic
def settle_decision(*, decision: Decision, is_done: bool, by) -> Decision:
    """Mark a decision as done today, or as open again."""
    decision.done_on = timezone.localdate() if is_done else None
    decision._history_user = by
    decision.save()
    return decision
