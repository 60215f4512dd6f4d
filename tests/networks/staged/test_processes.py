"""A municipality's process: begun, confirmed by evidence, withdrawn, ended."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from networks.models import Advice, EngagementProcess, PilotInterest, StageCompletion
from networks.staged import actions
from networks.staged.path import all_proposals, path_of
from tests.municipalities.factories import CommunityFactory, MunicipalityFactory, PrinciplesFactory
from tests.networks.factories import (
    AdviceFactory,
    EngagementProcessFactory,
    PilotInterestFactory,
    StageCompletionFactory,
)

pytestmark = pytest.mark.django_db

WORDS = "Volikogu istung leppis selles kokku."


@pytest.fixture
def process(viljandi):
    return EngagementProcessFactory(municipality=viljandi)


def confirming(process, stage):
    return reverse("networks:stage_confirm", args=[process.pk, stage.pk])


def test_a_stage_is_confirmed_by_its_records_on_their_day(staff, mari, process, stages):
    community = CommunityFactory(municipality=process.municipality, accepted=True)
    address = confirming(process, stages["accepted"])
    page = staff.get(address)
    assert community.code in page.content.decode()
    form = page.context["form"]
    staff.post(address, {"evidence": form.initial["evidence"], "seen": form.initial["seen"]})
    done = StageCompletion.objects.get()
    assert (done.reached_on, done.record_codes) == (date(2022, 5, 10), community.code)
    assert done.confirmed_by == mari
    # A second confirmation, sent from a page opened before, changes nothing and says so.
    again = staff.post(address, {"evidence": WORDS, "seen": "2022-05-10"}, follow=True)
    assert "juba kinnitatud" in again.content.decode()
    assert StageCompletion.objects.count() == 1


def test_without_records_the_advisers_word_needs_a_sentence_and_a_day(staff, process, stages):
    address = confirming(process, stages["negotiated"])
    for bad in (
        {"evidence": "", "reached_on": "2022-03-01"},
        {"evidence": "  ok .............. ", "reached_on": "2022-03-01"},
        {"evidence": WORDS, "reached_on": ""},
        {"evidence": WORDS, "reached_on": "2199-01-01"},
        {"evidence": WORDS, "reached_on": "1921-01-01"},
        {"evidence": "x" * 20_001, "reached_on": "2022-03-01"},
    ):
        assert staff.post(address, bad).status_code == 422, bad
    assert not StageCompletion.objects.exists()
    staff.post(address, {"evidence": WORDS, "reached_on": "2022-03-01"})
    assert StageCompletion.objects.get().record_codes == ""


def test_records_that_changed_since_the_page_was_read_are_read_again(staff, process, stages):
    address = confirming(process, stages["negotiated"])
    PrinciplesFactory(municipality=process.municipality, negotiated_on=date(2022, 3, 1))
    answer = staff.post(address, {"evidence": WORDS, "reached_on": "2022-01-01"})
    assert answer.status_code == 409
    assert answer.context["form"].initial["seen"] == "2022-03-01"
    assert not StageCompletion.objects.exists()


def test_the_path_shows_done_now_and_ahead_and_says_when_records_moved(process, stages):
    principles = PrinciplesFactory(municipality=process.municipality, negotiated_on=date(2022, 3, 1))
    StageCompletionFactory(process=process, stage=stages["mapped"])
    StageCompletionFactory(
        process=process, stage=stages["negotiated"], reached_on=date(2022, 2, 1), record_codes=principles.code
    )
    steps = path_of(process, proposals=all_proposals(process, timezone.localdate()))
    assert [step.state for step in steps[:5]] == ["done", "running", "not_started", "done", "not_started"]
    assert [step.stage.evidence_rule for step in steps if step.has_moved] == ["negotiated"]


def test_a_retired_stage_stays_on_the_path_of_those_who_reached_it(process, stages):
    StageCompletionFactory(process=process, stage=stages["mapped"])
    for rule in ("mapped", "format"):
        stages[rule].in_use = False
        stages[rule].save()
    assert [step.stage.evidence_rule for step in path_of(process)] == [
        "mapped", "accepted", "spoken_for", "negotiated", "applied", "decisions", "evaluated",
    ]  # fmt: skip


def test_a_stage_is_withdrawn_with_a_reason_that_stays_visible(staff, process, stages):
    done = StageCompletionFactory(process=process, stage=stages["mapped"])
    address = reverse("networks:stage_withdraw", args=[process.pk, done.pk])
    assert staff.post(address, {"reason": " "}).status_code == 422
    staff.post(address, {"reason": "Kirjed olid teise valla omad"})
    assert not StageCompletion.objects.exists()
    page = staff.get(reverse("networks:process", args=[process.pk])).content.decode()
    assert "Kirjed olid teise valla omad" in page
    other = EngagementProcessFactory()
    again = StageCompletionFactory(process=process, stage=stages["mapped"])
    strange = reverse("networks:stage_withdraw", args=[other.pk, again.pk])
    assert staff.post(strange, {"reason": "Vale"}).status_code == 404


def test_nothing_is_confirmed_in_an_ended_process(mari, process, stages):
    actions.end_process(process=process, ended_on=date(2022, 12, 1), by=mari)
    with pytest.raises(ValidationError):
        actions.confirm_stage(
            process=process, stage=stages["format"], evidence=WORDS, reached_on=date(2022, 5, 1), by=mari
        )


def test_a_process_begins_out_of_an_interest(staff, viljandi):
    interest = PilotInterestFactory(municipality=viljandi)
    address = reverse("networks:process_start") + f"?huvi={interest.pk}"
    assert staff.get(address).context["form"].initial["municipality"] == viljandi.pk
    given = {"municipality": viljandi.pk, "started_on": "2022-02-01", "adviser": "Kaie", "is_pilot": "on"}
    staff.post(address, given)
    interest.refresh_from_db()
    assert interest.process.is_pilot
    again = staff.post(address, given)
    assert again.status_code == 422
    assert "juba pooleli" in again.content.decode()
    assert EngagementProcess.objects.count() == 1


@pytest.mark.parametrize("day", ["2015-01-01", "2199-01-01", "1921-02-03", "eile"])
def test_a_process_begins_on_a_day_that_can_be_right(staff, viljandi, day):
    given = {"municipality": viljandi.pk, "started_on": day}
    assert staff.post(reverse("networks:process_start"), given).status_code == 422


def test_a_process_ends_and_goes_on_while_no_other_is_open(staff, process):
    address = reverse("networks:process_end", args=[process.pk])
    staff.post(address, {"ended_on": "2021-10-31"})
    process.refresh_from_db()
    assert process.ended_on is None
    staff.post(address, {"ended_on": "2022-10-31"})
    EngagementProcessFactory(municipality=process.municipality, started_on=date(2023, 1, 1))
    staff.post(address)
    process.refresh_from_db()
    assert process.ended_on == date(2022, 10, 31)


def test_an_evaluation_has_a_day_and_words_and_proposes_its_stage(staff, process):
    address = reverse("networks:process_change", args=[process.pk])
    given = {"started_on": "2021-11-01", "is_pilot": "on", "evaluated_on": "2022-12-01"}
    assert staff.post(address, given).status_code == 422
    staff.post(address, {**given, "evaluation": "**Toimib**: eestkõnelejad tulevad."})
    process.refresh_from_db()
    assert all_proposals(process, date(2023, 1, 1))["evaluated"].day == date(2022, 12, 1)
    page = staff.get(reverse("networks:process", args=[process.pk])).content.decode()
    assert "<strong>Toimib</strong>" in page


def test_hours_of_advice_are_summed_for_the_process_and_the_year(staff, process):
    address = reverse("networks:advice_add", args=[process.pk])
    for on, hours in (("2021-12-01", "1,5"), ("2022-01-10", "2"), ("2022-02-10", "0,5")):
        staff.post(address, {"on": on, "adviser": "Kaie", "hours": hours, "note": "Siseasi"})
    page = staff.get(reverse("networks:process", args=[process.pk]))
    assert page.context["hours"] == 4
    assert page.context["years"] == [(2022, Decimal("2.5")), (2021, Decimal("1.5"))]


@pytest.mark.parametrize(
    ("on", "hours"), [("2021-10-31", "1"), ("2199-01-01", "1"), ("2022-01-01", "0"), ("2022-01-01", "25")]
)
def test_advice_that_cannot_be(staff, process, on, hours):
    address = reverse("networks:advice_add", args=[process.pk])
    assert staff.post(address, {"on": on, "adviser": "Kaie", "hours": hours}).status_code == 422
    assert not Advice.objects.exists()


def test_officials_read_their_own_path_without_the_advisers_notes(sign_in, jaan, leena, process, stages):
    StageCompletionFactory(process=process, stage=stages["mapped"])
    AdviceFactory(process=process, note="Vallavanem kahtleb")
    process.notes, process.evaluation = "Ettevaatust", "Nõrk"
    process.evaluated_on = date(2022, 1, 1)
    process.save()
    address = process.municipality.get_absolute_url()
    page = sign_in(jaan).get(address).content.decode()
    assert stages["mapped"].title in page
    assert "Koosolek 1. veebruaril" in page
    for internal in ("Vallavanem kahtleb", "Ettevaatust", "Nõrk"):
        assert internal not in page
    assert sign_in(leena).get(address).status_code == 404


def test_interest_is_noted_with_its_person_once(staff, viljandi):
    given = {
        "municipality": viljandi.pk,
        "told_on": "2021-12-01",
        "name": "Ülo Uba",
        "email": "ylo@viljandivald.example",
    }
    for _ in range(2):
        staff.post(reverse("networks:interest_add"), given)
    people = {interest.person for interest in PilotInterest.objects.all()}
    assert [person.name for person in people] == ["Ülo Uba"]
    assert staff.post(reverse("networks:interest_add"), {**given, "name": ""}).status_code == 422
    assert staff.post(reverse("networks:interest_add"), {**given, "told_on": "1921-01-01"}).status_code == 422


@pytest.mark.parametrize("rows", [1, 3])
def test_a_process_page_asks_the_same_for_any_number_of_rows(
    staff, process, stages, rows, django_assert_max_num_queries
):
    AdviceFactory.create_batch(rows, process=process)
    PilotInterestFactory.create_batch(rows, municipality=process.municipality, process=process)
    CommunityFactory.create_batch(rows, municipality=process.municipality, accepted=True)
    for rule in ("mapped", "accepted", "spoken_for")[:rows]:
        StageCompletionFactory(process=process, stage=stages[rule])
    with django_assert_max_num_queries(13):
        staff.get(reverse("networks:process", args=[process.pk]))


@pytest.mark.parametrize("rows", [1, 3])
def test_interests_ask_the_same_for_any_number_of_rows(staff, rows, django_assert_max_num_queries):
    PilotInterestFactory.create_batch(rows, municipality=MunicipalityFactory())
    with django_assert_max_num_queries(4):
        staff.get(reverse("networks:interests"))
