"""What is known of participants without opening what they gave: what was kept when it was erased (domain.md §3)."""

from decimal import Decimal
from typing import Any

from django.db.models import Sum

from silab.measures import Period
from trainings.counting import under
from trainings.enums import Sex, TrainingKind
from trainings.models import ParticipantAggregate


def by_sex(period: Period, contract) -> dict[str, tuple[Any, Decimal]]:
    """Return how many participants of trainings that began in the period were of which sex, in one query.

    Participant data are sealed, and nobody opens them for a statistic: a sex is known once a training's data were
    erased and only their number was kept.
    """
    kept = ParticipantAggregate.objects.filter(training__begins_on__range=period.days).exclude(sex="")
    kept = under(contract, kept.exclude(training__kind=TrainingKind.INFO_DAY))
    found = dict(kept.order_by().values_list("sex").annotate(people=Sum("people")))
    return {str(sex): (sex.label, Decimal(found[sex])) for sex in Sex if found.get(sex)}
