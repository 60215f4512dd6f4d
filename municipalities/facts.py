"""All that the register itself knows of one municipality, read in few queries whatever its amount.

Seven kinds of small records come in one UNION: as one query each they alone would spend the page's
fifteen (speed.md, "Limits"). Each is a `Fact`; what its columns mean stands in `_everything()`."""

from collections import defaultdict
from datetime import date, datetime
from typing import NamedTuple

from django.db.models import (
    BigIntegerField,
    CharField,
    Count,
    DateField,
    DecimalField,
    F,
    FilteredRelation,
    IntegerField,
    Max,
    Subquery,
    TextField,
    Value,
)
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils import timezone

from municipalities.enums import CommunityKind, CommunityState, ContactChannel, FormatKind, OfficialState
from municipalities.models import (
    CocreationFormat,
    Community,
    Contact,
    DecisionParticipation,
    Municipality,
    MunicipalityAlias,
    MunicipalityCode,
    Official,
    Principles,
    Satisfaction,
)
from municipalities.models.community import mandate_on
from silab.common.statements import Given, Statement

LATEST_CONTACTS = 10


class Fact(NamedTuple):
    """One record: what it is, its key, texts, days and numbers."""

    what: str
    key: int
    title: str
    note: str | None
    more: str | None
    first: object
    last: object
    latest: object
    number: int | None
    share: object

    @property
    def kind(self):
        """The words of a format's kind."""
        return FormatKind(self.note).label


class Described(NamedTuple):
    """A community as lists of a municipality's page tell of it, with the spokesperson whose mandate runs today."""

    pk: int
    name: str
    kind: str
    state: str
    defined_on: date
    accepted_at: datetime | None
    sent_back_at: datetime | None
    speaker: str | None
    speaker_mail: str | None
    speaker_phone: str | None
    kind_words: str
    state_words: str
    url: str


class Noted(NamedTuple):
    """One of the latest contacts; `total` is the number of all."""

    pk: int
    on: date
    channel: str
    with_whom: str
    summary: str
    follow_up_on: date | None
    followed_up_at: datetime | None
    total: int
    channel_words: str


def facts_of(municipality) -> dict[str, list[Fact]]:
    """Return the facts of each kind (code, alias, predecessor, principles, format, decision, satisfaction)."""
    found = defaultdict(list)
    for row in _everything.rows(municipality=municipality.pk):
        found[row[0]].append(Fact(*row))
    for what, facts in found.items():
        newest_first = what in ("decision", "format", "principles")
        facts.sort(key=lambda fact: (fact.first is None, str(fact.first), fact.number or 0, fact.key))
        if newest_first:
            facts.reverse()
    return found


def communities_of(municipality) -> list[Described]:
    """Return the communities in the order of their names, in one query."""
    kinds, states = _words(CommunityKind), _words(CommunityState)
    before, _zero, after = reverse("municipalities:community", args=[0]).rpartition("0")
    rows = _communities.rows(municipality=municipality.pk, today=timezone.localdate())
    return [
        Described._make((*row, kinds[row[2]], states[row[3]], f"{before}{row[0]}{after}")) for row in rows
    ]


def officials_of(municipality):
    """Return the approved officials and those who wait for approval."""
    return _officials.records(municipality=municipality.pk)


def contacts_of(municipality) -> list[Noted]:
    """Return the latest contacts, each with the number of all as `total`."""
    channels = _words(ContactChannel)
    return [Noted._make((*row, channels[row[2]])) for row in _contacts.rows(municipality=municipality.pk)]


def _words(choices) -> dict[str, str]:
    """Return the words of each choice, looked up once rather than for each row."""
    return {value: str(label) for value, label in choices.choices}


def accepted_count(communities) -> int:
    """Return how many of the communities their municipality has accepted."""
    return sum(community.state == CommunityState.ACCEPTED for community in communities)


#: Which municipality a statement is asked of; sections of other rooms ask by it too.
ASKED = Given("municipality", BigIntegerField())


def _build_communities():
    today = Given("today", DateField())
    running = FilteredRelation("spokespersons", condition=mandate_on(today, "spokespersons__"))
    rows = Community.objects.filter(municipality=ASKED).annotate(
        running=running,
        speaker=F("running__person__name"),
        speaker_mail=F("running__person__email"),
        speaker_phone=F("running__person__phone"),
    )
    return rows.values_list(*Described._fields[:-3])


def _build_officials():
    now = Official.objects.filter(municipality=ASKED, state__in=(OfficialState.APPROVED, OfficialState.ASKED))
    return now.select_related("user").order_by("-responsible_for_engagement", "pk")


def _build_contacts():
    # Counted apart: a window over all contacts would have each of them read and sorted for the ten shown.
    own = Contact.objects.filter(municipality=ASKED)
    total = own.order_by().values("municipality").annotate(total=Count("pk")).values("total")
    latest = own.annotate(total=Subquery(total)).order_by("-on", "-pk")
    return latest.values_list(*Noted._fields[:-1])[:LATEST_CONTACTS]


def _build_everything():
    own = {"municipality": ASKED}
    parts = [
        _rows(
            "code",
            MunicipalityCode.objects.filter(**own),
            title="code",
            note="note",
            first="valid_from",
            last="valid_to",
        ),
        _rows("alias", MunicipalityAlias.objects.filter(**own), title="alias"),
        _rows(
            "predecessor",
            Municipality.objects.filter(merged_into=ASKED),
            title="name",
            first="valid_from",
            last="valid_to",
        ),
        _rows(
            "principles",
            Principles.objects.filter(**own),
            title="title",
            note="negotiated_with",
            more="evidence",
            first="negotiated_on",
            last="applied_on",
        ),
        _rows(
            "format",
            CocreationFormat.objects.filter(**own),
            title="name",
            note="kind",
            first="started_on",
            last="ended_on",
            latest=Max("events__on"),
            number=Count("events"),
        ),
        _rows(
            "decision",
            DecisionParticipation.objects.filter(**own),
            title="decision",
            note="what_changed",
            first="on",
            number=Count("communities"),
        ),
        _rows(
            "satisfaction",
            Satisfaction.objects.filter(**own),
            title="source",
            more=Cast("respondents", TextField()),
            number="year",
            share="percentage",
        ),
    ]
    return parts[0].union(*parts[1:], all=True)


def _rows(
    what,
    queryset,
    *,
    title,
    note=None,
    more=None,
    first=None,
    last=None,
    latest=None,
    number=None,
    share=None,
):
    """Return the queryset as rows of a `Fact`, every column of one type in all parts of the union."""
    share_field = DecimalField(max_digits=4, decimal_places=1)
    columns = {
        "fact_what": Value(what, output_field=CharField()),
        "fact_key": F("pk"),
        "fact_title": _typed(title, TextField()),
        "fact_note": _typed(note, TextField()),
        "fact_more": _typed(more, TextField()),
        "fact_first": _typed(first, DateField()),
        "fact_last": _typed(last, DateField()),
        "fact_latest": _typed(latest, DateField()),
        "fact_number": _typed(number, IntegerField()),
        "fact_share": _typed(share, share_field),
    }
    return queryset.order_by().annotate(**columns).values_list(*columns)


def _typed(expression, field):
    return Cast(Value(None) if expression is None else expression, field)


_everything = Statement(_build_everything)
_communities = Statement(_build_communities)
_officials = Statement(_build_officials)
_contacts = Statement(_build_contacts)
