"""What can be counted of networks, engagement models and labs (domain.md §4, §5, §10)."""

from decimal import ROUND_HALF_UP, Decimal

from django.db.models import (
    Count,
    DecimalField,
    ExpressionWrapper,
    F,
    FloatField,
    IntegerField,
    OuterRef,
    Q,
    Subquery,
    Sum,
    Value,
)
from django.db.models.functions import Cast, Coalesce, Round
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from municipalities.models.municipality import valid_on
from networks.enums import Respondent
from networks.meetings.figures import ENOUGH
from networks.models import (
    EngagementProcess,
    Lab,
    LabFunding,
    LabModel,
    Meeting,
    Membership,
    SatisfactionAnswer,
    SatisfactionRound,
)
from networks.staged.adoption import adoptions
from silab.measures import REACHED, Measure, Period, Shown, Told, register


def lab_models_ready(period: Period, contract):
    """Lab models that became ready in the period."""
    return LabModel.objects.filter(ready_on__range=period.days)


def labs_started(period: Period, contract):
    """Labs that started in the period in municipalities valid on that day."""
    labs = Lab.objects.filter(started_on__range=period.days)
    return labs.filter(_valid_when("started_on"))


def lab_funding(period: Period, contract):
    """Money that labs raised in the period."""
    return LabFunding.objects.filter(on__range=period.days)


def processes_started(period: Period, contract):
    """Engagement processes begun in the period in municipalities valid on that day."""
    processes = EngagementProcess.objects.filter(started_on__range=period.days)
    return processes.filter(_valid_when("started_on"))


def models_adopted(period: Period, contract):
    """Municipalities that adopted the engagement model in the period and existed on that day (domain.md §4)."""
    adopted = adoptions().filter(adopted_on__range=period.days)
    return adopted.filter(_valid_when("adopted_on", prefix=""))


def members(period: Period, contract):
    """Memberships on the last day of the period, of municipalities valid that day."""
    memberships = Membership.objects.on(period.last).filter(valid_on(period.last, "municipality__"))
    return memberships.filter(network__contract=contract) if contract else memberships


def meetings(period: Period, contract):
    """Network meetings held: ended in the period, not cancelled, somebody noted as present.

    So "at least 10 meetings in all" (plan, 2022) counts what took place: neither plans, nor plans whose time has
    passed with nobody noted.
    """
    held = Meeting.objects.held().filter(ends_at__range=period.moments)
    return held.filter(network__contract=contract) if contract else held


def meetings_ahead(period: Period, contract):
    """Network meetings that are planned to be held in the period and have not begun."""
    planned = Meeting.objects.upcoming().filter(ends_at__range=period.moments)
    return planned.filter(network__contract=contract) if contract else planned


def satisfaction_rounds(period: Period, contract):
    """Rounds of satisfaction that ended in the period, with what may be shown of them: `counted` answers with
    their `total`, of the kinds of respondents of which enough answered (networks/meetings/figures.py)."""
    rounds = SatisfactionRound.objects.filter(
        closes_on__range=period.days, closes_on__lt=timezone.localdate()
    )
    rounds = rounds.annotate(
        counted=sum((_of_kind(kind, Count("pk")) for kind in Respondent), start=Value(0)),
        total=sum((_of_kind(kind, Sum("score")) for kind in Respondent), start=Value(0)),
    ).filter(counted__gt=0)
    return rounds.filter(network__contract=contract) if contract else rounds


def _of_kind(kind, value):
    """The aggregate over a round's answers of one kind; 0 while there are too few."""
    answers = SatisfactionAnswer.objects.filter(round=OuterRef("pk"), respondent=kind)
    answers = answers.order_by().values("round").annotate(n=Count("pk"), value=value)
    enough = answers.filter(n__gte=ENOUGH).values("value")
    return Coalesce(Subquery(enough, output_field=IntegerField()), 0)


def _valid_when(field, prefix="municipality__"):
    ends = Q(**{f"{prefix}valid_to": None}) | Q(**{f"{prefix}valid_to__gt": F(field)})
    return Q(**{f"{prefix}valid_from__lte": F(field)}) & ends


def _either(first, second):
    return first or second


def _mean(total, counted):
    return (Decimal(total) / counted).quantize(Decimal("0.1"), ROUND_HALF_UP)


# By a float in between: SQLite divides whole numbers to whole ones, PostgreSQL rounds no floats.
_MEAN = ExpressionWrapper(Sum("total") * Value(1.0) / Sum("counted"), output_field=FloatField())
MUNICIPALITIES = Count("municipality", distinct=True)
for measure in (
    Measure(
        code="labs.model_ready",
        title=_("Lab model ready"),
        unit="milestone",
        records=lab_models_ready,
        evidence=Shown(Told("{} ({})".format, "title", "version"), on="ready_on"),
        value=REACHED,
    ),
    Measure(
        code="labs.municipalities",
        title=_("Municipalities where a lab started"),
        unit="municipality",
        records=labs_started,
        evidence=Shown(
            "name", on="started_on", municipality="municipality__name", page=("networks:lab", "pk")
        ),
        value=MUNICIPALITIES,
        municipality="municipality",
    ),
    Measure(
        code="labs.funds_raised",
        title=_("Money raised by labs"),
        unit="eur",
        records=lab_funding,
        evidence=Shown(
            Told("{} · {}".format, "source", "lab__name"),
            on="on",
            municipality=Told(_either, "lab__municipality__name", "lab__county__name"),
            amount="amount",
            page=("networks:lab", "lab"),
        ),
        value=Sum("amount"),
        municipality="lab__municipality",
    ),
    Measure(
        code="networks.model_started",
        title=_("Municipalities that began an engagement model"),
        unit="municipality",
        records=processes_started,
        evidence=Shown(
            _("Engagement model begun"),
            on="started_on",
            municipality="municipality__name",
            page=("municipalities:detail", "municipality"),
        ),
        value=MUNICIPALITIES,
        municipality="municipality",
    ),
    Measure(
        code="networks.model_adopted",
        title=_("Municipalities with an adopted engagement model"),
        unit="municipality",
        records=models_adopted,
        evidence=Shown(
            _("Engagement model adopted"),
            on="adopted_on",
            municipality="name",
            page=("municipalities:detail", "pk"),
        ),
        municipality="pk",
    ),
    Measure(
        code="networks.members",
        title=_("Municipalities in the network"),
        unit="municipality",
        records=members,
        evidence=Shown(
            "network__name",
            on="joined_on",
            municipality="municipality__name",
            page=("networks:detail", "network"),
        ),
        dimensions={"network": "network"},
        value=MUNICIPALITIES,
        municipality="municipality",
    ),
    Measure(
        code="networks.meetings",
        title=_("Network meetings"),
        unit="meeting",
        records=meetings,
        evidence=Shown(
            Told("{} · {}".format, "title", "network__name"),
            on=Told(timezone.localdate, "ends_at"),
            page=("networks:meeting", "pk"),
        ),
        dimensions={"network": "network"},
        scheduled=meetings_ahead,
        by_clock=True,
    ),
    Measure(
        code="networks.satisfaction",
        title=_("Satisfaction with the network"),
        unit="of_ten",
        records=satisfaction_rounds,
        evidence=Shown(
            Told("{} · {} (n = {})".format, "network__name", "title", "counted"),
            on="closes_on",
            amount=Told(_mean, "total", "counted"),
            page=("networks:satisfaction_round", "pk"),
        ),
        dimensions={"network": "network"},
        # One row a round: an answer has no author, and its number alone is nobody's to open.
        value=Round(Cast(_MEAN, DecimalField(max_digits=12, decimal_places=4)), 1),
        by_clock=True,
    ),
):
    register(measure)
