"""A municipality's way through the engagement model as a visible path: steps done, the present one, those ahead."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from networks.enums import EvidenceRule
from networks.models import EngagementProcess, ModelStage, StageCompletion
from networks.staged.evidence import Proposal, proposals_of

DONE, NOW, AHEAD = "done", "running", "not_started"
WORDS = {DONE: _("reached"), NOW: _("now"), AHEAD: _("ahead of us")}


@dataclass(frozen=True)
class Step:
    """A stage on a municipality's path."""

    stage: ModelStage
    state: str
    completion: StageCompletion | None = None
    #: What records propose; None where nothing fulfils the rule yet or nobody asked.
    proposal: Proposal | None = None

    @property
    def words(self):
        """The state in words, beside its icon."""
        return WORDS[self.state]

    @property
    def has_moved(self) -> bool:
        """Whether its records now say another day than the one that was confirmed by them."""
        if self.completion is None or not self.completion.record_codes:
            return False
        return self.proposal is None or self.proposal.day != self.completion.reached_on


def path_of(process: EngagementProcess, *, proposals: dict[str, Proposal] | None = None) -> list[Step]:
    """Return the steps of a process in the model's order, in two queries; retired stages only where reached."""
    completions = {
        completion.stage_id: completion
        for completion in process.completions.select_related("stage", "confirmed_by").order_by("pk")
    }
    reached_only = [one.stage for one in completions.values() if not one.stage.in_use]
    stages = sorted(
        [*ModelStage.objects.filter(in_use=True), *reached_only], key=lambda one: (one.order, one.pk)
    )
    states = states_of(stage.pk in completions for stage in stages)
    return [
        Step(stage, state, completions.get(stage.pk), (proposals or {}).get(stage.evidence_rule))
        for stage, state in zip(stages, states, strict=True)
    ]


def states_of(reached: Iterable[bool]) -> Iterator[str]:
    """Yield the state of each stage in the model's order: reached, the first one that is not, those ahead."""
    is_now = True
    for one in reached:
        yield DONE if one else NOW if is_now else AHEAD
        is_now = is_now and one


def present_step(steps: list[Step]) -> Step | None:
    """Return the step that is being worked on, None when all are reached."""
    return next((step for step in steps if step.state == NOW), None)


def all_proposals(process: EngagementProcess, today: date) -> dict[str, Proposal]:
    """Return what the municipality's records and the process's own evaluation propose, by rule, in one query."""
    return proposals_of(process.municipality, today) | _evaluation(process, today)


def proposal_for(process: EngagementProcess, rule: str, today: date) -> Proposal | None:
    """Return what fulfils one rule, or None."""
    if rule == EvidenceRule.EVALUATED:
        return _evaluation(process, today).get(rule)
    return proposals_of(process.municipality, today, rules=(rule,)).get(rule)


def _evaluation(process, today):
    if process.evaluated_on is None or process.evaluated_on > today:
        return {}
    return {EvidenceRule.EVALUATED.value: Proposal(process.evaluated_on)}
