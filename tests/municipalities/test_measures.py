"""What communities count for: periods to the minute, merged municipalities, no data (domain.md §10)."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from municipalities.enums import CommunityState
from silab import measures
from silab.measures import Period
from tests.municipalities.factories import (
    CocreationFormatFactory,
    CommunityFactory,
    DecisionParticipationFactory,
    FormatEventFactory,
    MunicipalityFactory,
    SatisfactionFactory,
    SpokespersonFactory,
)

NEW_YEARS_EVE = datetime(2021, 12, 31, 23, 30, tzinfo=ZoneInfo("Europe/Tallinn"))
CODES = [
    "communities.accepted",
    "communities.format_events",
    "communities.formats_started",
    "communities.municipalities_deciding",
    "communities.municipalities_with_accepted",
    "communities.municipalities_with_formats",
    "communities.with_spokesperson",
    "satisfaction.average",
]


def count(code, year, municipality=None):
    return measures.get(code).count(Period.year(year), municipality=municipality)


def accepted(at=NEW_YEARS_EVE, **fields):
    return CommunityFactory(state=CommunityState.ACCEPTED, accepted_at=at, **fields)


@pytest.mark.parametrize("code", CODES)
def test_no_data_is_none(db, code):
    MunicipalityFactory()
    assert count(code, 2021) is None
    assert list(measures.get(code).proof(Period.year(2021))) == []


@pytest.mark.parametrize("code", CODES)
def test_by_municipality_is_one_query_and_agrees(db, code, django_assert_num_queries):
    for year in (2021, 2022):
        community = accepted(datetime(year, 6, 1, 9, tzinfo=UTC))
        SpokespersonFactory(community=community, mandate_from=date(2021, 1, 1))
        running = CocreationFormatFactory(municipality=community.municipality, started_on=date(year, 1, 1))
        FormatEventFactory(format=running, on=date(year, 12, 31)).communities.add(community)
        decision = DecisionParticipationFactory(municipality=community.municipality, on=date(year, 12, 31))
        decision.communities.add(community)
        SatisfactionFactory(municipality=community.municipality, year=year)
    measure = measures.get(code)
    with django_assert_num_queries(1):
        by_municipality = measure.by_municipality(Period.year(2022))
    assert by_municipality
    for key, value in by_municipality.items():
        assert count(code, 2022, key) == value
    with django_assert_num_queries(1):
        proof = list(measure.proof(Period.year(2022)))
    assert all(item.code and item.municipality and item.address and item.pk for item in proof)


def test_half_past_eleven_on_new_years_eve_is_still_the_old_year(db):
    community = accepted()
    accepted(NEW_YEARS_EVE + timedelta(minutes=30))
    assert count("communities.accepted", 2021) == 1
    assert [item.pk for item in measures.get("communities.accepted").proof(Period.year(2021))] == [
        community.pk
    ]


def test_municipalities_with_accepted_communities_are_a_stock(viljandi, anija):
    accepted(municipality=viljandi)
    accepted(municipality=viljandi)
    accepted(datetime(2022, 3, 1, 9, tzinfo=UTC), municipality=anija)
    CommunityFactory()
    code = "communities.municipalities_with_accepted"
    assert [count(code, year) for year in (2020, 2021, 2022, 2023)] == [None, 1, 2, 2]
    assert len(list(measures.get(code).proof(Period.year(2021)))) == 2


def test_a_merged_municipality_counts_until_the_merger(viljandi):
    merged = MunicipalityFactory(valid_to=date(2025, 10, 19), merged_into=viljandi)
    accepted(municipality=merged)
    measure = measures.get("communities.municipalities_with_accepted")
    until = Period(date(2025, 1, 1), date(2025, 10, 18))
    assert measure.by_municipality(until) == {merged.pk: Decimal(1)}
    assert measure.count(Period(until.first, date(2025, 10, 19))) is None


def test_a_spokesperson_counts_while_the_mandate_runs_and_a_community_once(db):
    community = CommunityFactory()
    SpokespersonFactory(community=community, mandate_from=date(2021, 5, 1), mandate_to=date(2021, 12, 30))
    SpokespersonFactory(community=community, mandate_from=date(2021, 12, 31))
    ended = SpokespersonFactory(mandate_from=date(2021, 1, 1), mandate_to=date(2021, 12, 30))
    assert count("communities.with_spokesperson", 2021) == 1
    assert count("communities.with_spokesperson", 2021, ended.community.municipality) is None


def test_a_format_counts_while_it_runs(db):
    CocreationFormatFactory(started_on=date(2021, 12, 31), ended_on=date(2022, 12, 30))
    code = "communities.municipalities_with_formats"
    assert [count(code, year) for year in (2020, 2021, 2022)] == [None, 1, None]
    assert [count("communities.formats_started", year) for year in (2021, 2022)] == [1, None]


def test_only_what_communities_took_part_in_counts(db):
    community = CommunityFactory()
    FormatEventFactory(format__municipality=community.municipality)
    DecisionParticipationFactory(municipality=community.municipality)
    assert count("communities.format_events", 2022) is None
    assert count("communities.municipalities_deciding", 2022) is None
    FormatEventFactory(format__municipality=community.municipality).communities.add(community)
    DecisionParticipationFactory(municipality=community.municipality).communities.add(community)
    assert count("communities.format_events", 2022) == 1
    assert count("communities.municipalities_deciding", 2022) == 1


def test_a_decision_counts_for_the_municipality_that_existed_that_day(db):
    gone = MunicipalityFactory(valid_to=date(2022, 9, 1))
    community = CommunityFactory(municipality=gone)
    for day in (date(2022, 8, 31), date(2022, 9, 1)):
        DecisionParticipationFactory(municipality=gone, on=day).communities.add(community)
    proof = list(measures.get("communities.municipalities_deciding").proof(Period.year(2022)))
    assert [item.on for item in proof] == [date(2022, 8, 31)]


def test_satisfaction_is_the_mean_of_municipalities(db):
    for percentage in ("50.0", "60.5"):
        SatisfactionFactory(percentage=percentage)
    assert count("satisfaction.average", 2022) == Decimal("55.25")
    assert count("satisfaction.average", 2021) is None
