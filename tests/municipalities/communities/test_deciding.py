"""A community's acceptance, decided once, and who may decide (domain.md §2)."""

from datetime import UTC, date, datetime

import pytest
from django.core.exceptions import ValidationError

from municipalities import rules
from municipalities.communities.actions import (
    AlreadyDecided,
    ReasonMissing,
    accept_community,
    send_back_community,
)
from municipalities.enums import CommunityState, OfficialState
from municipalities.models import Community
from silab.accounts.enums import Role
from tests.municipalities.factories import (
    CommunityFactory,
    MunicipalityFactory,
    OfficialFactory,
    SpokespersonFactory,
    UserFactory,
)


def test_accepting_keeps_who_and_when(viljandi, jaan):
    community = accept_community(community=CommunityFactory(municipality=viljandi), by=jaan)
    assert (community.state, community.accepted_by) == (CommunityState.ACCEPTED, jaan)
    assert community.accepted_at is not None
    assert community.history.first().history_user == jaan


def test_a_past_acceptance_keeps_its_time(viljandi, mari):
    at = datetime(2021, 11, 3, 12, tzinfo=UTC)
    assert (
        accept_community(community=CommunityFactory(municipality=viljandi), by=mari, at=at).accepted_at == at
    )


def test_two_officials_make_one_decision(viljandi, jaan, mari):
    first = second = CommunityFactory(municipality=viljandi)
    accept_community(community=first, by=jaan)
    with pytest.raises(AlreadyDecided) as refused:
        send_back_community(community=second, reason="Piir on vale", by=mari)
    assert refused.value.community.accepted_by == jaan
    assert Community.objects.get().state == CommunityState.ACCEPTED
    assert Community.history.count() == 2


def test_sending_back_needs_a_reason(viljandi, jaan):
    community = CommunityFactory(municipality=viljandi)
    with pytest.raises(ReasonMissing):
        send_back_community(community=community, reason="  ", by=jaan)
    sent = send_back_community(community=community, reason=" Piir on vale ", by=jaan)
    assert (sent.state, sent.sent_back_reason) == (CommunityState.SENT_BACK, "Piir on vale")


def test_who_may_accept(viljandi, jaan, leena, mari, riina):
    community = CommunityFactory(municipality=viljandi)
    may = {user.name: rules.can_accept_community(user, community) for user in (jaan, leena, mari, riina)}
    assert may == {"Jaan Jõesaar": True, "Leena Lepik": False, "Mari Maasikas": True, "Riina Raud": False}


def test_officials_answer_for_the_municipality_merged_into_theirs(viljandi, jaan):
    merged = MunicipalityFactory(merged_into=viljandi, valid_to=date(2025, 10, 19))
    assert rules.can_accept_community(jaan, CommunityFactory(municipality=merged))


@pytest.mark.parametrize("state", [OfficialState.ASKED, OfficialState.REFUSED])
def test_an_official_who_is_not_approved_may_nothing(viljandi, state):
    user = UserFactory(role=Role.OFFICIAL)
    OfficialFactory(user=user, municipality=viljandi, state=state)
    assert not rules.is_official_of(user, viljandi)


@pytest.mark.parametrize(
    ("first", "last", "fits"),
    [
        (date(2023, 1, 1), None, True),
        (date(2022, 12, 31), None, False),
        (date(2021, 1, 1), date(2021, 12, 31), True),
        (date(2021, 1, 1), date(2022, 1, 1), False),
    ],
)
def test_mandates_of_a_community_do_not_overlap(db, first, last, fits):
    kept = SpokespersonFactory(mandate_from=date(2022, 1, 1), mandate_to=date(2022, 12, 31))
    new = SpokespersonFactory.build(
        community=kept.community, person=kept.person, mandate_from=first, mandate_to=last
    )
    if fits:
        new.full_clean()
    else:
        with pytest.raises(ValidationError):
            new.full_clean()
