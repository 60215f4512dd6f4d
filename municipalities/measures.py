"""What can be counted of communities and their engagement (domain.md §2, §10).

Records of the register belong to no contract: the `contract` of a measure does not narrow them. Where
municipalities are counted, only those count that are valid on the record's day; stocks look at the last day."""

from datetime import date
from functools import partial

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
from silab.measures import Measure, Shown, Told, register

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


def _accepted_on(at):
    return timezone.localdate(at) if at else None


PLACE = "municipality__name"
ITS_PAGE = ("municipalities:detail", "municipality")
COMMUNITY = Shown(
    "name",
    on=Told(_accepted_on, "accepted_at"),
    municipality=PLACE,
    page=("municipalities:community", "pk"),
)
FORMAT = Shown("name", on="started_on", municipality=PLACE, page=ITS_PAGE)
EVENT = Shown(
    Told("{} · {}".format, "format__name", "topic"),
    on="on",
    municipality="format__municipality__name",
    page=("municipalities:detail", "format__municipality"),
)
DECISION = Shown("decision", on="on", municipality=PLACE, page=ITS_PAGE)
SATISFIED = Shown(
    Told("{}: {} %".format, "year", "percentage"),
    on=Told(partial(date, month=12, day=31), "year"),
    municipality=PLACE,
    page=ITS_PAGE,
)

register(
    Measure(
        code="communities.municipalities_with_accepted",
        title=_("Municipalities whose communities have defined themselves and been accepted"),
        unit="municipality",
        records=_accepted_by_end,
        evidence=COMMUNITY,
        dimensions={"community_kind": "kind"},
        value=MUNICIPALITIES,
        municipality="municipality",
    )
)
register(
    Measure(
        code="communities.accepted",
        title=_("Communities accepted by their municipality"),
        unit="community",
        records=_accepted,
        evidence=COMMUNITY,
        dimensions={"community_kind": "kind"},
        municipality="municipality",
    )
)
register(
    Measure(
        code="communities.with_spokesperson",
        title=_("Communities with a spokesperson at the end of the period"),
        unit="community",
        records=_with_spokesperson,
        evidence=COMMUNITY,
        dimensions={"community_kind": "kind"},
        municipality="municipality",
    )
)
register(
    Measure(
        code="communities.formats_started",
        title=_("Co-creation processes begun"),
        unit="format",
        records=_formats_started,
        evidence=FORMAT,
        dimensions={"format_kind": "kind"},
        municipality="municipality",
    )
)
register(
    Measure(
        code="communities.municipalities_with_formats",
        title=_("Municipalities where a co-creation format runs"),
        unit="municipality",
        records=_formats_running,
        evidence=FORMAT,
        dimensions={"format_kind": "kind"},
        value=MUNICIPALITIES,
        municipality="municipality",
    )
)
register(
    Measure(
        code="communities.format_events",
        title=_("Discussions with representatives of communities"),
        unit="event",
        records=_format_events,
        evidence=EVENT,
        dimensions={"format_kind": "format__kind"},
        municipality="format__municipality",
    )
)
register(
    Measure(
        code="communities.municipalities_deciding",
        title=_("Municipalities whose communities took part in decisions"),
        unit="municipality",
        records=_decisions,
        evidence=DECISION,
        value=MUNICIPALITIES,
        municipality="municipality",
    )
)
register(
    Measure(
        code="satisfaction.average",
        title=_("Residents' satisfaction with inclusion, mean of municipalities"),
        unit="percent",
        records=_satisfaction,
        evidence=SATISFIED,
        value=Avg("percentage"),
        municipality="municipality",
    )
)
