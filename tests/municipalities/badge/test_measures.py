"""The badge's figures (domain.md §8)."""

from datetime import date

from silab import measures
from silab.measures import Period
from tests.municipalities.badge.factories import AwardFactory, SchemeFactory


def count(code, first, last):
    return measures.get(code).count(Period(date(first, 1, 1), date(last, 12, 31)))


def test_a_scheme_is_ready_once_and_stays_ready(db):
    SchemeFactory(ready_on=date(2022, 12, 31))
    SchemeFactory(ready_on=date(2023, 5, 1))
    SchemeFactory(ready_on=None)
    assert [count("badge.scheme_ready", year, year) for year in (2021, 2022, 2023)] == [None, 1, 1]


def test_a_municipality_that_gets_the_badge_twice_counts_once_in_a_period(viljandi, anija):
    AwardFactory(municipality=viljandi, valid_from=date(2022, 12, 31))
    AwardFactory(municipality=viljandi, valid_from=date(2023, 1, 1))
    AwardFactory(municipality=anija, valid_from=date(2023, 1, 1))
    assert [count("badge.awarded", year, year) for year in (2021, 2022, 2023)] == [None, 1, 2]
    assert count("badge.awarded", 2022, 2023) == 2
    by_municipality = measures.get("badge.awarded").by_municipality(Period.year(2022))
    assert by_municipality == {viljandi.pk: 1}
