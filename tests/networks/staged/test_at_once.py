"""Two confirm one stage at once, two move stages at once: once, and in order."""

from datetime import date

from networks.models import ModelStage, StageCompletion
from networks.staged import actions, stage_actions
from networks.staged.default_stages import fill_stages
from silab.accounts.enums import Role
from tests.at_once import ON_POSTGRESQL, at_once
from tests.networks.factories import EngagementProcessFactory
from tests.silab.accounts.factories import UserFactory

pytestmark = ON_POSTGRESQL


def test_a_stage_confirmed_by_several_at_once_is_confirmed_once():
    fill_stages()
    stage, process = ModelStage.objects.get(evidence_rule="format"), EngagementProcessFactory()
    mari = UserFactory(role=Role.STAFF)

    def confirm():
        words = "Ümarlaud käib koos kord kuus."
        day = date(2022, 3, 1)
        return actions.confirm_stage(process=process, stage=stage, evidence=words, reached_on=day, by=mari)

    outcomes = at_once(*[confirm] * 4)
    assert outcomes.count(actions.AlreadyReached) == 3
    assert StageCompletion.objects.count() == 1


def test_stages_moved_by_several_at_once_keep_an_order():
    fill_stages()
    mari = UserFactory(role=Role.STAFF)
    moves = [
        lambda stage=stage: stage_actions.move_stage(
            stage=stage, step=stage_actions.UP, seen=stage.order, by=mari
        )
        for stage in ModelStage.objects.all()
    ]
    outcomes = at_once(*moves)
    assert set(outcomes) <= {None, stage_actions.MovedMeanwhile}
    orders = list(ModelStage.objects.order_by("order").values_list("order", flat=True))
    assert orders == list(range(1, 9))
