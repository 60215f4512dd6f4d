"""Inviting to a meeting and answering: once each, by the own link or signed in (domain.md §4)."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.db.models import Count, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from municipalities.models import Municipality
from networks.enums import Answer
from networks.meetings.calendar import sequence_of
from networks.meetings.telling import tell_invited
from networks.models import Meeting, MeetingInvitation, Representative
from silab.accounts.models import Person


class TooLate(ValidationError):
    """The meeting has begun or is cancelled: nothing can be answered any more."""


@dataclass(frozen=True)
class Coming:
    """Who comes at a glance."""

    yes: int
    no: int
    waiting: int

    @property
    def invited(self) -> int:
        """How many are invited."""
        return self.yes + self.no + self.waiting


def coming(meeting: Meeting) -> Coming:
    """Return how many of the invited come, do not come, have not answered. One query."""
    words = {one.value: Count("pk", filter=Q(answer=one)) for one in Answer}
    return Coming(**meeting.invitations.order_by().aggregate(**words))


def proposed(meeting: Meeting):
    """Return the representatives of the members of the meeting's day who are not invited yet."""
    day = timezone.localdate(meeting.starts_at)
    found = Representative.objects.filter(
        Q(membership__left_on=None) | Q(membership__left_on__gt=day),
        membership__network=meeting.network_id,
        membership__joined_on__lte=day,
    ).exclude(person__in=meeting.invitations.order_by().values("person"))
    found = found.select_related("person__user", "membership__municipality")
    return found.order_by("membership__municipality__sort_key", "person__sort_key", "pk")


@transaction.atomic
def invite(*, meeting: Meeting, people: list[tuple[Person, Municipality | None]], by) -> int:
    """Invite people, each for a municipality or for none; return how many were invited anew.

    Raises TooLate for a meeting that is cancelled or has begun, ValidationError for somebody without a proper
    address; then nobody is invited.
    """
    meeting = _locked(meeting)
    _check_open(meeting)
    known = set(meeting.invitations.order_by().values_list("person_id", flat=True))
    # Whoever represents two municipalities is invited once.
    new = {person: municipality for person, municipality in people if person.pk not in known}
    sequence = sequence_of(meeting)
    for person, municipality in new.items():
        _check_address(person)
        values = {"municipality": municipality, "invited_at": timezone.now(), "invited_by": by}
        tell_invited(
            MeetingInvitation.objects.create(meeting=meeting, person=person, **values), sequence=sequence
        )
    return len(new)


@transaction.atomic
def answer(*, invitation: MeetingInvitation, answer: Answer, note: str = "") -> MeetingInvitation:
    """Keep what somebody answers, anew as often as they like until the start; raise TooLate after it."""
    locked = MeetingInvitation.objects.select_for_update(of=("self",)).select_related("meeting")
    found = locked.order_by().get(pk=invitation.pk)
    _check_open(found.meeting)
    found.answer, found.note, found.answered = answer, note.strip(), timezone.now()
    found.save(update_fields=["answer", "note", "answered"])
    return found


def _locked(meeting):
    found = Meeting.objects.select_for_update(of=("self",)).select_related("network")
    return found.order_by().get(pk=meeting.pk)


def _check_open(meeting):
    if meeting.cancelled:
        raise TooLate(_("This meeting is cancelled."))
    if meeting.has_begun:
        raise TooLate(_("This meeting has begun: it is too late to answer."))


def _check_address(person):
    try:
        validate_email(person.email)
    except ValidationError:
        words = _("%(name)s has no e-mail address: add one, then invite.") % {"name": person.name}
        raise ValidationError(words) from None
