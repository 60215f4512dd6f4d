"""A community's page and the list of all, at what cost; who sees contact data; what waits (speed.md)."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from municipalities.communities.actions import send_back_community
from municipalities.enums import CommunityState
from municipalities.waiting import tasks_for
from tests.municipalities.factories import (
    CocreationFormatFactory,
    CommunityFactory,
    DecisionParticipationFactory,
    PersonFactory,
    SpokespersonFactory,
)

LIST = "/omavalitsused/kogukonnad/"


def names(answer):
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    return [line.split(";")[0] for line in text.splitlines()[1:]]


@pytest.fixture
def several(viljandi, anija):
    """Four communities of two municipalities, in the order of the alphabet."""
    today = timezone.localdate()
    first = CommunityFactory(municipality=viljandi, name="Alaküla", accepted=True)
    SpokespersonFactory(community=first, person__name="Tiina Talu")
    second = CommunityFactory(municipality=viljandi, name="Õisu", accepted=True, kind="township")
    SpokespersonFactory(community=second, mandate_to=today + timedelta(days=20))
    CommunityFactory(municipality=viljandi, name="Ülde")
    third = CommunityFactory(municipality=anija, name="Kehra", state=CommunityState.SENT_BACK)
    SpokespersonFactory(community=third, mandate_to=today - timedelta(days=1))


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({}, ["Alaküla", "Kehra", "Õisu", "Ülde"]),
        ({"name": "ULDE"}, ["Ülde"]),
        ({"kind": "township"}, ["Õisu"]),
        ({"state": "sent_back"}, ["Kehra"]),
        ({"speaker": "yes"}, ["Alaküla", "Õisu"]),
        ({"speaker": "no"}, ["Kehra", "Ülde"]),
        ({"speaker": "ending"}, ["Õisu"]),
        ({"sort": "-name"}, ["Ülde", "Õisu", "Kehra", "Alaküla"]),
        ({"sort": "speaker", "speaker": "yes"}, None),
        ({"sort": "until"}, None),
    ],
)
def test_the_list_is_filtered_sorted_and_exported(sign_in, mari, several, query, found):
    answer = sign_in(mari).get(LIST, query | {"export": "csv"})
    if found is not None:
        assert names(answer) == found
    else:
        assert names(answer)
    assert sign_in(mari).get(LIST, query).status_code == 200


def test_the_list_is_filtered_by_place(sign_in, mari, several, viljandi, anija):
    anija.county = anija.county.__class__.objects.create(code="0037", name="Harju maakond")
    anija.save()
    assert names(sign_in(mari).get(LIST, {"name": "anija", "export": "csv"})) == ["Kehra"]
    assert len(names(sign_in(mari).get(LIST, {"county": viljandi.county_id, "export": "csv"}))) == 3


def test_the_list_costs_the_same_at_one_and_three_rows(
    sign_in, mari, viljandi, django_assert_max_num_queries
):
    staff, counts = sign_in(mari), []
    for times in (1, 2):
        for _n in range(times):
            SpokespersonFactory(community__municipality=viljandi)
        with django_assert_max_num_queries(8) as asked:
            staff.get(LIST)
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_a_communitys_page_costs_the_same_whatever_it_shows(
    sign_in, jaan, viljandi, django_assert_max_num_queries
):
    community = CommunityFactory(municipality=viljandi, accepted=True, representative=PersonFactory())
    official, counts = sign_in(jaan), []
    for times in (1, 2):
        for _n in range(times):
            last = timezone.localdate() - timedelta(days=400 - 100 * community.spokespersons.count())
            SpokespersonFactory(community=community, mandate_from=last, mandate_to=last + timedelta(days=50))
            CocreationFormatFactory(municipality=viljandi).communities.add(community)
            DecisionParticipationFactory(municipality=viljandi).communities.add(community)
        with django_assert_max_num_queries(15) as asked:
            assert official.get(community.get_absolute_url()).status_code == 200
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_contacts_are_for_the_municipality_and_staff(sign_in, jaan, mari, leena, riina, viljandi):
    person = PersonFactory(email="tiina@ramsi.example", phone="5555 1234")
    community = CommunityFactory(municipality=viljandi, representative=person)
    SpokespersonFactory(community=community, person=person)
    for user, sees in ((jaan, True), (mari, True), (leena, False), (riina, False)):
        page = sign_in(user).get(community.get_absolute_url())
        assert ("tiina@ramsi.example" in page.content.decode()) == sees, user
        assert (page.status_code == 200) == sees


def test_who_comes_second_reads_whose_the_decision_is_and_of_when(sign_in, jaan, mari, viljandi):
    community = CommunityFactory(municipality=viljandi)
    open_page = sign_in(mari)
    send_back_community(community=community, reason="Täpsustage piiri.", by=jaan)
    page = open_page.post(reverse("municipalities:accept", args=[community.pk]), follow=True).content.decode()
    community.refresh_from_db()
    assert community.state == CommunityState.SENT_BACK
    assert jaan.name in page
    assert f"{timezone.localtime(community.sent_back_at):%d.%m.%Y %H:%M}" in page


def test_what_waits(several, viljandi, anija, jaan):
    assert [task.url for task in tasks_for(anija, jaan)] == [anija.communities.get().get_absolute_url()]
    own = {community.name: community.get_absolute_url() for community in viljandi.communities.all()}
    assert [task.url for task in tasks_for(viljandi, jaan)] == [own["Õisu"], own["Ülde"]]
