"""All that the register itself knows of one municipality, read in few queries whatever its amount.

Seven kinds of small records come in one UNION: as one query each they alone would spend the page's
fifteen (speed.md, "Limits"). Each is a `Fact`; what its columns mean stands in `_everything()`."""

from collections import defaultdict
from functools import lru_cache
from typing import NamedTuple

from django.db.models import (
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
    Principles,
    Satisfaction,
)
from municipalities.models.community import mandate_on

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


def facts_of(municipality) -> dict[str, list[Fact]]:
    """Return the facts of each kind (code, alias, predecessor, principles, format, decision, satisfaction)."""
    found = defaultdict(list)
    for row in _everything(municipality.pk).all():
        found[row[0]].append(Fact(*row))
    for what, facts in found.items():
        newest_first = what in ("decision", "format", "principles")
        facts.sort(key=lambda fact: (fact.first is None, str(fact.first), fact.number or 0, fact.key))
        if newest_first:
            facts.reverse()
    return found


def communities_of(municipality):
    """Return the communities with the words of kind and state and the spokesperson whose mandate runs, in one
    query."""
    running = FilteredRelation("spokespersons", condition=mandate_on(timezone.localdate(), "spokespersons__"))
    rows = Community.objects.filter(municipality=municipality).annotate(
        running=running,
        speaker=F("running__person__name"),
        speaker_mail=F("running__person__email"),
        speaker_phone=F("running__person__phone"),
    )
    return _with_words(rows, kind=CommunityKind, state=CommunityState)


def officials_of(municipality):
    """Return the approved officials and those who wait for approval."""
    officials = municipality.officials.filter(state__in=(OfficialState.APPROVED, OfficialState.ASKED))
    return list(officials.select_related("user").order_by("-responsible_for_engagement", "pk"))


def contacts_of(municipality):
    """Return the latest contacts, each with the number of all as `total`."""
    # Counted apart: a window over all contacts would have each of them read and sorted for the ten shown.
    own = Contact.objects.filter(municipality=municipality.pk).order_by()
    total = own.values("municipality").annotate(total=Count("pk")).values("total")
    latest = municipality.contacts.annotate(total=Subquery(total)).order_by("-on", "-pk")[:LATEST_CONTACTS]
    return _with_words(latest, channel=ContactChannel)


def _with_words(rows, **choices) -> list:
    """Return the rows with the words of each choice as `NAME_words`, looked up once rather than for each row."""
    words = {name: {value: str(label) for value, label in of.choices} for name, of in choices.items()}
    found = list(rows)
    for row in found:
        for name, labels in words.items():
            setattr(row, f"{name}_words", labels[getattr(row, name)])
    return found


def accepted_count(communities) -> int:
    """Return how many of the communities their municipality has accepted."""
    return sum(community.state == CommunityState.ACCEPTED for community in communities)


@lru_cache(maxsize=200)
def _everything(municipality: int):
    # Kept because Django takes longer to put the seven together than the database to answer.
    own = {"municipality": municipality}
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
            Municipality.objects.filter(merged_into=municipality),
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
