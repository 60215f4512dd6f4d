"""Who may what with the materials and homework of a training day (domain.md §3)."""

from typing import Any

from silab.accounts.enums import Role
from trainings.models import Homework, Material, Participant, Submission


def may_have(participant: Participant, material: Material) -> bool:
    """Whether a material is the participant's: of an own day that is over."""
    session = material.session
    return _is_own_day(participant, session) and session.is_over


def may_see(participant: Participant, homework: Homework) -> bool:
    """Whether a task is the participant's, as soon as its day has begun."""
    return _is_own_day(participant, homework.session) and homework.session.has_begun


def may_hand_in(participant: Participant, homework: Homework) -> bool:
    """Whether the participant may hand in: a task of the own, unless gone from the training."""
    return participant.left_on is None and may_see(participant, homework)


def may_read(user, submission: Submission) -> bool:
    """Whether a user may read and comment a hand-in: staff, and trainers of the participant's group."""
    if not user.is_authenticated:
        return False
    if user.is_staff or user.role == Role.STAFF:
        return True
    training = submission.homework.session.training
    own: Any = submission.application or submission.participant  # one of the two, by its constraint
    for trainer in training.trainers.filter(user=user.pk).prefetch_related("groups"):
        groups = [group.pk for group in trainer.groups.all()]
        if not groups or own.group_id in groups:
            return True
    return False


def _is_own_day(participant, session):
    return session.training_id == participant.training_id and session.is_for(participant)
