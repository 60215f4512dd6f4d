"""Who stands where, and who has stood still for 90 days."""

from datetime import UTC, date, datetime

import pytest
import time_machine
from django.urls import reverse

from networks.staged.standing import stages_in_use, standings
from tests.municipalities.factories import CommunityFactory, FormatEventFactory, PrinciplesFactory
from tests.networks.factories import AdviceFactory, EngagementProcessFactory, StageCompletionFactory

pytestmark = pytest.mark.django_db

TODAY = date(2022, 6, 30)


@pytest.fixture
def begun(viljandi):
    return EngagementProcessFactory(municipality=viljandi, started_on=date(2022, 1, 1))


def standing():
    return standings(stages_in_use(), TODAY)[0]


@pytest.mark.parametrize(
    ("moves", "since"),
    [
        (lambda process, stages: None, date(2022, 1, 1)),
        (lambda process, stages: AdviceFactory(process=process, on=date(2022, 4, 1)), date(2022, 4, 1)),
        (lambda process, stages: AdviceFactory(process=process, on=date(2022, 4, 2)), date(2022, 4, 2)),
        (lambda process, stages: AdviceFactory(process=process, on=date(2022, 7, 2)), date(2022, 1, 1)),
        (
            lambda process, stages: StageCompletionFactory(process=process, reached_on=date(2022, 5, 1)),
            date(2022, 5, 1),
        ),
        (
            lambda process, stages: FormatEventFactory(
                format__municipality=process.municipality, on=date(2022, 6, 1)
            ),
            date(2022, 6, 1),
        ),
        (
            lambda process, stages: PrinciplesFactory(
                municipality=process.municipality, negotiated_on=date(2022, 3, 20)
            ),
            date(2022, 3, 20),
        ),
    ],
)
def test_a_process_stands_still_after_90_days_without_movement(begun, stages, moves, since):
    moves(begun, stages)
    found = standing()
    assert found.moved_on == since
    assert found.is_still == ((TODAY - since).days > 90)


def test_who_has_reached_all_or_ended_does_not_stand_still(begun, stages):
    for stage in stages.values():
        StageCompletionFactory(process=begun, stage=stage, reached_on=date(2022, 1, 5))
    found = standing()
    assert found.stage is None
    assert not found.is_still


def test_the_board_shows_each_at_its_present_stage(staff, begun, stages):
    StageCompletionFactory(process=begun, stage=stages["mapped"])
    CommunityFactory(
        municipality=begun.municipality, accepted=True, accepted_at=datetime(2022, 2, 1, tzinfo=UTC)
    )
    EngagementProcessFactory(ended_on=date(2022, 5, 1))
    with time_machine.travel(datetime(2022, 6, 30, 9, tzinfo=UTC)):
        page = staff.get(reverse("networks:board"))
    columns = {column.key: column.cards for column in page.context["columns"]}
    (card,) = columns.pop(f"stage-{stages['accepted'].pk}")
    assert not any(columns.values())
    assert (card.title, card.is_still) == (begun.municipality.name, True)
    assert "01.02.2022" in card.ready
    assert card.confirm_url == reverse("networks:stage_confirm", args=[begun.pk, stages["accepted"].pk])
    assert f'data-to="stage-{stages["spoken_for"].pk}"' in page.content.decode()
    shown = page.content.decode()
    assert "seisab" in shown
    assert '<p class="card-ready"><svg' in shown


def test_the_board_is_narrowed(staff, begun, anija, stages):
    begun.adviser = "Kaie Kask"
    begun.save()
    other = EngagementProcessFactory(municipality=anija, started_on=date(2022, 6, 1))

    def shown(**query):
        with time_machine.travel(datetime(2022, 6, 30, 9, tzinfo=UTC)):
            answer = staff.get(reverse("networks:board"), query, headers={"HX-Request": "true"})
        return {card.title for column in answer.context["columns"] for card in column.cards}

    both = {begun.municipality.name, other.municipality.name}
    assert shown() == both
    assert shown(county=anija.county_id) == {anija.name}
    assert shown(adviser="Kaie Kask") == {begun.municipality.name}
    assert shown(still="on") == {begun.municipality.name}
    assert shown(county="x", adviser="y") == both


@pytest.mark.parametrize("name", ["board", "processes"])
@pytest.mark.parametrize("rows", [1, 3])
def test_board_and_list_ask_the_same_for_any_number_of_rows(
    staff, stages, name, rows, django_assert_max_num_queries
):
    for _ in range(rows):
        process = EngagementProcessFactory(adviser="Kaie")
        AdviceFactory(process=process)
        StageCompletionFactory(process=process, stage=stages["mapped"])
        CommunityFactory(municipality=process.municipality)
    with django_assert_max_num_queries(11):
        page = staff.get(reverse(f"networks:{name}"))
    assert page.status_code == 200


def test_the_list_sorts_and_exports_what_is_computed(staff, begun, anija, stages):
    EngagementProcessFactory(municipality=anija, started_on=date(2022, 2, 1), ended_on=date(2022, 3, 1))
    AdviceFactory(process=begun, on=date(2022, 4, 1))
    address = reverse("networks:processes")
    rows = str(staff.get(address, {"sort": "moved"}).context["list"].rows)
    assert rows.index("Anija vald") < rows.index("Viljandi vald")
    assert "Anija" not in str(staff.get(address, {"open": "jah"}).context["list"].rows)
    text = b"".join(staff.get(address, {"export": "csv"}).streaming_content).decode("utf-8-sig")
    assert len(text.splitlines()) == 3
    assert "01.04.2022" in text
    assert "<" not in text
