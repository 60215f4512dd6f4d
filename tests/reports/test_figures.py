"""Many figures in one statement give what each measure gives alone."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine

from reports.figures import count_figures
from silab.measures import Period
from tests.networks.factories import HeldMeetingFactory
from tests.reports.factories import ActivityFactory, CostFactory

pytestmark = pytest.mark.django_db


def test_one_statement_counts_plain_measures_as_each_alone(test_measures, django_assert_num_queries):
    activity = ActivityFactory()
    CostFactory.create_batch(3, activity=activity)
    CostFactory(activity=activity, on=date(2023, 1, 1), amount="2.50")
    CostFactory(on=date(2022, 6, 1))
    periods = [
        Period.year(2022),
        Period.year(2023),
        Period.year(2024),
        Period(date(2021, 5, 1), date(2024, 12, 31)),
    ]
    asked = [(code, period) for code in ("test.count", "test.sum", "test.none") for period in periods]

    with django_assert_num_queries(1):
        together = count_figures(asked * 2, activity.contract)

    assert together == {
        (code, period): test_measures[code].count(period, activity.contract) for code, period in asked
    }
    assert together["test.count", periods[0]] == 3
    assert together["test.count", periods[2]] is None


def test_distinct_records_are_counted_apart_and_rightly(test_measures):
    activity = ActivityFactory()
    CostFactory.create_batch(3, activity=activity)

    figures = count_figures(
        [("test.distinct", Period.year(2022)), ("test.count", Period.year(2022))], activity.contract
    )

    assert list(figures.values()) == [1, 3]


def test_what_is_over_by_now_counts_as_soon_as_it_is_over(db):
    ends_at = datetime(2022, 3, 1, 12, tzinfo=UTC)
    meeting = HeldMeetingFactory(starts_at=ends_at - timedelta(hours=1), ends_at=ends_at)
    figure = ("networks.meetings", Period.year(2022))
    seen = []
    for minutes in (-5, 5):
        with time_machine.travel(ends_at + timedelta(minutes=minutes), tick=False):
            seen.append(count_figures([figure], meeting.network.contract)[figure])
    assert seen == [None, 1]


def test_a_measure_that_no_app_declares_has_no_data():
    assert count_figures([("nowhere.counted", Period.year(2022))], None) == {
        ("nowhere.counted", Period.year(2022)): None
    }
