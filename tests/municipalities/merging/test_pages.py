"""The pages of a merger: what was written is kept, what it brings is told, strangers find nothing."""

from datetime import date

import pytest

from municipalities.models import Municipality
from tests.municipalities.factories import CommunityFactory, MunicipalityCodeFactory, OfficialFactory
from tests.networks.factories import EngagementProcessFactory, LabFactory, MembershipFactory
from tests.trainings.factories import ApplicationFactory

START, CHECK = "/omavalitsused/yhinemine/", "/omavalitsused/yhinemine/kontroll/"


@pytest.fixture
def as_staff(mari, client):
    client.force_login(mari)
    return client


@pytest.fixture
def described(viljandi, anija):
    """Anija merges into Viljandi."""
    return {
        "merging": [anija.pk],
        "into": "olemas",
        "successor": viljandi.pk,
        "code_changes": "on",
        "on": "19.10.2025",
    }


def test_from_the_form_by_the_check_to_the_merger(as_staff, described, viljandi, anija):
    check = as_staff.post(START, described)
    assert check.status_code == 302
    page = as_staff.get(check.url).content.decode()
    assert "Anija vald" in page
    assert Municipality.objects.get(pk=anija.pk).valid_to is None
    done = as_staff.post(check.url)
    assert done.url == viljandi.get_absolute_url()
    assert Municipality.objects.get(pk=anija.pk).valid_to == date(2025, 10, 19)
    again = as_staff.post(check.url)
    assert again.status_code == 200
    assert Municipality.history.filter(id=anija.pk).count() == 2


def test_the_check_names_what_goes_on_in_few_queries(
    as_staff, described, anija, django_assert_max_num_queries
):
    community = CommunityFactory(municipality=anija, name="Ootajate küla")
    membership = MembershipFactory(municipality=anija)
    EngagementProcessFactory(municipality=anija)
    lab = LabFactory(municipality=anija)
    draft = ApplicationFactory(municipality=anija, state="draft")
    clerk = OfficialFactory(municipality=anija)
    MunicipalityCodeFactory(municipality=anija, code="0141")
    url = as_staff.post(START, described).url
    with django_assert_max_num_queries(15):
        page = as_staff.get(url).content.decode()
    for word in (
        community.name,
        membership.network.name,
        lab.name,
        draft.training.name,
        clerk.user.name,
        "0141",
    ):
        assert word in page


def test_what_was_written_comes_back(as_staff, described):
    url = as_staff.post(START, described).url
    page = as_staff.get(url.replace(CHECK, START)).content.decode()
    assert 'value="19.10.2025"' in page
    assert f'value="{described["successor"]}" selected' in page
    wrong = as_staff.post(START, described | {"on": "1.1.1900", "name": "Ei kao ära"})
    assert wrong.status_code == 200
    assert "Ei kao ära" in wrong.content.decode()
    assert "error-summary" in wrong.content.decode()


def test_undo_says_why_not(as_staff, described, viljandi, anija):
    as_staff.post(as_staff.post(START, described).url)
    undo = f"/omavalitsused/{anija.pk}/yhinemine/tagasi/"
    assert "<form method" in as_staff.get(undo).content.decode()
    CommunityFactory(municipality=viljandi)
    assert 'class="alert alert-error"' in as_staff.get(undo).content.decode()
    assert as_staff.post(undo).url == undo
    assert Municipality.objects.get(pk=anija.pk).merged_into == viljandi


def test_a_municipality_that_has_not_merged_has_nothing_to_take_back(as_staff, viljandi):
    assert as_staff.get(f"/omavalitsused/{viljandi.pk}/yhinemine/tagasi/").status_code == 404
