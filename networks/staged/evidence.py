"""What records say of a municipality's way through the engagement model (domain.md §2, §4).

Each source is a kind of record with the day on which it fulfils its rule. A rule is fulfilled on the first of those
days. Communities of a municipality that has merged count for its successor from the day of the merger; principles,
formats and decisions are a municipality's own acts and are not inherited. What lies ahead fulfils nothing yet."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
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


def spans_of_all(today: date) -> dict[int, dict[str, Span]]:
    """Return, for every municipality with records, the span of each rule until `today`: one query for all."""
    parts = [_spans(source, today) for source in _sources()]
    found: dict[int, dict[str, Span]] = defaultdict(dict)
    for place, rule, first, latest, number in parts[0].union(*parts[1:], all=True):
        span = Span(first, latest, number)
        known = found[place].get(rule)
        found[place][rule] = _joined(known, span) if known else span
    return found


def proposals_of(municipality, today: date, rules=None) -> dict[str, Proposal]:
    """Return what the records of a municipality propose, by rule, with the records themselves: one query."""
    wanted = [source for source in _sources() if source.rule != EVENT and (not rules or source.rule in rules)]
    if not wanted:
        return {}
    parts = [_rows(source, municipality, today) for source in wanted]
    link = _linker(municipality)
    found: dict[str, list[Record]] = defaultdict(list)
    for rule, day, prefix, key, title, community in parts[0].union(*parts[1:], all=True):
        found[rule].append(Record(f"{prefix}-{key}", title, day, link(rule, community)))
    return {
        rule: Proposal(min(record.day for record in records), tuple(sorted(records, key=_by_day)))
        for rule, records in found.items()
    }


def _sources():
    communities = Community.objects.exclude(state=CommunityState.SENT_BACK)
    accepted = Community.objects.accepted().annotate(own_day=TruncDate("accepted_at"))
    spoken_for = Spokesperson.objects.filter(community__state=CommunityState.ACCEPTED).annotate(
        own_day=Greatest(TruncDate("community__accepted_at"), "mandate_from")
    )
    negotiated = Principles.objects.filter(negotiated_on__isnull=False)
    present = DecisionParticipation.communities.through.objects.filter(decisionparticipation=OuterRef("pk"))
    return (
        *_with_inherited(EvidenceRule.MAPPED, communities.annotate(own_day=F("defined_on")), "name", "pk"),
        *_with_inherited(EvidenceRule.ACCEPTED, accepted, "name", "pk"),
        *_with_inherited(
            EvidenceRule.SPOKEN_FOR, spoken_for, "community__name", "community_id", "community__municipality"
        ),
        _own(EvidenceRule.NEGOTIATED, negotiated, "negotiated_on", "title"),
        _own(EvidenceRule.APPLIED, negotiated.filter(applied_on__isnull=False), "applied_on", "title"),
        _own(EvidenceRule.FORMAT, CocreationFormat.objects.all(), "started_on", "name"),
        _own(EVENT, FormatEvent.objects.all(), "on", "topic", "format__municipality"),
        _own(
            EvidenceRule.DECISIONS,
            DecisionParticipation.objects.filter(Exists(present)),
            "on",
            "decision",
        ),
    )


def _own(rule, records, day, title, place="municipality"):
    return _Source(rule, records.annotate(day=F(day), place=F(f"{place}_id")), title)


def _with_inherited(rule, records, title, community, place="municipality"):
    """Yield the source of a municipality's own records, and that of those which it took over when others merged
    into it: a mandate must still run then."""
    own = records.annotate(day=F("own_day"), place=F(f"{place}_id"))
    merged = {f"{place}__merged_into__isnull": False, f"{place}__valid_to__isnull": False}
    inherited = records.filter(**merged).annotate(
        day=Greatest("own_day", F(f"{place}__valid_to")), place=F(f"{place}__merged_into_id")
    )
    for found in (own, inherited):
        if records.model is Spokesperson:
            found = found.filter(Q(mandate_to=None) | Q(mandate_to__gte=F("day")))
        yield _Source(rule, found, title, community)


def _spans(source, today):
    return (
        source.records.filter(day__lte=today)
        .order_by()
        .values("place")
        .annotate(
            rule=Value(str(source.rule), output_field=CharField()),
            first=Cast(Min("day"), DateField()),
            latest=Cast(Max("day"), DateField()),
            number=Count("pk"),
        )
        .values_list("place", "rule", "first", "latest", "number")
    )


def _rows(source, municipality, today):
    columns = {
        "of_rule": Value(str(source.rule), output_field=CharField()),
        "on_day": Cast("day", DateField()),
        "prefix": Value(source.records.model.code_prefix, output_field=CharField()),
        "key": F("pk"),
        "words": Cast(source.title, TextField()),
        "of_community": Cast(source.community or Value(None), IntegerField()),
    }
    own = source.records.filter(day__lte=today, place=municipality.pk)
    return own.order_by().annotate(**columns).values_list(*columns)


def _linker(municipality) -> Callable[[str, int | None], str]:
    page = municipality.get_absolute_url()
    before, _zero, after = reverse("municipalities:community", args=[0]).rpartition("0")
    return lambda rule, community: f"{before}{community}{after}" if community else page


def _joined(one: Span, other: Span) -> Span:
    return Span(min(one.first, other.first), max(one.latest, other.latest), one.number + other.number)


def _by_day(record):
    return record.day, record.code
