import pytest
from django.utils import translation

from municipalities.enums import CommunityKind
from silab.common.history import entries
from tests.municipalities.factories import CommunityFactory, MunicipalityFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def estonian():
    with translation.override("et"):
        yield


def test_a_change_is_told_by_field_before_and_after():
    community = CommunityFactory(name="Heimtali küla")
    community.name = "Heimtali"
    community.save()
    latest, first = entries(community)
    assert [(change.before, change.after) for change in latest.changes] == [("Heimtali küla", "Heimtali")]
    assert (first.words, first.changes) == ("lisas", ())


def test_choices_and_related_records_are_told_by_name():
    kinds = CommunityKind.DISTRICT, CommunityKind.VILLAGE
    community = CommunityFactory(kind=kinds[1], municipality=MunicipalityFactory(name="Anija vald"))
    community.kind = kinds[0]
    community.municipality = MunicipalityFactory(name="Viljandi vald")
    community.save()
    told = {(change.before, change.after) for change in entries(community)[0].changes}
    assert ("Anija vald", "Viljandi vald") in told
    assert (str(kinds[1].label), str(kinds[0].label)) in told


def test_a_save_that_changed_nothing_is_left_out():
    community = CommunityFactory()
    community.save()
    assert len(entries(community)) == 1


def test_the_number_of_queries_does_not_grow_with_the_history(django_assert_max_num_queries):
    community = CommunityFactory()
    for number in range(5):
        community.name = f"Küla {number}"
        community.municipality = MunicipalityFactory()
        community.save()
    with django_assert_max_num_queries(2):
        told = entries(community, limit=4)
    assert len(told) == 4
