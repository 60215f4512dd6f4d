"""What can be counted of networks, engagement models and labs (domain.md §4, §5, §10)."""

from django.db.models import Count, F, Q, Sum
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from municipalities.models.municipality import valid_on
from networks.models import EngagementProcess, Lab, LabFunding, LabModel, Meeting, Membership
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
    """Network meetings held: ended in the period, not cancelled."""
    held = Meeting.objects.held().filter(ends_at__range=period.moments)
    return held.filter(network__contract=contract) if contract else held


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
        evidence_related=("network",),
        by_clock=True,
    ),
):
    register(measure)
