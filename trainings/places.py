"""Places of groups: never one too many, whoever accepts at once (domain.md §3)."""

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from silab.accounts.models import Person
from trainings.changes import move
from trainings.models import Application, Group, Participant, StateChange


class GroupFull(ValidationError):
    """The group has no place left."""


def places_left(group: Group) -> int:
    """Return how many places a group has left, as of now; only a locked group keeps it true."""
    return group.capacity - Application.objects.holding_places().filter(group=group).count()


def take_place(application: Application, group: Group, *, by, note="", words="") -> StateChange:
    """Accept a locked application into a group of its training, and make its members participants.

    Call it inside a transaction: the group's row is locked until its end. Raises GroupFull when the last place
    is gone, ValidationError for a group of another training and for a state that does not allow it.
    """
    if group.training_id != application.training_id:
        raise ValidationError(_("This group belongs to another training."))
    group = Group.objects.select_for_update().order_by().get(pk=group.pk)
    if places_left(group) <= 0:
        raise GroupFull(
            _(
                "The last place in the group “%(group)s” has just been taken. Choose another group or the waiting list."
            )
            % {"group": group.name}
        )
    change = move(
        application, Application.accept, by=by, note=note, words=words, group=group, at=timezone.now()
    )
    take_in(application, by=by)
    return change


def take_in(application: Application, *, by) -> list[Participant]:
    """Make participants of an accepted application's members who are not yet; return those made."""
    made = []
    for member in application.members.filter(left_at=None, participant=None).order_by("pk"):
        person = Person.objects.filter(email=member.email).first() if member.email else None
        if person is None:
            person = Person.objects.create(
                name=member.name,
                email=member.email,
                phone=member.phone,
                created_by=by if by and by.pk else None,
            )
        participant, is_new = Participant.objects.get_or_create(
            training=application.training,
            person=person,
            defaults={
                "municipality": member.municipality or application.municipality,
                "role": member.role,
                "organisation": member.organisation,
                "group": application.group,
                "member": member,
            },
        )
        if is_new:
            made.append(participant)
    return made
