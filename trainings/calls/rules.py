"""Who may do what with calls, as sentences."""

import rules

from silab.accounts.rules import is_staff
from trainings.models import Group, Trainer, Training


@rules.predicate
def is_trainer_of(user, training):
    """The user trains at this training."""
    return Trainer.objects.filter(user=user.pk, training=training).exists()


can_set_up = is_staff
can_recruit = is_staff
can_see_groups = is_trainer_of

rules.add_perm("trainings.set_up", can_set_up)
rules.add_perm("trainings.recruit", can_recruit)
rules.add_perm("trainings.see_groups", can_see_groups)


def trained_by(user):
    """Return the trainings at which the user trains."""
    own = Trainer.objects.filter(user=user.pk).order_by().values("training")
    return Training.objects.filter(pk__in=own)


def groups_of(user, training) -> list[Group]:
    """Return the groups that a trainer sees: the own ones, all of them where none is named."""
    trainers = list(Trainer.objects.filter(user=user.pk, training=training).prefetch_related("groups"))
    if not trainers:
        return []
    named = {group.pk for trainer in trainers for group in trainer.groups.all()}
    sees_all = any(not trainer.groups.all() for trainer in trainers)
    groups = Group.objects.filter(training=training)
    return list(groups if sees_all else groups.filter(pk__in=named))
