"""How each development programme fares, in figures that one query reads for all of them (domain.md §3)."""

from django.db.models import (
    Avg,
    Case,
    CharField,
    Count,
    DecimalField,
    Exists,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Sum,
    TextChoices,
    Value,
    When,
)
from django.db.models.functions import Coalesce, Round
from django.utils.translation import gettext_lazy as _

from trainings.enums import THERE, ApplicationState, RefundState, TrainingKind, TrainingState
from trainings.feedback.figures import HIGH
from trainings.models import (
    Application,
    Attendance,
    Feedback,
    MentoringSession,
    Participant,
    RefundClaim,
    Training,
)
from trainings.overview import UNDECIDED, unmarked_sessions

#: Below this share of marks "was there", people are being lost.
FEW = 75


class Health(TextChoices):
    """What a programme wants of staff, the most pressing first."""

    UNDECIDED = "late", _("applications wait")
    UNMARKED = "unmarked", _("attendance is not marked")
    FEW_THERE = "behind", _("few are there")
    LOW_INDEX = "asked", _("low recommendation")
    OVER = "ended", _("cancelled")
    FINE = "done", _("all is well")


def programmes(now) -> QuerySet[Training]:
    """Return the development programmes with their figures: `taken` places of teams, `people` who are in and
    who `left`, `presence` in % of the marks, `hours` mentored, `index` of recommendation (0–10),
    `completed`, open `refunds`, and their `health`."""
    mine = {"training": OuterRef("pk")}
    teams = Application.objects.filter(**mine)
    people = Participant.objects.filter(**mine)
    marks = Attendance.objects.filter(session__training=OuterRef("pk"))
    answers = Feedback.objects.filter(**mine).exclude(recommendation=None)
    unmarked = unmarked_sessions(now).filter(**mine)
    there = Count("pk", filter=Q(presence__in=THERE)) * Value(100.0) / Count("pk")
    found = Training.objects.filter(kind=TrainingKind.PROGRAMME).annotate(
        taken=_one(teams.filter(state=ApplicationState.ACCEPTED), "training", Count("pk")),
        people=_one(people.filter(left_on=None), "training", Count("pk")),
        left=_one(people.exclude(left_on=None), "training", Count("pk")),
        completed=_one(people.exclude(completed_on=None), "training", Count("pk")),
        presence=_one(marks, "session__training", Round(there)),
        hours=_one(
            MentoringSession.objects.filter(application__training=OuterRef("pk")),
            "application__training",
            Sum("hours"),
        ),
        index=Coalesce(
            _one(answers.filter(session=None), "training", _mean()), _one(answers, "training", _mean())
        ),
        refunds=_one(
            RefundClaim.objects.filter(participant__training=OuterRef("pk"), state=RefundState.PROPOSED),
            "participant__training",
            Count("pk"),
        ),
        waits=Exists(teams.filter(state__in=UNDECIDED).order_by()),
        is_unmarked=Exists(unmarked.order_by()),
    )
    return found.annotate(
        health=Case(
            When(state=TrainingState.CANCELLED, then=Value(Health.OVER.value)),
            When(closes_at__lte=now, waits=True, then=Value(Health.UNDECIDED.value)),
            When(is_unmarked=True, people__gt=0, then=Value(Health.UNMARKED.value)),
            When(presence__lt=FEW, then=Value(Health.FEW_THERE.value)),
            When(index__lt=HIGH, then=Value(Health.LOW_INDEX.value)),
            default=Value(Health.FINE.value),
            output_field=CharField(),
        ),
    )


def _one(records, path, value):
    """Return one aggregate over a programme's records; NULL where there are none."""
    return Subquery(records.order_by().values(path).annotate(value=value).values("value"))


def _mean():
    return Round(
        Avg("recommendation"), precision=1, output_field=DecimalField(max_digits=4, decimal_places=1)
    )
