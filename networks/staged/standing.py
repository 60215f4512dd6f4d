"""Who stands where in the engagement model, and who has stood still: all processes at once, in four queries.

Movement is what took place: a stage reached, an adviser's conversation, a record of the municipality (communities,
mandates, principles, formats and their events, decisions). It counts by its own day, not by the day on which somebody
wrote it down; the start of the process is its first movement."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from django.db.models import DateField, F, Max, OuterRef, Subquery

from networks.enums import EvidenceRule
from networks.models import Advice, EngagementProcess, ModelStage, StageCompletion
from networks.staged.adoption import adoption_days
from networks.staged.evidence import spans_of_all
from silab.common.statements import Given, Statement

STILL_AFTER = timedelta(days=90)


class Begun(NamedTuple):
    """What the standing of a process is told from: the process itself and its latest conversation."""

    pk: int
    municipality: int
    name: str
    adviser: str
    started_on: date
    evaluated_on: date | None
    ended_on: date | None
    advised_on: date | None


@dataclass(frozen=True)
class Standing:
    """Where one process stands."""

    process: Begun
    reached: int
    #: None when every stage in use is reached.
    stage: ModelStage | None
    moved_on: date
    #: Since when the records fulfil the present stage; it waits to be confirmed.
    ready_since: date | None
    adopted_on: date | None
    today: date

    @property
    def days_still(self) -> int:
        """Days since the last movement."""
        return (self.today - self.moved_on).days

    @property
    def is_still(self) -> bool:
        """Whether an open process with stages ahead has not moved for more than 90 days."""
        is_open = self.process.ended_on is None and self.stage is not None
        return is_open and self.today - self.moved_on > STILL_AFTER


def stages_in_use() -> list[ModelStage]:
    """Return the stages in their order."""
    return list(ModelStage.objects.filter(in_use=True).order_by("order", "pk"))


def standings(stages: list[ModelStage], today: date) -> list[Standing]:
    """Return where each process stands, the ended ones too, in the order of their municipalities."""
    reached = _reached()
    spans = spans_of_all(today)
    adopted = adoption_days(today)
    rows = (Begun(*row) for row in _processes.rows(today=today))
    return [
        _standing(row, stages, reached.get(row.pk, {}), spans.get(row.municipality, {}), adopted, today)
        for row in rows
    ]


def _standing(process, stages, reached, spans, adopted, today):
    stage = next((one for one in stages if one.pk not in reached), None)
    days = [process.started_on, process.advised_on, process.evaluated_on, process.ended_on]
    days += [*reached.values(), *(span.latest for span in spans.values())]
    return Standing(
        process=process,
        reached=sum(one.pk in reached for one in stages),
        stage=stage,
        moved_on=max((day for day in days if day and day <= today), default=today),
        ready_since=_ready_since(process, stage, spans, today),
        adopted_on=adopted.get(process.municipality),
        today=today,
    )


def _ready_since(process, stage, spans, today):
    if stage is None:
        return None
    if stage.evidence_rule == EvidenceRule.EVALUATED:
        return process.evaluated_on if process.evaluated_on and process.evaluated_on <= today else None
    span = spans.get(stage.evidence_rule)
    return span.first if span else None


def _reached():
    found: dict[int, dict[int, date]] = {}
    rows = StageCompletion.objects.order_by().values_list("process_id", "stage_id", "reached_on")
    for process, stage, on in rows:
        found.setdefault(process, {})[stage] = on
    return found


def _build():
    until_today = Advice.objects.filter(process=OuterRef("pk"), on__lte=Given("today", DateField()))
    latest = until_today.order_by().values("process").annotate(latest=Max("on")).values("latest")
    begun = EngagementProcess.objects.annotate(name=F("municipality__name"), advised_on=Subquery(latest))
    return begun.values_list(
        *("municipality_id" if name == "municipality" else name for name in Begun._fields)
    )


_processes = Statement(_build)
