"""What records propose for the stages, and when a model counts as adopted (domain.md §4)."""

from datetime import UTC, date, datetime

import pytest

from municipalities.enums import CommunityState
from networks.staged.adoption import adoptions
from networks.staged.evidence import proposals_of, spans_of_all
from tests.municipalities.factories import (
    CocreationFormatFactory,
    CommunityFactory,
    DecisionParticipationFactory,
    FormatEventFactory,
    MunicipalityFactory,
    PrinciplesFactory,
    SpokespersonFactory,
)

pytestmark = pytest.mark.django_db

TODAY = date(2023, 1, 1)
MERGED = date(2022, 8, 1)


def community(municipality, accepted=date(2022, 1, 10), mandate=None, **values):
    at = datetime(accepted.year, accepted.month, accepted.day, 9, tzinfo=UTC)
    made = CommunityFactory(municipality=municipality, accepted=True, accepted_at=at, **values)
    if mandate:
        SpokespersonFactory(community=made, mandate_from=mandate[0], mandate_to=mandate[1])
    return made


def adopted_on(municipality):
    found = adoptions().filter(pk=municipality.pk).first()
    return found and found.adopted_on


def test_each_rule_is_fulfilled_on_the_first_day_of_its_records(viljandi):
    first = community(viljandi, mandate=(date(2022, 2, 1), None), defined_on=date(2021, 12, 1))
    community(viljandi, accepted=date(2022, 5, 1), defined_on=date(2022, 3, 1))
    PrinciplesFactory(municipality=viljandi, negotiated_on=date(2022, 3, 1), applied_on=date(2022, 6, 1))
    FormatEventFactory(
        format=CocreationFormatFactory(municipality=viljandi, started_on=date(2022, 7, 1)),
        on=date(2022, 12, 20),
    )
    taken = DecisionParticipationFactory(municipality=viljandi, on=date(2022, 9, 1))
    DecisionParticipationFactory(municipality=viljandi, on=date(2022, 8, 1))  # no community took part
    taken.communities.add(first)
    found = proposals_of(viljandi, TODAY)
    assert {rule: proposal.day for rule, proposal in found.items()} == {
        "mapped": date(2021, 12, 1),
        "accepted": date(2022, 1, 10),
        "spoken_for": date(2022, 2, 1),
        "negotiated": date(2022, 3, 1),
        "applied": date(2022, 6, 1),
        "format": date(2022, 7, 1),
        "decisions": date(2022, 9, 1),
    }
    assert found["accepted"].records[0].code == first.code
    assert found["accepted"].records[0].url == first.get_absolute_url()
    spans = spans_of_all(TODAY)[viljandi.pk]
    assert {rule: span.first for rule, span in spans.items() if rule != "event"} == {
        rule: proposal.day for rule, proposal in found.items()
    }
    assert spans["event"].latest == date(2022, 12, 20)


def test_what_lies_ahead_and_what_was_sent_back_fulfils_nothing(viljandi):
    CommunityFactory(municipality=viljandi, state=CommunityState.SENT_BACK)
    PrinciplesFactory(municipality=viljandi, negotiated_on=date(2023, 5, 1))
    assert proposals_of(viljandi, TODAY) == {}


def test_evidence_of_all_is_one_query(viljandi, anija, django_assert_num_queries):
    for municipality in (viljandi, anija):
        community(municipality, mandate=(date(2022, 2, 1), None))
    with django_assert_num_queries(1):
        assert spans_of_all(TODAY).keys() == {viljandi.pk, anija.pk}


def test_communities_go_with_a_merger_and_principles_do_not():
    successor = MunicipalityFactory()
    gone = MunicipalityFactory(valid_to=MERGED, merged_into=successor)
    community(gone, mandate=(date(2022, 2, 1), None))
    community(gone, mandate=(date(2022, 2, 1), date(2022, 7, 1)))  # ended before the merger
    PrinciplesFactory(municipality=gone, negotiated_on=date(2022, 3, 1), applied_on=date(2022, 3, 1))
    found = proposals_of(successor, TODAY)
    assert {rule: proposal.day for rule, proposal in found.items()} == dict.fromkeys(
        ("mapped", "accepted", "spoken_for"), MERGED
    )
    assert len(found["spoken_for"].records) == 1
    assert spans_of_all(TODAY)[successor.pk]["accepted"].number == 2
    assert adopted_on(gone) == date(2022, 3, 1)
    assert adopted_on(successor) is None
    PrinciplesFactory(municipality=successor, negotiated_on=date(2022, 3, 1), applied_on=date(2022, 4, 1))
    assert adopted_on(successor) == MERGED


@pytest.mark.parametrize(
    ("mandates", "expected"),
    [
        # It ended before the principles applied: nobody spoke for the community any more.
        ([(date(2022, 2, 1), date(2022, 5, 31))], None),
        # It still ran on that day; that it ended later takes nothing back.
        ([(date(2022, 2, 1), date(2022, 6, 1))], date(2022, 6, 1)),
        # A successor was chosen after a gap: that is when all was true at once.
        ([(date(2022, 2, 1), date(2022, 5, 31)), (date(2022, 9, 1), None)], date(2022, 9, 1)),
        # It ended before the community was accepted.
        ([(date(2021, 1, 1), date(2021, 12, 31))], None),
    ],
)
def test_a_model_is_adopted_when_all_is_true_at_once(viljandi, mandates, expected):
    made = community(viljandi)
    for start, end in mandates:
        SpokespersonFactory(community=made, mandate_from=start, mandate_to=end)
    PrinciplesFactory(municipality=viljandi, negotiated_on=date(2022, 3, 1), applied_on=date(2022, 6, 1))
    assert adopted_on(viljandi) == expected


def test_records_longer_than_a_completion_keeps_are_cut_at_a_code(viljandi):
    CommunityFactory.create_batch(90, municipality=viljandi)
    codes = proposals_of(viljandi, TODAY)["mapped"].codes
    assert len(codes) <= 500
    assert codes.endswith(" …")
