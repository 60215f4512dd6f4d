"""What can be counted of trainings (domain.md §3, §10)."""

from django.db.models import Count, Exists, F, OuterRef, Q, Subquery
from django.utils.translation import gettext_lazy as _

from silab.measures import Measure, Period, Shown, Told, register
from trainings import programme_measures  # noqa: F401, declares those of programmes
from trainings.counting import day_of, shown, under
from trainings.enums import THERE, ParticipantRole, TrainingKind, TrainingState
from trainings.models import Attendance, Course, Group, Participant, Session, Training
from trainings.people import by_sex
from trainings.scheduled import days_ahead, places_taken, trainings_ahead


def courses_developed(period: Period, contract):
    """Courses whose development ended in the period."""
    courses = Course.objects.filter(developed_on__range=period.days)
    return courses.filter(contract=contract) if contract else courses


def trainings_held(period: Period, contract):
    """Trainings marked as held whose last session ended in the period."""
    trainings = Training.objects.filter(state=TrainingState.HELD).exclude(kind=TrainingKind.INFO_DAY)
    if contract:
        trainings = trainings.filter(contract=contract)
    last = Session.objects.filter(training=OuterRef("pk")).order_by("-ends_at").values("ends_at")[:1]
    return trainings.annotate(ended_at=Subquery(last)).filter(ended_at__range=period.moments)


def training_days(period: Period, contract):
    """Workshops begun in the period at which somebody was. What a programme holds for all of its groups
    together (its closing event) is no group's training day."""
    there = Attendance.objects.filter(session=OuterRef("pk"), presence__in=THERE)
    joint = Q(group=None) & Exists(Group.objects.filter(training=OuterRef("training")))
    days = Session.objects.filter(Exists(there), starts_at__range=period.moments).exclude(joint)
    return under(contract, days.exclude(training__kind=TrainingKind.INFO_DAY))


def participants(period: Period, contract):
    """Participants who were at a session for the first time in the period: once a training."""
    return _of(contract).filter(first_there_on__range=period.days)


def people_trained(period: Period, contract):
    """Participants who in the period met the training's rule of completion."""
    return _of(contract).filter(completed_on__range=period.days)


def trained_officials(period: Period, contract):
    """Officials trained in the period, whose municipality was valid on the day."""
    officials = people_trained(period, contract).filter(role=ParticipantRole.OFFICIAL)
    valid = Q(municipality__valid_to=None) | Q(municipality__valid_to__gt=F("completed_on"))
    return officials.filter(valid, municipality__valid_from__lte=F("completed_on"))


def _of(contract):
    # An information day trains nobody.
    return under(contract, Participant.objects.exclude(training__kind=TrainingKind.INFO_DAY))


def _day_of_group(training, group, title):
    return f"{training}, {group}: {title}" if group else f"{training}: {title}"


#: What a training's records are taken apart by, from the training itself and from what belongs to one.
OF_TRAINING = {"training_kind": "kind", "track": "track", "audience": "audience"}
BY_TRAINING = {key: f"training__{path}" for key, path in OF_TRAINING.items()}
OF_PEOPLE = {"role": "role", **BY_TRAINING}

register(
    Measure(
        code="trainings.courses_developed",
        title=_("Courses developed"),
        unit="course",
        records=courses_developed,
        evidence=Shown("title", on="developed_on"),
        dimensions={"track": "track"},
    )
)
register(
    Measure(
        code="trainings.trainings_held",
        title=_("Trainings held"),
        unit="training",
        records=trainings_held,
        evidence=Shown("name", on=day_of("ended_at"), page=("trainings:detail", "slug")),
        training="pk",
        dimensions=OF_TRAINING,
        scheduled=trainings_ahead,
    )
)
register(
    Measure(
        code="trainings.training_days",
        title=_("Training days held"),
        unit="day",
        records=training_days,
        evidence=shown(
            label=Told(_day_of_group, "training__name", "group__name", "title"),
            on=day_of("starts_at"),
            municipality=None,
        ),
        training="training",
        dimensions=BY_TRAINING,
        scheduled=days_ahead,
    )
)
register(
    Measure(
        code="trainings.participants",
        title=_("Participants of trainings"),
        unit="person",
        records=participants,
        evidence=shown(on="first_there_on"),
        value=Count("pk"),
        municipality="municipality",
        training="training",
        dimensions={**OF_PEOPLE, "sex": by_sex},
        scheduled=places_taken,
    )
)
register(
    Measure(
        code="trainings.people_trained",
        title=_("People trained"),
        unit="person",
        records=people_trained,
        evidence=shown(on="completed_on"),
        value=Count("person", distinct=True),
        municipality="municipality",
        training="training",
        dimensions=OF_PEOPLE,
    )
)
register(
    Measure(
        code="trainings.municipalities_with_trained_official",
        title=_("Municipalities with a trained official"),
        unit="municipality",
        records=trained_officials,
        evidence=shown(on="completed_on"),
        value=Count("municipality", distinct=True),
        municipality="municipality",
        training="training",
        dimensions=BY_TRAINING,
    )
)
