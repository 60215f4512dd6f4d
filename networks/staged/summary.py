"""The path through the engagement model as a municipality's page shows it, read by one statement: the page has
fifteen queries for everything that is known of a municipality (speed.md)."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import BigIntegerField, F, OuterRef, Q, Subquery, Sum

from networks.models import Advice, EngagementProcess, ModelStage, StageCompletion
from networks.staged.path import AHEAD, DONE, NOW, WORDS
from silab.common.statements import Given, Statement


@dataclass(frozen=True)
class Told:
    """A stage as it is told: reached with its evidence, the present one with its tools, or ahead."""

    title: str
    purpose: str
    tools: str
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
    """Return the municipality's open process, or the one that ended last; None when none was begun."""
    rows = _rows.rows(municipality=municipality.pk)
    if not rows:
        return None
    steps, is_now = [], True
    for title, purpose, tools, reached_on, evidence in (row[5:] for row in rows):
        state = DONE if reached_on else NOW if is_now else AHEAD
        is_now = is_now and state != NOW
        steps.append(Told(title, purpose, tools, reached_on, evidence, state))
    pk, started_on, ended_on, adviser, hours = rows[0][:5]
    return Summary(pk, started_on, ended_on, adviser, hours, steps)


def _build():
    own = EngagementProcess.objects.filter(municipality=Given("municipality", BigIntegerField()))
    latest = own.order_by(F("ended_on").desc(nulls_first=True), "-pk")
    of_process = ("pk", "started_on", "ended_on", "adviser")
    reached = StageCompletion.objects.filter(stage=OuterRef("pk"), process=OuterRef("process_pk")).order_by()
    advice = Advice.objects.filter(process=OuterRef("process_pk")).order_by().values("process")
    stages = ModelStage.objects.annotate(
        **{f"process_{name}": Subquery(latest.values(name)[:1]) for name in of_process}
    ).annotate(
        hours=Subquery(advice.annotate(sum=Sum("hours")).values("sum")),
        reached_on=Subquery(reached.values("reached_on")[:1]),
        evidence=Subquery(reached.values("evidence")[:1]),
    )
    shown = stages.filter(Q(in_use=True) | Q(reached_on__isnull=False), process_pk__isnull=False)
    columns = (*(f"process_{name}" for name in of_process), "hours", "title", "purpose", "tools")
    return shown.order_by("order", "pk").values_list(*columns, "reached_on", "evidence")


_rows = Statement(_build)
