"""What of trainings is set to come: the forecasts of measures (silab/measures.py, `scheduled`)."""

from django.db.models import Exists, OuterRef, Q, Subquery
from django.utils import timezone

from silab.measures import Period
from trainings.counting import under
from trainings.enums import TrainingKind, TrainingState
from trainings.models import Group, Participant, Session, Training


def trainings_ahead(period: Period, contract):
    """Planned trainings whose last session ends in the period."""
    last = Session.objects.filter(training=OuterRef("pk")).order_by("-ends_at").values("ends_at")[:1]
    planned = Training.objects.filter(state=TrainingState.PLANNED).exclude(kind=TrainingKind.INFO_DAY)
    planned = planned.filter(contract=contract) if contract else planned
    return planned.annotate(ended_at=Subquery(last)).filter(ended_at__range=period.moments)


def days_ahead(period: Period, contract):
    """Training days of the period that have not begun, of trainings that are not cancelled."""
    joint = Q(group=None) & Exists(Group.objects.filter(training=OuterRef("training")))
    days = Session.objects.filter(starts_at__range=period.moments, starts_at__gt=timezone.now())
    days = days.exclude(joint).exclude(training__state=TrainingState.CANCELLED)
    return under(contract, days.exclude(training__kind=TrainingKind.INFO_DAY))


def places_taken(period: Period, contract):
    """Participants who have a place in a training with a day of the period to come and were at none yet."""
    to_come = Session.objects.filter(training=OuterRef("training"), starts_at__range=period.moments)
    people = Participant.objects.filter(
        Exists(to_come.filter(starts_at__gt=timezone.now())), first_there_on=None, left_on=None
    )
    people = people.exclude(training__state=TrainingState.CANCELLED)
    return under(contract, people.exclude(training__kind=TrainingKind.INFO_DAY))
