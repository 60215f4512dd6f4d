"""Places of groups: never one too many, whoever accepts at once (domain.md §3)."""

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from silab.accounts.models import Person
from trainings.calendar import calendar_of
from trainings.changes import days_of, days_of_group, move
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
    check_nobody_is_elsewhere(application)
    change = move(
        application,
        Application.accept,
        by=by,
        note=note,
        words=words,
        calendar=calendar_of(days_of_group(group)),
        group=group,
        at=timezone.now(),
    )
    take_in(application, by=by)
    return change


def check_nobody_is_elsewhere(application: Application) -> None:
    """Raise ValidationError when a member takes part in this training already, in another team.

    One person sits on one place (domain.md §3).
    """
    emails = application.members.filter(left_at=None).exclude(email="").order_by().values("email")
    others = Participant.objects.filter(
        training=application.training, left_on=None, person__email__in=emails
    ).exclude(member__application=application)
    others = others.exclude(member=None).select_related("person", "member__application")
    found = others.order_by("pk").first()
    if found and found.member:
        raise ValidationError(
            _("%(name)s already takes part in this training, in the team “%(team)s”.")
            % {"name": found.person.name, "team": found.member.application}
        )


def take_in(application: Application, *, by) -> list[Participant]:
    """Make participants of an accepted application's members who are not yet; return those made.

    Who left the training before and comes back is the same participant, with the same attendance.
    """
    members = list(application.members.filter(left_at=None, participant=None).order_by("pk"))
    people = {member.pk: person for member, person in zip(members, _people(members, by), strict=True)}
    there = {
        participant.person_id: participant
        for participant in application.training.participants.filter(person__in=people.values())
    }
    made = []
    for member in members:
        person, place = people[member.pk], _place(member, application)
        participant = there.get(person.pk)
        if participant is None:
            signed = {"created_by": by if by and by.pk else None}
            made.append(
                Participant.objects.create(training=application.training, person=person, **place, **signed)
            )
        elif participant.left_on or participant.member_id is None:
            for name, value in place.items():
                setattr(participant, name, value)
            participant.left_on, participant.left_because = None, ""
            participant._history_user = by
            participant.save()
    return made


def let_go(members, *, because: str, by) -> list[Participant]:
    """Note that these members' participants left today; what they attended stays. Return those who left."""
    left = list(Participant.objects.filter(member__in=members, left_on=None).select_related("training"))
    for participant in left:
        participant.left_on, participant.left_because = timezone.localdate(), because[:300]
        participant._history_user = by
        participant.save()
    return left


def step_back(
    application: Application, *, by, reason: str, because: str, words="", note="", tell=True
) -> StateChange:
    """Let a locked application's team step back: its place is free, its people have left, its days are taken out
    of their calendars. Raises ValidationError when it is withdrawn already."""
    gone = calendar_of((), cancelled=days_of(application))
    change = move(
        application,
        Application.withdraw,
        by=by,
        reason=reason,
        words=words,
        note=note,
        calendar=gone,
        tell=tell,
    )
    let_go(application.members.order_by().values("pk"), because=because, by=by)
    return change


def _people(members, by) -> list[Person]:
    """Return the person of each member: whoever is known by the address, or a new one."""
    emails = [member.email for member in members if member.email]
    known = {person.email: person for person in Person.objects.filter(email__in=emails)}
    return [known.get(member.email) or _new_person(member, by) for member in members]


def _new_person(member, by) -> Person:
    words = {"name": member.name, "email": member.email, "phone": member.phone}
    try:
        with transaction.atomic():
            return Person.objects.create(**words, created_by=by if by and by.pk else None)
    except IntegrityError:  # another training has just made them known
        return Person.objects.get(email=member.email)


def _place(member, application) -> dict:
    return {
        "municipality": member.municipality or application.municipality,
        "role": member.role,
        "organisation": member.organisation,
        "group": application.group,
        "member": member,
    }
