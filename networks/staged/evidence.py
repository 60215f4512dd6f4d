"""What records say of a municipality's way through the engagement model (domain.md §2, §4).

Each source is a kind of record with the day on which it fulfils its rule. A rule is fulfilled on the first of those
days. Communities of a municipality that has merged count for its successor from the day of the merger; principles,
formats and decisions are a municipality's own acts and are not inherited. What lies ahead fulfils nothing yet."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple

from django.db.models import (
    CharField,
    Count,
    DateField,
    Exists,
    F,
    IntegerField,
    Max,
    Min,
    OuterRef,
    Q,
    TextField,
    Value,
)
from django.db.models.functions import Cast, Greatest, TruncDate
from django.urls import reverse

from municipalities.enums import CommunityState
from municipalities.models import (
    CocreationFormat,
    Community,
    DecisionParticipation,
    FormatEvent,
    Principles,
    Spokesperson,
)
from networks.enums import EvidenceRule
from silab.common.statements import Statement
from silab.measures import Period

#: Meetings of a format fulfil no rule of their own, but they are movement.
EVENT = "event"


class Record(NamedTuple):
    """A record that speaks for a stage, without personal data."""

    code: str
    title: str
    day: date
    url: str


@dataclass(frozen=True)
class Proposal:
    """A rule that records fulfil: since when, by which of them, the first first."""

    day: date
    records: tuple[Record, ...] = ()

    @property
    def codes(self) -> str:
        """The records' codes, as many as a completion keeps."""
        text = ""
        for record in self.records:
            longer = f"{text}, {record.code}" if text else record.code
            if len(longer) > 480:
                return f"{text} …"
            text = longer
        return text


class Span(NamedTuple):
    """The first and the latest day of a rule's records, and their number."""

    first: date
    latest: date
    number: int


@dataclass(frozen=True)
class _Source:
    rule: str
    records: Any
    title: str
    community: str | None = None
    #: The first and the latest day over a municipality's records.
    bounds: tuple = (Min("day"), Max("day"))


def spans_of_all(today: date) -> dict[int, dict[str, Span]]:
    """Return, for every municipality with records, the span of each rule until `today`: one query for all."""
    found: dict[int, dict[str, Span]] = defaultdict(dict)
    for place, rule, first, latest, number in _spans_until(today).rows():
        span = Span(first, latest, number)
        known = found[place].get(rule)
        found[place][rule] = _joined(known, span) if known else span
    return found


def proposals_of(municipality, today: date, rules=None) -> dict[str, Proposal]:
    """Return what the records of a municipality propose, by rule, with the records themselves: one query."""
    wanted = [
        source for source in _sources(today) if source.rule != EVENT and (not rules or source.rule in rules)
    ]
    if not wanted:
        return {}
    parts = [_rows(source, municipality) for source in wanted]
    link = _linker(municipality)
    found: dict[str, list[Record]] = defaultdict(list)
    for rule, day, prefix, key, title, community in parts[0].union(*parts[1:], all=True):
        found[rule].append(Record(f"{prefix}-{key}", title, day, link(rule, community)))
    return {
        rule: Proposal(min(record.day for record in records), tuple(sorted(records, key=_by_day)))
        for rule, records in found.items()
    }


def fulfilled_by_records(municipality, today: date) -> Q:
    """Return the condition that records of a municipality (key or expression) fulfil a stage until `today`."""
    found = Q()
    for source in _sources(today):
        if source.rule != EVENT:
            own = source.records.filter(place=municipality).order_by()
            found |= Q(Exists(own), evidence_rule=source.rule)
    return found


def _sources(today):
    communities = Community.objects.exclude(state=CommunityState.SENT_BACK).filter(defined_on__lte=today)
    # Times are made days as late as possible: SQLite calls back into Python for each.
    end_of_today = Period(today, today).moments[1]
    accepted = Community.objects.accepted().filter(accepted_at__lte=end_of_today)
    mandates = Spokesperson.objects.filter(
        community__state=CommunityState.ACCEPTED,
        community__accepted_at__lte=end_of_today,
        mandate_from__lte=today,
    )
    negotiated = Principles.objects.filter(negotiated_on__lte=today)
    applied = negotiated.filter(applied_on__lte=today)
    present = DecisionParticipation.communities.through.objects.filter(decisionparticipation=OuterRef("pk"))
    decided = DecisionParticipation.objects.filter(Exists(present), on__lte=today)
    return (
        *_described(EvidenceRule.MAPPED, communities, F("defined_on"), today),
        *_described(
            EvidenceRule.ACCEPTED,
            accepted,
            TruncDate("accepted_at"),
            today,
            (TruncDate(Min("accepted_at")), TruncDate(Max("accepted_at"))),
        ),
        *_spoken_for(mandates, today),
        _own(EvidenceRule.NEGOTIATED, negotiated, "negotiated_on", "title"),
        _own(EvidenceRule.APPLIED, applied, "applied_on", "title"),
        _own(
            EvidenceRule.FORMAT, CocreationFormat.objects.filter(started_on__lte=today), "started_on", "name"
        ),
        _own(EVENT, FormatEvent.objects.filter(on__lte=today), "on", "topic", "format__municipality"),
        _own(EvidenceRule.DECISIONS, decided, "on", "decision"),
    )


def _own(rule, records, day, title, place="municipality"):
    return _Source(rule, records.annotate(day=F(day), place=F(f"{place}_id")), title)


def _described(rule, communities, day, today, bounds=_Source.bounds):
    """Yield the source of a municipality's own communities, and of those that came to it by a merger."""
    own = communities.annotate(day=day, place=F("municipality_id"))
    yield _Source(rule, own, "name", "pk", bounds)
    came = communities.filter(**_merged("municipality", today))
    inherited = came.annotate(
        day=Greatest(day, F("municipality__valid_to")), place=F("municipality__merged_into_id")
    )
    yield _Source(rule, inherited, "name", "pk")


def _spoken_for(mandates, today):
    """Yield the same of mandates; one must still run when its community is accepted, and when it comes."""
    rule, words, community = EvidenceRule.SPOKEN_FOR, "community__name", "community_id"
    place, since = "community__municipality", Greatest(TruncDate("community__accepted_at"), "mandate_from")
    runs = Q(mandate_to=None) | Q(mandate_to__gte=F("day"))
    own = mandates.annotate(day=since, place=F(f"{place}_id")).filter(runs)
    # That a community is accepted is a movement of its own.
    yield _Source(rule, own, words, community, (Min("day"), Max("mandate_from")))
    came = mandates.filter(**_merged(place, today))
    day = Greatest(TruncDate("community__accepted_at"), "mandate_from", f"{place}__valid_to")
    inherited = came.annotate(day=day, place=F(f"{place}__merged_into_id")).filter(runs)
    yield _Source(rule, inherited, words, community)


def _merged(place, today):
    return {f"{place}__merged_into__isnull": False, f"{place}__valid_to__lte": today}


@lru_cache(maxsize=2)
def _spans_until(today) -> Statement:
    """Kept for the day: putting eleven sources together takes longer than asking them."""
    parts = [_spans(source) for source in _sources(today)]
    return Statement(lambda: parts[0].union(*parts[1:], all=True))


def _spans(source):
    first, latest = source.bounds
    return (
        source.records.order_by()
        .values("place")
        .annotate(
            rule=Value(str(source.rule), output_field=CharField()),
            first=Cast(first, DateField()),
            latest=Cast(latest, DateField()),
            number=Count("pk"),
        )
        .values_list("place", "rule", "first", "latest", "number")
    )


def _rows(source, municipality):
    columns = {
        "of_rule": Value(str(source.rule), output_field=CharField()),
        "on_day": Cast("day", DateField()),
        "prefix": Value(source.records.model.code_prefix, output_field=CharField()),
        "key": F("pk"),
        "words": Cast(source.title, TextField()),
        "of_community": Cast(source.community or Value(None), IntegerField()),
    }
    own = source.records.filter(place=municipality.pk)
    return own.order_by().annotate(**columns).values_list(*columns)


def _linker(municipality) -> Callable[[str, int | None], str]:
    page = municipality.get_absolute_url()
    before, _zero, after = reverse("municipalities:community", args=[0]).rpartition("0")
    return lambda rule, community: f"{before}{community}{after}" if community else page


def _joined(one: Span, other: Span) -> Span:
    return Span(min(one.first, other.first), max(one.latest, other.latest), one.number + other.number)


def _by_day(record):
    return record.day, record.code
