"""What an official's home shows of networks: meetings to come and the way through the engagement model."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, F, OuterRef, Subquery
from django.utils import timezone

from municipalities.once import once
from networks.enums import EvidenceRule
from networks.models import EngagementProcess, Meeting, Membership, ModelStage, StageCompletion
from networks.staged.evidence import fulfilled_by_records

COMING = 5
#: Silab evaluates, and an adviser's word is the adviser's: nothing of these waits for an official.
NOT_THEIRS = (EvidenceRule.EVALUATED, EvidenceRule.ADVISER)


@dataclass(frozen=True)
class Step:
    """One stage of the path: reached on a day, the one to work on now, or still ahead."""

    title: str
    purpose: str
    reached_on: date | None
    state: str  # "done", "running" (the first one not reached) or "planned"
    #: Whether the present stage waits for the municipality: once its records fulfil it, it waits for Silab.
    is_theirs: bool


def coming_meetings(municipality) -> list[Meeting]:
    """Return the next meetings of the networks of which the municipality is a member today; one query."""
    networks = Membership.objects.on(timezone.localdate()).filter(municipality=municipality).order_by()
    meetings = Meeting.objects.filter(network__in=networks.values("network"), cancelled=False)
    coming = meetings.filter(ends_at__gt=timezone.now()).select_related("network")
    return list(coming.order_by("starts_at", "pk")[:COMING])


def path_of(municipality) -> list[Step]:
    """Return the stages of the municipality's open process, else of its latest; [] when none was begun.

    One query a page: the stages in use, each with the day on which it was reached and whether records fulfil it.
    """
    return once(municipality, "model_path", lambda: _path(municipality))


def _path(municipality):
    own = EngagementProcess.objects.filter(municipality=municipality)
    latest = own.order_by(F("ended_on").desc(nulls_first=True), "-started_on", "-pk").values("pk")[:1]
    reached = StageCompletion.objects.filter(stage=OuterRef("pk"), process=OuterRef("process")).order_by()
    waits = ModelStage.objects.filter(Exists(own.filter(ended_on=None).order_by()), pk=OuterRef("pk"))
    waits = waits.exclude(evidence_rule__in=NOT_THEIRS).order_by()
    waits = waits.exclude(fulfilled_by_records(municipality, timezone.localdate()))
    stages = (
        ModelStage.objects.filter(in_use=True)
        .annotate(process=Subquery(latest))
        .annotate(reached_on=Subquery(reached.values("reached_on")[:1]), waits=Exists(waits))
        .filter(process__isnull=False)
        .order_by("order", "pk")
    )
    return _steps(stages.values_list("title", "purpose", "reached_on", "waits"))


def _steps(rows):
    steps, is_next = [], True
    for title, purpose, reached_on, waits in rows:
        state = "done" if reached_on else ("running" if is_next else "planned")
        is_next = is_next and state != "running"
        steps.append(Step(title, purpose, reached_on, state, waits and state == "running"))
    return steps
