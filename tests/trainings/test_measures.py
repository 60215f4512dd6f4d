"""Whom and what training measures count (domain.md §10)."""

from datetime import UTC, date, datetime

import pytest

from silab.accounts.models import Contract
from silab.measures import Period, get
from tests.municipalities.factories import MunicipalityFactory
from tests.trainings.factories import AttendanceFactory, CourseFactory, ParticipantFactory, TrainingFactory
from trainings.enums import ParticipantRole, Presence, TrainingState
from trainings.models import Training

pytestmark = pytest.mark.django_db
Y2021, Y2022 = Period.year(2021), Period.year(2022)


def count(code, period, **kwargs):
    return get(f"trainings.{code}").count(period, **kwargs)


def training_over_new_year(**fields) -> Training:
    return TrainingFactory(sessions=[date(2021, 12, 14), date(2022, 1, 11)], **fields)


def attended(training, *presences, **fields):
    """A participant with these marks at the training's sessions, None for no mark."""
    participant = ParticipantFactory(training=training, **fields)
    for session, presence in zip(training.sessions.all(), presences, strict=True):
        if presence:
            AttendanceFactory(session=session, participant=participant, presence=presence)
    return participant


def test_participant_counts_once_in_the_period_of_first_presence():
    training = training_over_new_year()
    attended(training, Presence.PRESENT, Presence.PRESENT)
    attended(training, Presence.ABSENT, Presence.PART)
    attended(training, Presence.EXCUSED, Presence.ABSENT)
    attended(training, None, None)
    assert count("participants", Y2021) == 1
    assert count("participants", Y2022) == 1
    assert count("participants", Period(date(2021, 1, 1), date(2022, 12, 31))) == 2


def test_nothing_recorded_is_no_number():
    TrainingFactory(state=TrainingState.PLANNED, sessions=[date(2021, 5, 1)])
    for code in ("participants", "people_trained", "trainings_held", "courses_developed"):
        assert count(code, Y2021) is None


def test_person_in_two_trainings_is_two_participants_but_one_trained_person():
    first = attended(TrainingFactory(sessions=[date(2021, 10, 5)]), Presence.PRESENT)
    attended(TrainingFactory(sessions=[date(2021, 11, 5)]), Presence.PRESENT, person=first.person)
    assert count("participants", Y2021) == 2
    assert count("people_trained", Y2021) == 1


def test_trained_when_the_completion_rule_is_met():
    training = training_over_new_year(completion_share=100)
    attended(training, Presence.PRESENT, Presence.PART)
    attended(training, Presence.PRESENT, Presence.ABSENT)
    assert count("people_trained", Y2021) is None
    assert count("people_trained", Y2022) == 1


def test_municipality_needs_an_official_who_was_there_while_it_was_valid():
    training = TrainingFactory(sessions=[date(2025, 10, 20)])
    gone = MunicipalityFactory(valid_to=date(2025, 10, 19))
    attended(training, Presence.PRESENT, municipality=gone)
    attended(training, Presence.PRESENT, role=ParticipantRole.NGO)
    assert count("municipalities_with_trained_official", Period.year(2025)) is None
    there = attended(training, Presence.PRESENT)
    attended(training, Presence.PRESENT, municipality=there.municipality)
    assert count("municipalities_with_trained_official", Period.year(2025)) == 1


def test_training_is_held_in_the_year_of_its_last_session():
    training_over_new_year()
    training_over_new_year(state=TrainingState.PLANNED)
    assert count("trainings_held", Y2021) is None
    assert count("trainings_held", Y2022) == 1


def test_contract_counts_only_its_own():
    contract = Contract.objects.create(
        slug="leping", title="Leping", starts_on=date(2021, 5, 1), ends_on=date(2024, 12, 31)
    )
    attended(TrainingFactory(sessions=[date(2021, 10, 5)], contract=contract), Presence.PRESENT)
    attended(TrainingFactory(sessions=[date(2021, 10, 5)]), Presence.PRESENT)
    CourseFactory(contract=contract)
    CourseFactory()
    for code in ("participants", "people_trained", "trainings_held", "courses_developed"):
        assert count(code, Y2021) == 2
        assert count(code, Y2021, contract=contract) == 1


def test_by_municipality_and_evidence_agree_with_the_whole():
    training = TrainingFactory(sessions=[date(2021, 10, 5)])
    one = attended(training, Presence.PRESENT)
    attended(training, Presence.PRESENT, municipality=one.municipality)
    nowhere = attended(training, Presence.PRESENT, municipality=None)
    measure = get("trainings.participants")
    assert measure.by_municipality(Y2021) == {one.municipality_id: 2}
    proof = list(measure.proof(Y2021))
    assert [evidence.code for evidence in proof][-1] == nowhere.code
    assert len(proof) == 3
    assert proof[0].on == date(2021, 10, 5)
    assert not any(one.person.name in str(evidence) for evidence in proof)


def test_each_value_is_one_query(django_assert_num_queries):
    attended(TrainingFactory(sessions=[date(2021, 10, 5)]), Presence.PRESENT)
    for code in ("participants", "people_trained", "municipalities_with_trained_official"):
        with django_assert_num_queries(1):
            assert get(f"trainings.{code}").by_municipality(Y2021)


def test_midnight_belongs_to_the_day_in_tallinn():
    training = TrainingFactory()
    late = datetime(2021, 12, 31, 22, 30, tzinfo=UTC)  # 00.30 on 1 January in Tallinn
    session = training.sessions.create(
        number=1, title="Öö", starts_at=late, ends_at=datetime(2021, 12, 31, 23, 30, tzinfo=UTC)
    )
    AttendanceFactory(session=session)
    assert count("participants", Y2021) is None
    assert count("participants", Y2022) == 1
