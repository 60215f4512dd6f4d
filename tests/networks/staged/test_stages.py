"""The model's stages: their order holds whatever people do at once."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.urls import reverse

from networks.models import ModelStage
from networks.staged import stage_actions
from tests.networks.factories import StageCompletionFactory

pytestmark = pytest.mark.django_db


def order():
    in_use = ModelStage.objects.filter(in_use=True).order_by("order")
    return [stage.evidence_rule for stage in in_use]


def move(staff, stage, way, seen):
    address = reverse("networks:stage_move", args=[stage.pk])
    return staff.post(address, {"suund": way, "kohalt": seen}, follow=True)


def test_a_new_portal_has_the_eight_stages_and_what_staff_made_of_them_stays(stages):
    assert order() == [
        "mapped", "accepted", "spoken_for", "negotiated", "applied", "format", "decisions", "evaluated",
    ]  # fmt: skip
    stages["format"].title = "Meie oma sõnad"
    stages["format"].save()
    call_command("load_stages")
    assert ModelStage.objects.count() == 8
    assert ModelStage.objects.filter(title="Meie oma sõnad").exists()


def test_stages_move_and_their_history_tells_it(staff, mari, stages):
    move(staff, stages["accepted"], "yles", 2)
    assert order()[:3] == ["accepted", "mapped", "spoken_for"]
    assert sorted(ModelStage.objects.values_list("order", flat=True)) == list(range(1, 9))
    assert stages["accepted"].history.first().history_user == mari
    assert [version.order for version in stages["mapped"].history.order_by("history_id")] == [1, 2]


def test_a_move_from_an_old_page_moves_nothing(staff, stages):
    move(staff, stages["accepted"], "yles", 2)
    answer = move(staff, stages["accepted"], "yles", 2)
    assert "vahepeal" in answer.content.decode()
    assert order()[:2] == ["accepted", "mapped"]


@pytest.mark.parametrize(("way", "seen"), [("kuhugi", "1"), ("", ""), ("yles", "x"), ("alla", "9" * 30)])
def test_a_move_that_means_nothing(staff, stages, way, seen):
    assert move(staff, stages["mapped"], way, seen).status_code == 200
    assert order()[0] == "mapped"


def test_the_ends_of_the_model_are_ends(mari, stages):
    stage_actions.move_stage(stage=stages["mapped"], step=stage_actions.UP, seen=1, by=mari)
    stage_actions.move_stage(stage=stages["evaluated"], step=stage_actions.DOWN, seen=8, by=mari)
    assert (order()[0], order()[-1]) == ("mapped", "evaluated")


def test_a_retired_stage_comes_back_at_the_end_and_its_place_can_be_taken(staff, mari, stages):
    StageCompletionFactory(stage=stages["accepted"], reached_on=date(2022, 1, 1))
    use = reverse("networks:stage_use", args=[stages["accepted"].pk])
    staff.post(use, {"retire": "1"})
    assert "accepted" not in order()
    move(staff, stages["spoken_for"], "yles", 3)
    staff.post(reverse("networks:stage_add"), {"title": "Uus etapp", "evidence_rule": "adviser"})
    staff.post(use, {"use": "1"})
    assert order()[0] == "spoken_for"
    assert order()[-2:] == ["adviser", "accepted"]


def test_the_last_stage_cannot_be_retired(mari, stages):
    for stage in [*stages.values()][1:]:
        stage_actions.retire_stage(stage=stage, by=mari)
    with pytest.raises(ValidationError):
        stage_actions.retire_stage(stage=stages["mapped"], by=mari)


def test_tools_are_markdown_and_nothing_is_run(staff, stages):
    given = {"title": "Kaart", "evidence_rule": "mapped", "tools": "**kaart** <script>alert(1)</script>"}
    staff.post(reverse("networks:stage", args=[stages["mapped"].pk]), given)
    page = staff.get(reverse("networks:stages")).content.decode()
    assert "<strong>kaart</strong>" in page
    assert "<script>alert" not in page


def test_a_stage_needs_a_name_and_a_rule_that_exists(staff, stages):
    for bad in ({"title": "", "evidence_rule": "mapped"}, {"title": "X", "evidence_rule": "usk"}):
        assert staff.post(reverse("networks:stage_add"), bad).status_code == 422
