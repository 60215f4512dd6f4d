"""A figure taken apart by county, kind, sex where known; by sex and role never so that one person could be told."""

from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from reports.dimensions import paths_of
from silab import measures
from silab.measures import DIMENSIONS
from tests.municipalities.factories import CommunityFactory, CountyFactory, MunicipalityFactory
from tests.trainings.factories import ParticipantFactory, TrainingFactory
from trainings.models import Participant, ParticipantAggregate, Training

PEOPLE = "/toolaud/naitajad/trainings.participants/jaotus/?leping=leping&seisuga=31.12.2021"
COMMUNITIES = "/toolaud/naitajad/communities.accepted/jaotus/?leping=leping&seisuga=31.12.2021"


@pytest.fixture
def counties(db):
    names = ("Harju maakond", "Järva maakond", "Ääremaa")
    return [
        MunicipalityFactory(county=CountyFactory(name=name, code=f"00{n}"), kind="linn" if n == 0 else "vald")
        for n, name in enumerate(names)
    ]


@pytest.fixture
def training(contract):
    training = TrainingFactory(contract=contract, track="network")
    Training.objects.filter(pk=training.pk).update(begins_on=date(2021, 9, 1))
    return training


def people(training, municipality, number, day=date(2021, 9, 1), role="official"):
    for _n in range(number):
        one = ParticipantFactory(training=training, municipality=municipality, role=role)
        Participant.objects.filter(pk=one.pk).update(first_there_on=day)


def accepted_communities(municipality, number):
    for _n in range(number):
        CommunityFactory(
            municipality=municipality, state="accepted", accepted_at=datetime(2021, 10, 1, 9, tzinfo=UTC)
        )


def parts(browser, url, key):
    found = {one.key: one for one in browser.get(url).context["found"]}
    return {cell.words: cell.shown for cell in found[key].cells}, found[key]


def test_every_declared_dimension_has_its_words_and_leads_to_choices_or_a_name(db):
    for measure in measures.all_measures().values():
        assert set(measure.dimensions) <= set(DIMENSIONS)
        for path in paths_of(measure):
            assert path.is_record or path.words, (measure.code, path.path)


def test_small_roles_are_not_shown_nor_what_gives_them_away(staff, training, counties):
    people(training, counties[0], 9)
    people(training, counties[1], 2, role="ngo")
    people(training, None, 6, role="community")
    shown, found = parts(staff, PEOPLE, "role")
    assert list(shown.values()) == ["9", "<5", "not shown"]
    assert "nor is what would give" in found.note
    assert not any(cell.url for cell in found.cells)
    file = staff.get(f"{PEOPLE}&export=csv").getvalue().decode("utf-8-sig")
    assert "NGO;<5" in file


def test_where_people_are_from_opens_part_by_part_as_the_map_and_the_evidence_tell_it(
    funder, training, counties
):
    people(training, counties[0], 9)
    people(training, counties[1], 2)
    shown, found = parts(funder, PEOPLE, "county")
    assert shown == {"Harju maakond": "9", "Järva maakond": "2"}
    assert [funder.get(cell.url).context["list"].count for cell in found.cells] == [9, 2]


def test_a_day_between_two_others_tells_of_nobody(staff, training, counties):
    people(training, counties[0], 9)
    people(training, counties[0], 1, day=date(2021, 9, 15))
    url = PEOPLE.replace("31.12.2021", "14.09.2021")
    assert (
        list(parts(staff, url, "role")[0].values())
        == list(parts(staff, PEOPLE, "role")[0].values())
        == ["10"]
    )
    assert parts(staff, url, "county")[0] == {"Harju maakond": "9"}


def test_too_few_people_are_not_taken_apart_at_all(staff, training, counties):
    people(training, counties[0], 3)
    shown, found = parts(staff, PEOPLE, "role")
    assert not shown
    assert found.note


def test_sex_is_known_of_those_whose_data_were_erased(staff, training, counties):
    people(training, counties[0], 30)
    for sex, age, number in (("female", "30–54", 8), ("female", "55+", 4), ("male", "30–54", 6), ("", "", 2)):
        ParticipantAggregate.objects.create(training=training, sex=sex, age_group=age, people=number)
    assert list(parts(staff, PEOPLE, "sex")[0].values()) == ["12", "6", "12"]


def test_what_is_no_person_opens_part_by_part(staff, funder, contract, counties):
    accepted_communities(counties[0], 2)
    accepted_communities(counties[2], 1)
    shown, found = parts(staff, COMMUNITIES, "county")
    assert shown == {"Harju maakond": "2", "Ääremaa": "1"}
    assert parts(staff, COMMUNITIES, "municipality_kind")[0] == {"city": "2", "rural municipality": "1"}
    for cell, number in zip(found.cells, (2, 1), strict=True):
        page = funder.get(cell.url)
        assert page.context["list"].count == number
        assert cell.words in page.text
        assert page.context["query"].found == (number, number)


@pytest.mark.parametrize("part", ["county=x", "county=999999", "miski=1", "kind=küla"])
def test_parts_that_are_none_are_not_found(staff, contract, part):
    key, _is, value = part.partition("=")
    url = "/toolaud/arv/communities.accepted/?leping=leping&aasta=2021"
    assert staff.get(f"{url}&jaotus={key}&osa={value}").status_code == 404


def test_people_are_never_opened_by_what_tells_of_them(staff, training, counties):
    people(training, counties[1], 2)
    url = "/toolaud/arv/trainings.participants/?leping=leping&aasta=2021&jaotus=role&osa=official"
    assert staff.get(url).status_code == 404


def test_one_query_a_dimension_whatever_the_records(staff, training, counties):
    people(training, counties[0], 6)

    def count():
        staff.get(PEOPLE)
        people(training, counties[1], 6)
        with CaptureQueriesContext(connection) as queries:
            staff.get(PEOPLE)
        return len(queries)

    first = count()
    assert count() == first <= 15
