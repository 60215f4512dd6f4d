"""What can be counted of trainings (domain.md §3, §10)."""

from django.db.models import Count, Exists, F, Min, OuterRef, Q, Subquery
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from silab.measures import Evidence, Measure, Period, register
from trainings.enums import THERE, ParticipantRole, TrainingState
from trainings.models import Attendance, Course, Participant, Session, Training


def courses_developed(period: Period, contract):
    """Courses whose development ended in the period."""
    courses = Course.objects.filter(developed_on__range=period.days)
    return courses.filter(contract=contract) if contract else courses


def trainings_held(period: Period, contract):
    """Trainings marked as held whose last session ended in the period."""
    trainings = Training.objects.filter(state=TrainingState.HELD)
    if contract:
        trainings = trainings.filter(contract=contract)
    last = Session.objects.filter(training=OuterRef("pk")).order_by("-ends_at").values("ends_at")[:1]
    return trainings.annotate(ended_at=Subquery(last)).filter(ended_at__range=period.moments)


def participants(period: Period, contract):
    """Participants who were at a session for the first time in the period: once a training."""
    return _dated(_of(contract).filter(Exists(_marks(period)), ~Exists(_earlier_marks(period))))


def people_trained(period: Period, contract):
    """Participants who in the period came to be at as many sessions as completing the training takes."""
    return _dated(_of(contract).filter(pk__in=_completing(period)))


def trained_officials(period: Period, contract):
    """Officials trained in the period, whose municipality was valid on the day of their last session in it."""
    valid = Q(participant__municipality__valid_from__lte=F("session__starts_at__date")) & (
        Q(participant__municipality__valid_to=None)
        | Q(participant__municipality__valid_to__gt=F("session__starts_at__date"))
    )
    officials = people_trained(period, contract).filter(role=ParticipantRole.OFFICIAL)
    return officials.filter(Exists(_marks(period).filter(valid)))


def _of(contract):
    found = Participant.objects.all()
    return found.filter(training__contract=contract) if contract else found


def _marks(period):
    return Attendance.objects.filter(
        participant=OuterRef("pk"), presence__in=THERE, session__starts_at__range=period.moments
    )


def _earlier_marks(period):
    # Only trainings that go on in the period can have both; said so, the database skips all others' marks.
    return Attendance.objects.filter(
        participant=OuterRef("pk"),
        presence__in=THERE,
        session__starts_at__lt=period.moments[0],
        session__training__in=_going_on(period),
    )


def _completing(period):
    first, last = period.moments
    there = Attendance.objects.filter(
        presence__in=THERE, session__starts_at__lte=last, session__training__in=_going_on(period)
    )
    counts = (
        there.order_by()
        .values("participant")
        .annotate(
            by_end=Count("pk"),
            before=Count("pk", filter=Q(session__starts_at__lt=first)),
            needed=Min("session__training__completion_sessions"),
        )
    )
    return counts.filter(by_end__gte=F("needed"), before__lt=F("needed")).values("participant")


def _going_on(period):
    return Session.objects.filter(starts_at__range=period.moments).order_by().values("training")


def _dated(found):
    first = Attendance.objects.filter(participant=OuterRef("pk"), presence__in=THERE).order_by(
        "session__starts_at"
    )
    return found.annotate(first_at=Subquery(first.values("session__starts_at")[:1]))


def _day(moment):
    return timezone.localtime(moment).date()


def _course_evidence(course):
    return Evidence(course.code, course.title, course.developed_on, model="trainings.course", pk=course.pk)


def _training_evidence(training):
    return Evidence(
        training.code,
        training.name,
        _day(training.ended_at),
        model="trainings.training",
        pk=training.pk,
        url=training.get_absolute_url,
    )


def _participant_evidence(participant):
    """Name the participant by its code alone: evidence reaches the funder (mission.md)."""
    return Evidence(
        participant.code,
        participant.training.name,
        _day(participant.first_at),
        participant.municipality.name if participant.municipality else "",
        model="trainings.participant",
        pk=participant.pk,
        url=participant.training.get_absolute_url,
    )


register(
    Measure(
        code="trainings.courses_developed",
        title=_("Courses developed"),
        unit="course",
        records=courses_developed,
        evidence=_course_evidence,
    )
)
register(
    Measure(
        code="trainings.trainings_held",
        title=_("Trainings held"),
        unit="training",
        records=trainings_held,
        evidence=_training_evidence,
    )
)
register(
    Measure(
        code="trainings.participants",
        title=_("Participants of trainings"),
        unit="person",
        records=participants,
        evidence=_participant_evidence,
        value=Count("pk"),
        municipality="municipality",
        evidence_related=("training", "municipality"),
    )
)
register(
    Measure(
        code="trainings.people_trained",
        title=_("People trained"),
        unit="person",
        records=people_trained,
        evidence=_participant_evidence,
        value=Count("person", distinct=True),
        municipality="municipality",
        evidence_related=("training", "municipality"),
    )
)
register(
    Measure(
        code="trainings.municipalities_with_trained_official",
        title=_("Municipalities with a trained official"),
        unit="municipality",
        records=trained_officials,
        evidence=_participant_evidence,
        value=Count("municipality", distinct=True),
        municipality="municipality",
        evidence_related=("training", "municipality"),
    )
)
