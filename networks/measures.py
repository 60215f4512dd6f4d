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
from silab.measures import REACHED, Evidence, Measure, Period, register


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


def _lab_model_evidence(model):
    return Evidence(model.code, str(model), model.ready_on, model="networks.labmodel", pk=model.pk)


def _lab_evidence(lab):
    return Evidence(
        lab.code,
        lab.name,
        lab.started_on,
        lab.municipality.name,
        model="networks.lab",
        pk=lab.pk,
        url=lab.get_absolute_url,
    )


def _funding_evidence(funding):
    return Evidence(
        funding.code,
        f"{funding.source} · {funding.lab.name}",
        funding.on,
        str(funding.lab.municipality or funding.lab.county),
        funding.amount,
        model="networks.labfunding",
        pk=funding.pk,
        url=funding.lab.get_absolute_url,
    )


def _process_evidence(process):
    return Evidence(
        process.code,
        str(_("Engagement model begun")),
        process.started_on,
        process.municipality.name,
        model="networks.engagementprocess",
        pk=process.pk,
        url=process.municipality.get_absolute_url,
    )


def _adopted_evidence(municipality):
    return Evidence(
        municipality.code,
        str(_("Engagement model adopted")),
        municipality.adopted_on,
        municipality.name,
        model="municipalities.municipality",
        pk=municipality.pk,
        url=municipality.get_absolute_url,
    )


def _member_evidence(membership):
    return Evidence(
        membership.code,
        membership.network.name,
        membership.joined_on,
        membership.municipality.name,
        model="networks.membership",
        pk=membership.pk,
        url=membership.network.get_absolute_url,
    )


def _meeting_evidence(meeting):
    return Evidence(
        meeting.code,
        f"{meeting.title} · {meeting.network.name}",
        timezone.localtime(meeting.ends_at).date(),
        model="networks.meeting",
        pk=meeting.pk,
        url=meeting.get_absolute_url,
    )


def _satisfaction_evidence(round):
    # One row a round: an answer has no author, and its number alone is nobody's to open.
    mean = (Decimal(round.total) / round.counted).quantize(Decimal("0.1"), ROUND_HALF_UP)
    return Evidence(
        round.code,
        f"{round.network.name} · {round.title} (n = {round.counted})",
        round.closes_on,
        amount=mean,
        model="networks.satisfactionround",
        pk=round.pk,
        url=round.get_absolute_url,
    )


# By a float in between: SQLite divides whole numbers to whole ones, PostgreSQL rounds no floats.
_MEAN = ExpressionWrapper(Sum("total") * Value(1.0) / Sum("counted"), output_field=FloatField())
MUNICIPALITIES = Count("municipality", distinct=True)
for measure in (
    Measure(
        code="labs.model_ready",
        title=_("Lab model ready"),
        unit="milestone",
        records=lab_models_ready,
        evidence=_lab_model_evidence,
        value=REACHED,
    ),
    Measure(
        code="labs.municipalities",
        title=_("Municipalities where a lab started"),
        unit="municipality",
        records=labs_started,
        evidence=_lab_evidence,
        value=MUNICIPALITIES,
        municipality="municipality",
        evidence_related=("municipality",),
    ),
    Measure(
        code="labs.funds_raised",
        title=_("Money raised by labs"),
        unit="eur",
        records=lab_funding,
        evidence=_funding_evidence,
        value=Sum("amount"),
        municipality="lab__municipality",
        evidence_related=("lab__municipality", "lab__county"),
    ),
    Measure(
        code="networks.model_started",
        title=_("Municipalities that began an engagement model"),
        unit="municipality",
        records=processes_started,
        evidence=_process_evidence,
        value=MUNICIPALITIES,
        municipality="municipality",
        evidence_related=("municipality",),
    ),
    Measure(
        code="networks.model_adopted",
        title=_("Municipalities with an adopted engagement model"),
        unit="municipality",
        records=models_adopted,
        evidence=_adopted_evidence,
        municipality="pk",
    ),
    Measure(
        code="networks.members",
        title=_("Municipalities in the network"),
        unit="municipality",
        records=members,
        evidence=_member_evidence,
        dimensions={"network": "network"},
        value=MUNICIPALITIES,
        municipality="municipality",
        evidence_related=("municipality", "network"),
    ),
    Measure(
        code="networks.meetings",
        title=_("Network meetings"),
        unit="meeting",
        records=meetings,
        evidence=_meeting_evidence,
        dimensions={"network": "network"},
        scheduled=meetings_ahead,
        evidence_related=("network",),
        by_clock=True,
    ),
    Measure(
        code="networks.satisfaction",
        title=_("Satisfaction with the network"),
        unit="of_ten",
        records=satisfaction_rounds,
        evidence=_satisfaction_evidence,
        dimensions={"network": "network"},
        value=Round(Cast(_MEAN, DecimalField(max_digits=12, decimal_places=4)), 1),
        evidence_related=("network",),
        by_clock=True,
    ),
):
    register(measure)
