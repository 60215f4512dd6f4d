"""Several at once: one decision, one mandate, one community, and nothing by who may not any more."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from municipalities.communities import defining
from municipalities.communities.actions import AlreadyDecided, accept_community, send_back_community
from municipalities.communities.mandates import MandateOverlaps, give_mandate, hand_over
from municipalities.communities.rights import RightTakenAway
from municipalities.enums import CommunityState
from municipalities.home.access import end_right, grant
from municipalities.models import Community, CommunityProposal, Spokesperson
from silab.accounts.models import Person
from silab.notices.models import Notice
from tests.at_once import ON_POSTGRESQL, at_once
from tests.municipalities.factories import (
    CommunityFactory,
    OfficialFactory,
    PersonFactory,
    SpokespersonFactory,
)

pytestmark = ON_POSTGRESQL


@pytest.fixture
def colleague(viljandi):
    """Another official of Viljandi."""
    return OfficialFactory(municipality=viljandi, user__name="Kaie Kask").user


def test_two_officials_make_one_decision(transactional_db, viljandi, jaan, colleague):
    for _again in range(5):
        community = CommunityFactory(municipality=viljandi, representative=PersonFactory(email=""))
        outcomes = at_once(
            lambda community=community: accept_community(community=community, by=jaan).state,
            lambda community=community: (
                send_back_community(community=community, reason="Piir", by=colleague).state
            ),
        )
        assert outcomes.count(AlreadyDecided) == 1
        community.refresh_from_db()
        assert community.state in outcomes
        assert community.history.count() == 2


def test_two_browsers_see_whose_decision_it_is(transactional_db, viljandi, jaan, colleague, sign_in):
    community = CommunityFactory(municipality=viljandi)
    browsers = {user.name: sign_in(user) for user in (jaan, colleague)}
    accept = reverse("municipalities:accept", args=[community.pk])
    at_once(*(lambda browser=browser: browser.post(accept).status_code for browser in browsers.values()))
    community.refresh_from_db()
    winner = community.accepted_by.name
    pages = {
        name: browser.get(community.get_absolute_url()).content.decode() for name, browser in browsers.items()
    }
    for name, page in pages.items():
        assert (name != winner) == (f"{winner} aktsepteeris kogukonna" in page)


def test_mandates_do_not_overlap_whoever_writes_at_once(transactional_db, viljandi, jaan, colleague):
    community = CommunityFactory(municipality=viljandi)
    outcomes = at_once(
        *(
            lambda n=n: (
                give_mandate(
                    community=community,
                    name=f"Eest Kõneleja {n}",
                    by=jaan if n % 2 else colleague,
                    role="spokesperson",
                    mandate_from=date(2026, 1, 1 + n),
                    mandate_to=None,
                    chosen_how="",
                ).pk
            )
            for n in range(6)
        )
    )
    assert outcomes.count(MandateOverlaps) == 5
    assert Spokesperson.objects.count() == 1
    assert Person.objects.count() == 1  # who got no mandate left no trace


def test_the_database_itself_keeps_mandates_apart(transactional_db):
    community, person = CommunityFactory(), PersonFactory()

    def written_past_everything(n):
        Spokesperson.objects.bulk_create(
            [Spokesperson(community=community, person=person, mandate_from=date(2026, 1, 1 + n))]
        )

    outcomes = at_once(*(lambda n=n: written_past_everything(n) for n in range(6)))
    assert outcomes.count(IntegrityError) == 5
    assert Spokesperson.objects.count() == 1


def test_a_mandate_is_handed_over_once(transactional_db, viljandi, jaan, colleague):
    old = SpokespersonFactory(community__municipality=viljandi)

    def over(n, by):
        return hand_over(
            mandate=old,
            name=f"Uus {n}",
            mandate_from=date(2026, 3, 1),
            mandate_to=None,
            role="spokesperson",
            chosen_how="",
            by=by,
        ).pk

    outcomes = at_once(lambda: over(1, jaan), lambda: over(2, colleague))
    assert outcomes.count(MandateOverlaps) == 1
    old.refresh_from_db()
    assert old.mandate_to == date(2026, 2, 28)
    assert Spokesperson.objects.count() == 2


def test_nothing_is_written_by_who_loses_the_right_meanwhile(transactional_db, viljandi, jaan, mari):
    for _again in range(5):
        with transaction.atomic():
            right = grant(user=jaan, municipality=viljandi, post="", by=mari)
        community = CommunityFactory(municipality=viljandi)
        outcomes = at_once(
            lambda community=community: accept_community(community=community, by=jaan).state,
            lambda right=right: end_right(official=right, reason="Lahkus", by=mari).state,
        )
        community.refresh_from_db()
        was_faster = RightTakenAway not in outcomes
        assert (community.state == CommunityState.ACCEPTED) == was_faster


def test_a_link_opened_twice_makes_one_community(transactional_db, viljandi, jaan, described):
    words = {
        name: value
        for name, value in described.items()
        if name not in ("municipality", "website", "founded_on")
    }
    proposal = defining.propose(proposal=CommunityProposal(municipality=viljandi, **words))
    outcomes = at_once(*[lambda: defining.confirm(proposal=proposal).pk] * 4)
    assert set(outcomes) == {Community.objects.get().pk}
    assert Notice.objects.filter(template="municipalities/mail/community_defined").count() == 1


def test_two_of_one_name_make_one_community(transactional_db, viljandi, described):
    words = {
        name: value
        for name, value in described.items()
        if name not in ("municipality", "website", "founded_on")
    }
    waiting = [
        defining.propose(
            proposal=CommunityProposal(
                municipality=viljandi, **words | {"representative_email": f"k{n}@ramsi.example"}
            )
        )
        for n in range(3)
    ]
    outcomes = at_once(
        *(lambda proposal=proposal: defining.confirm(proposal=proposal).pk for proposal in waiting)
    )
    assert outcomes.count(defining.NameTaken) == 2
    assert Community.objects.count() == 1
