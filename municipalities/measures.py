"""What can be counted of communities and their engagement (domain.md §2, §10).

Records of the register belong to no contract: the `contract` of a measure does not narrow them. Where
municipalities are counted, only those count that are valid on the record's day; stocks look at the last day."""

from datetime import date

from django.db.models import Avg, Count, Exists, F, OuterRef
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from municipalities.models import (
    CocreationFormat,
    Community,
    DecisionParticipation,
    FormatEvent,
    Satisfaction,
    Spokesperson,
)
from municipalities.models.municipality import valid_on
from silab.measures import Evidence, Measure, register

MUNICIPALITIES = Count("municipality", distinct=True)


def _accepted_by_end(period, _contract):
    return (
        Community.objects.accepted()
        .filter(accepted_at__lte=period.moments[1])
        .filter(valid_on(period.last, "municipality__"))
    )


def _accepted(period, _contract):
    return Community.objects.accepted().filter(accepted_at__range=period.moments)


def _with_spokesperson(period, _contract):
    mandates = Spokesperson.objects.on(period.last).filter(community=OuterRef("pk"))
    return Community.objects.filter(Exists(mandates)).filter(valid_on(period.last, "municipality__"))


def _formats_started(period, _contract):
    return CocreationFormat.objects.filter(started_on__range=period.days)


def _formats_running(period, _contract):
    started = CocreationFormat.objects.filter(started_on__lte=period.last)
    running = started.exclude(ended_on__lt=period.last)
    return running.filter(valid_on(period.last, "municipality__"))


def _format_events(period, _contract):
    present = FormatEvent.communities.through.objects.filter(formatevent=OuterRef("pk"))
    return FormatEvent.objects.filter(Exists(present), on__range=period.days)


def _decisions(period, _contract):
    taking_part = DecisionParticipation.communities.through.objects.filter(
        decisionparticipation=OuterRef("pk")
    )
    return DecisionParticipation.objects.filter(Exists(taking_part), on__range=period.days).filter(
        valid_on(F("on"), "municipality__")
    )


def _satisfaction(period, _contract):
    return Satisfaction.objects.filter(year__range=(period.first.year, period.last.year))


def _evidence(record, label, on, municipality, url=""):
    return Evidence(
        code=record.code,
        label=str(label),
        on=on,
        municipality=municipality.name,
        model=record._meta.label_lower,
        pk=record.pk,
        url=url or municipality.get_absolute_url,
    )


def _community(community):
    accepted = timezone.localdate(community.accepted_at) if community.accepted_at else None
    return _evidence(community, community.name, accepted, community.municipality, community.get_absolute_url)


def _format(format):
    return _evidence(format, format.name, format.started_on, format.municipality)


def _event(event):
    return _evidence(event, f"{event.format.name} · {event.topic}", event.on, event.format.municipality)


def _decision(participation):
    return _evidence(participation, participation.decision, participation.on, participation.municipality)


def _satisfied(satisfaction):
    label = f"{satisfaction.year}: {satisfaction.percentage} %"
    return _evidence(satisfaction, label, date(satisfaction.year, 12, 31), satisfaction.municipality)


register(
    Measure(
        code="communities.municipalities_with_accepted",
        title=_("Municipalities whose communities have defined themselves and been accepted"),
        unit="municipality",
        records=_accepted_by_end,
        evidence=_community,
        dimensions={"community_kind": "kind"},
        value=MUNICIPALITIES,
        municipality="municipality",
        evidence_related=("municipality",),
    )
)
register(
    Measure(
        code="communities.accepted",
        title=_("Communities accepted by their municipality"),
        unit="community",
        records=_accepted,
        evidence=_community,
        dimensions={"community_kind": "kind"},
        municipality="municipality",
        evidence_related=("municipality",),
    )
)
register(
    Measure(
        code="communities.with_spokesperson",
        title=_("Communities with a spokesperson at the end of the period"),
        unit="community",
        records=_with_spokesperson,
        evidence=_community,
        dimensions={"community_kind": "kind"},
        municipality="municipality",
        evidence_related=("municipality",),
    )
)
register(
    Measure(
        code="communities.formats_started",
        title=_("Co-creation processes begun"),
        unit="format",
        records=_formats_started,
        evidence=_format,
        dimensions={"format_kind": "kind"},
        municipality="municipality",
        evidence_related=("municipality",),
    )
)
register(
    Measure(
        code="communities.municipalities_with_formats",
        title=_("Municipalities where a co-creation format runs"),
        unit="municipality",
        records=_formats_running,
        evidence=_format,
        dimensions={"format_kind": "kind"},
        value=MUNICIPALITIES,
        municipality="municipality",
        evidence_related=("municipality",),
    )
)
register(
    Measure(
        code="communities.format_events",
        title=_("Discussions with representatives of communities"),
        unit="event",
        records=_format_events,
        evidence=_event,
        dimensions={"format_kind": "format__kind"},
        municipality="format__municipality",
        evidence_related=("format__municipality",),
    )
)
register(
    Measure(
        code="communities.municipalities_deciding",
        title=_("Municipalities whose communities took part in decisions"),
        unit="municipality",
        records=_decisions,
        evidence=_decision,
        value=MUNICIPALITIES,
        municipality="municipality",
        evidence_related=("municipality",),
    )
)
register(
    Measure(
        code="satisfaction.average",
        title=_("Residents' satisfaction with inclusion, mean of municipalities"),
        unit="percent",
        records=_satisfaction,
        evidence=_satisfied,
        value=Avg("percentage"),
        municipality="municipality",
        evidence_related=("municipality",),
    )
)
