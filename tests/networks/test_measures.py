"""What network and lab measures count (domain.md §4, §5, §10)."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
import time_machine

from silab.measures import Period, get
from tests.municipalities.factories import (
    CommunityFactory,
    MunicipalityFactory,
    PrinciplesFactory,
    SpokespersonFactory,
)
from tests.networks.factories import (
    EngagementProcessFactory,
    HeldMeetingFactory,
    LabFactory,
    LabFundingFactory,
    LabModelFactory,
    MeetingFactory,
    MeetingPresenceFactory,
    MembershipFactory,
    SatisfactionAnswerFactory,
    SatisfactionRoundFactory,
)

pytestmark = pytest.mark.django_db
Y2021, Y2022 = Period.year(2021), Period.year(2022)


def adopting(*, accepted=date(2021, 12, 1), mandate=date(2021, 12, 5), applied=date(2022, 2, 1), **fields):
    """A municipality whose model rests on these dates; None leaves that part out."""
    municipality = MunicipalityFactory(**fields)
    community = CommunityFactory(municipality=municipality)
    if accepted:
        community.state = "accepted"
        community.accepted_at = datetime(accepted.year, accepted.month, accepted.day, 9, tzinfo=UTC)
        community.save()
    if mandate:
        SpokespersonFactory(community=community, mandate_from=mandate)
    PrinciplesFactory(municipality=municipality, negotiated_on=date(2021, 11, 1), applied_on=applied)
    return municipality


@pytest.mark.parametrize(
    ("dates", "expected"),
    [
        ({}, date(2022, 2, 1)),
        ({"accepted": date(2022, 3, 1)}, date(2022, 3, 1)),
        ({"mandate": date(2022, 4, 1)}, date(2022, 4, 1)),
        ({"applied": date(2021, 11, 20)}, date(2021, 12, 5)),
        ({"accepted": None}, None),
        ({"mandate": None}, None),
        ({"applied": None}, None),
    ],
)
def test_model_is_adopted_on_the_day_the_last_part_came_true(dates, expected):
    municipality = adopting(**dates)
    measure = get("networks.model_adopted")
    both = Period(date(2021, 1, 1), date(2022, 12, 31))
    assert [evidence.on for evidence in measure.proof(both)] == ([expected] if expected else [])
    if expected:
        assert measure.by_municipality(Period.year(expected.year)) == {municipality.pk: 1}
        assert measure.count(both, municipality=municipality) == 1


def test_earliest_community_and_principles_decide():
    municipality = adopting()
    second = CommunityFactory(municipality=municipality, accepted=True)
    SpokespersonFactory(community=second)
    PrinciplesFactory(municipality=municipality, applied_on=date(2023, 1, 1))
    assert [evidence.on for evidence in get("networks.model_adopted").proof(Y2022)] == [date(2022, 2, 1)]


def test_municipality_gone_by_then_adopts_nothing():
    adopting(valid_to=date(2022, 1, 1))
    assert get("networks.model_adopted").count(Y2022) is None


def test_members_are_those_of_the_last_day():
    MembershipFactory(joined_on=date(2021, 12, 1))
    MembershipFactory(joined_on=date(2021, 12, 1), left_on=date(2022, 12, 31))
    MembershipFactory(joined_on=date(2022, 5, 1), municipality__valid_to=date(2025, 10, 19))
    measure = get("networks.members")
    assert measure.count(Y2021) == 2
    assert measure.count(Y2022) == 2
    assert measure.count(Period.year(2025)) == 1


def test_meeting_counts_when_it_took_place():
    """The plan's "at least 10 meetings in all" promises meetings that were held. What is planned, cancelled, or past
    with nobody noted as present is a plan still: the report must be able to show who was there."""
    held = HeldMeetingFactory()
    HeldMeetingFactory(cancelled=True)
    MeetingFactory()
    HeldMeetingFactory(starts_at=datetime(2021, 12, 20, 8, tzinfo=UTC))
    with time_machine.travel(datetime(2021, 12, 1, tzinfo=UTC)):
        assert [evidence.pk for evidence in get("networks.meetings").proof(Y2021)] == [held.pk]
    assert get("networks.meetings").count(Y2021) == 2


def test_a_meeting_with_many_people_is_one_meeting():
    meeting = HeldMeetingFactory()
    MeetingPresenceFactory.create_batch(2, meeting=meeting)
    assert get("networks.meetings").count(Y2021) == 1


def answers(*scores, **fields):
    for score in scores:
        SatisfactionAnswerFactory(score=score, **fields)


def test_satisfaction_is_the_mean_of_what_may_be_shown():
    """Two partners' answers could be told from the mean: they wait for a third (networks/meetings/figures.py)."""
    first, second = SatisfactionRoundFactory(), SatisfactionRoundFactory(closes_on=date(2022, 12, 31))
    answers(7, 8, 8, round=first)
    answers(1, 1, round=first, respondent="partner")
    answers(9, 10, 10, 9, round=second)
    measure = get("networks.satisfaction")
    assert measure.count(Y2022) == Decimal("8.7")
    assert measure.count(Y2021) is None
    evidence = list(measure.proof(Y2022))
    assert [(one.code, one.amount) for one in evidence] == [
        (first.code, Decimal("7.7")),
        (second.code, Decimal("9.5")),
    ]
    assert "n = 3" in evidence[0].label
    answers(10, round=first, respondent="partner")
    assert measure.count(Y2022) == Decimal("7.3")


def test_an_open_round_counts_when_it_is_over():
    answers(7, 8, 8, round=SatisfactionRoundFactory())
    for day, expected in ((14, None), (15, Decimal("7.7"))):
        with time_machine.travel(datetime(2022, 12, day, 10, tzinfo=UTC)):
            assert get("networks.satisfaction").count(Y2022) == expected


def test_two_labs_of_a_municipality_are_one_municipality():
    lab = LabFactory()
    LabFactory(municipality=lab.municipality)
    LabFactory(started_on=None)
    assert get("labs.municipalities").count(Y2021) == 1
    assert get("labs.municipalities").by_municipality(Y2021) == {lab.municipality_id: 1}


def test_money_raised_is_a_sum():
    lab = LabFundingFactory().lab
    LabFundingFactory(lab=lab, amount="250.50")
    LabFundingFactory(lab=lab, on=date(2023, 1, 1))
    assert get("labs.funds_raised").count(Y2022) == Decimal("750.50")
    assert get("labs.funds_raised").by_municipality(Y2022) == {lab.municipality_id: Decimal("750.50")}


def test_milestone_is_reached_once():
    LabModelFactory()
    LabModelFactory()
    assert get("labs.model_ready").count(Y2021) == 1
    assert get("labs.model_ready").count(Y2022) is None


def test_process_begun():
    EngagementProcessFactory()
    EngagementProcessFactory(municipality__valid_to=date(2021, 10, 1))
    assert get("networks.model_started").count(Y2021) == 1
