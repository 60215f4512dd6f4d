"""What is done with a network meeting: plan, cancel, minutes, who was there, decisions, files (domain.md §4)."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from municipalities.models import Municipality
from networks.meetings.telling import tell_cancelled, tell_changed, tell_minutes
from networks.models import Decision, Meeting, MeetingFile, MeetingPresence
from silab.accounts.models import Person
from silab.common.uploads import take

#: What the invited are told of when it changes.
TOLD = ("title", "starts_at", "ends_at", "place")


class ChangedMeanwhile(Exception):
    """Someone else saved the text after its writer had opened it; `meeting` is as they saved it."""

    def __init__(self, meeting: Meeting):
        super().__init__()
        self.meeting = meeting


class CannotCancel(ValidationError):
    """The meeting has been cancelled already, or people are noted as having been there."""


@transaction.atomic
def plan_meeting(*, meeting: Meeting, by) -> Meeting:
    """Save a new meeting; nobody is invited by that."""
    meeting.created_by = by
    meeting.save()
    return meeting


@transaction.atomic
def change_meeting(*, meeting: Meeting, by) -> int:
    """Save a meeting's changed title, time and place; return how many of the invited are told.

    They are told when the meeting still lies ahead. What somebody else wrote into the minutes meanwhile stays.
    """
    before = Meeting.objects.select_for_update(of=("self",)).order_by().get(pk=meeting.pk)
    was = {name: getattr(before, name) for name in TOLD}
    if all(was[name] == getattr(meeting, name) for name in TOLD):
        return 0
    for name in TOLD:
        setattr(before, name, getattr(meeting, name))
    before._history_user = by
    before.save()
    return 0 if before.cancelled or before.has_begun else tell_changed(before, was)


@transaction.atomic
def cancel_meeting(*, meeting: Meeting, reason: str, by) -> int:
    """Cancel a meeting and tell the invited; return how many are told.

    Raises CannotCancel for one that is cancelled already and for one that took place.
    """
    found = Meeting.objects.select_for_update(of=("self",)).order_by().get(pk=meeting.pk)
    if found.cancelled:
        raise CannotCancel(_("This meeting is cancelled already."))
    if found.presences.exists():
        raise CannotCancel(_("People are noted as having been there: this meeting took place."))
    was_ahead = not found.is_over
    found.cancelled = True
    found._history_user = by
    found.save()
    return tell_cancelled(found, reason) if was_ahead else 0


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
    *, meeting: Meeting, person: Person, municipality: Municipality | None, by
) -> MeetingPresence:
    """Note that someone was at the meeting, for a municipality or for none.

    Raises ValidationError for a meeting that has not begun or is cancelled, and for someone already noted.
    """
    presence, is_new = _noted(meeting, person, municipality, by)
    if not is_new:
        raise ValidationError(_("%(name)s is already noted.") % {"name": person.name})
    return presence


@transaction.atomic
def mark_presence(
    *, meeting: Meeting, person: Person, municipality: Municipality | None, is_there: bool, by
) -> None:
    """Note that someone was at the meeting or was not, however often it is pressed.

    Raises ValidationError for a meeting that has not begun or is cancelled.
    """
    if is_there:
        _noted(meeting, person, municipality, by)
        return
    for presence in MeetingPresence.objects.filter(meeting=meeting, person=person):
        remove_presence(presence=presence, by=by)


def check_begun(meeting: Meeting) -> None:
    """Raise ValidationError for a meeting that has not begun or is cancelled."""
    if meeting.cancelled:
        raise ValidationError(_("This meeting is cancelled."))
    if not meeting.has_begun:
        raise ValidationError(_("The meeting has not begun yet: note who was there afterwards."))


def _noted(meeting, person, municipality, by):
    # Against a cancelling at the same moment.
    meeting = Meeting.objects.select_for_update(of=("self",)).order_by().get(pk=meeting.pk)
    check_begun(meeting)
    values = {
        "municipality": municipality,
        "marked_at": timezone.now(),
        "marked_by": by,
        "created_by": by,
    }
    return MeetingPresence.objects.get_or_create(meeting=meeting, person=person, defaults=values)


@transaction.atomic
def remove_presence(*, presence: MeetingPresence, by) -> None:
    """Take someone off the list; the history keeps that they were on it."""
    presence._history_user = by
    presence.delete()


@transaction.atomic
def note_decision(
    *,
    meeting: Meeting,
    text: str,
    owner: str = "",
    municipality: Municipality | None = None,
    due_on: date | None,
    by,
) -> Decision:
    """Note what the meeting decided, who does it (for which municipality) and by when."""
    return Decision.objects.create(
        meeting=meeting, text=text, owner=owner, municipality=municipality, due_on=due_on, created_by=by
    )


@transaction.atomic
def settle_decision(*, decision: Decision, is_done: bool, by) -> Decision:
    """Mark a decision as done today, or as open again."""
    decision.done_on = timezone.localdate() if is_done else None
    decision._history_user = by
    decision.save()
    return decision


@transaction.atomic
def add_file(*, meeting: Meeting, title: str, file, by) -> MeetingFile:
    """Attach a file; raise ValidationError for one that may not be attached."""
    row = MeetingFile(meeting=meeting, title=title, created_by=by)
    take(row, file)
    row.save()
    return row


@transaction.atomic
def remove_file(*, file: MeetingFile, by) -> None:
    """Take a file away; the history keeps that there was one."""
    file._history_user = by
    file.delete()


@transaction.atomic
def send_minutes(*, meeting: Meeting, by) -> int:
    """Send everybody who was there or invited a link to the minutes; return to how many they go anew.

    Raises ValidationError where nothing is written yet.
    """
    if not meeting.minutes.strip():
        raise ValidationError(_("Nothing is written yet: write the minutes first."))
    return tell_minutes(meeting, readers(meeting))


def readers(meeting: Meeting):
    """Return the people who may read the minutes by their own link: those who were there, and those invited."""
    there = Q(meeting_presences__meeting=meeting) | Q(meeting_invitations__meeting=meeting)
    return Person.objects.filter(there).exclude(email="").select_related("user").distinct().order_by("pk")
