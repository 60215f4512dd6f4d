"""Who mentors whom, and who may apply for advice, as sentences (domain.md §3)."""

import rules
from django.db.models import Q

from municipalities.models import Municipality
from silab.accounts.rules import is_staff
from trainings.enums import TrainingKind
from trainings.models import Application, Trainer, Training


def mentored_trainings(user):
    """Return the programmes whose mentoring the user keeps: all for staff, a trainer's own, else none."""
    programmes = Training.objects.filter(kind=TrainingKind.PROGRAMME)
    if user.is_staff:
        return programmes
    return programmes.filter(pk__in=Trainer.objects.filter(user=user.pk).order_by().values("training"))


def mentored_teams(user):
    """Return the accepted teams that the user mentors: all for staff, those of a trainer's groups, else none.

    A trainer for whom no groups are chosen has all of them.
    """
    teams = Application.objects.holding_places().filter(training__kind=TrainingKind.PROGRAMME)
    if user.is_staff:
        return teams
    own = Trainer.objects.filter(user=user.pk).order_by()
    everywhere = own.filter(groups=None).values("training")
    return teams.filter(Q(training__in=everywhere) | Q(group__in=own.values("groups")))


@rules.predicate
def wrote(user, record):
    """The user recorded it."""
    return record.created_by_id is not None and record.created_by_id == user.pk


#: A mentoring session or a model: trainers mend what they wrote.
can_change = is_staff | wrote
can_choose_for_advice = is_staff

rules.add_perm("trainings.change_mentoring", can_change)
rules.add_perm("trainings.choose_for_advice", can_choose_for_advice)


def programme_municipalities(training: Training):
    """Return the municipalities of a programme's accepted teams."""
    return _municipalities_of(training.applications.holding_places())


def own_municipalities(user, training: Training):
    """Return for which municipalities of accepted teams the user may apply: the submitter and officials."""
    accepted = training.applications.holding_places()
    if user.is_staff:
        return _municipalities_of(accepted)
    ours = Municipality.objects.of_official(user).order_by().values("pk")
    mine = _municipalities_of(accepted.filter(submitter=user.pk)).order_by().values("pk")
    return programme_municipalities(training).filter(Q(pk__in=ours) | Q(pk__in=mine))


def _municipalities_of(applications):
    teams = applications.order_by()
    joint = Application.other_municipalities.through.objects.filter(application__in=teams.values("pk"))
    return Municipality.objects.filter(
        Q(pk__in=teams.values("municipality")) | Q(pk__in=joint.values("municipality"))
    )
