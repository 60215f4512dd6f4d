"""The path through the engagement model as a municipality's page and its officials' home show it, read by one
statement: a page has fifteen queries for everything that is known of a municipality (speed.md)."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache

from django.db.models import BooleanField, F, FilteredRelation, OuterRef, Q, Subquery, Sum, Value
from django.utils import timezone

from municipalities.facts import ASKED
from municipalities.once import once
from networks.models import Advice, EngagementProcess, ModelStage
from networks.staged.evidence import fulfilled_by_records
from networks.staged.path import NOW, WORDS, states_of
from silab.common.statements import Statement


@dataclass(frozen=True)
class Told:
    """A stage as it is told: reached with its evidence, the present one with its tools, or ahead."""

    title: str
    purpose: str
    tools: str
    rule: str
    #: Whether the municipality's records fulfil it, confirmed or not; None where nobody asked.
    is_fulfilled: bool | None
    reached_on: date | None
    evidence: str | None
    state: str

    @property
    def words(self):
        """The state in words, beside its icon."""
        return WORDS[self.state]


@dataclass(frozen=True)
class Summary:
    """A process with its stages; `hours` of advice, None without any."""

    pk: int
    started_on: date
    ended_on: date | None
    adviser: str
    hours: Decimal | None
    steps: list[Told]

    @property
    def present(self) -> Told | None:
        """The stage that is being worked on."""
        return next((step for step in self.steps if step.state == NOW), None)


def summary_of(municipality) -> Summary | None:
    """Return the municipality's open process, else the one that ended last, by one query; None without any."""
    return _summary(_told.rows(municipality=municipality.pk))


def summary_with_records(municipality) -> Summary | None:
    """Return the same with whether the municipality's records fulfil each stage today; one query a page."""
    asked = {"municipality": municipality.pk}
    return once(municipality, "model_path", lambda: _summary(_told_on(timezone.localdate()).rows(**asked)))


def _summary(rows):
    if not rows:
        return None
    states = states_of(row[-2] is not None for row in rows)
    steps = [Told(*row[5:], state) for row, state in zip(rows, states, strict=True)]
    return Summary(*rows[0][:5], steps)


def _build(is_fulfilled):
    own = EngagementProcess.objects.filter(municipality=ASKED)
    latest = own.order_by(F("ended_on").desc(nulls_first=True), "-started_on", "-pk")
    of_process = ("pk", "started_on", "ended_on", "adviser")
    of_latest = Q(completions__process=Subquery(latest.values("pk")[:1]))
    advice = Advice.objects.filter(process=OuterRef("process_pk")).order_by().values("process")
    stages = ModelStage.objects.annotate(
        **{f"process_{name}": Subquery(latest.values(name)[:1]) for name in of_process}
    ).annotate(
        is_fulfilled=is_fulfilled,
        hours=Subquery(advice.annotate(sum=Sum("hours")).values("sum")),
        reached=FilteredRelation("completions", condition=of_latest),
        reached_on=F("reached__reached_on"),
        evidence=F("reached__evidence"),
    )
    shown = stages.filter(Q(in_use=True) | Q(reached_on__isnull=False), process_pk__isnull=False)
    process = [f"process_{name}" for name in of_process]
    told = ("title", "purpose", "tools", "evidence_rule", "is_fulfilled", "reached_on", "evidence")
    return shown.order_by("order", "pk").values_list(*process, "hours", *told)


_told = Statement(lambda: _build(Value(None, BooleanField())))


@lru_cache(maxsize=2)
def _told_on(today) -> Statement:
    """Kept for the day: records are asked until today."""
    return Statement(lambda: _build(fulfilled_by_records(ASKED, today)))
