"""How a running year will end: the pace so far, and what is scheduled."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from reports.enums import TargetKind
from reports.overtime.forecast import forecasts
from reports.overtime.subjects import subjects_of
from tests.networks.factories import MeetingFactory, NetworkFactory
from tests.reports.factories import ActivityFactory, ContractFactory, CostFactory, TargetFactory
from tests.trainings.factories import ParticipantFactory, SessionFactory, TrainingFactory

#: 147 of 2026's 365 days are over.
NOON = datetime(2026, 5, 28, 9, tzinfo=UTC)
PART = "/toolaud/prognoos/?leping=jooksev"


@pytest.fixture(autouse=True)
def today(time_machine):
    time_machine.move_to(NOON, tick=False)
    return time_machine


@pytest.fixture
def contract(db, riina, test_measures):
    contract = ContractFactory(slug="jooksev", starts_on=date(2025, 1, 1), ends_on=date(2027, 12, 31))
    contract.funders.add(riina)
    return contract


def wants(contract, measure, amount, kind=TargetKind.INCREMENT):
    activity = contract.activities.filter(year=2026).first() or ActivityFactory(contract=contract, year=2026)
    return TargetFactory(activity=activity, measure=measure, amount=amount, kind=kind)


def words(contract, language="en"):
    with translation.override(language):
        return [forecast.words for forecast in forecasts(contract, subjects_of(contract))]


def training(contract, day, state):
    found = TrainingFactory(contract=contract, state=state)
    SessionFactory(training=found, number=1, starts_at=datetime(2026, *day, 8, tzinfo=UTC))
    return found


def test_done_planned_pace_and_scheduled_in_one_line(contract):
    wants(contract, "trainings.trainings_held", 10)
    for month in (2, 3, 4):
        training(contract, (month, 1), "held")
    assert words(contract) == ["3 of 10; at this pace 7 by the year’s end"]
    training(contract, (10, 1), "planned")
    assert words(contract)[0].endswith("; 1 more is scheduled")
    training(contract, (11, 1), "planned")
    training(contract, (11, 5), "cancelled")
    training(contract, (3, 5), "planned")  # never marked as held
    assert words(contract) == ["3 of 10; at this pace 7 by the year’s end; 2 more are scheduled"]
    assert words(contract, "et") == ["3, siht 10; sama hooga tuleb aasta lõpuks 7; kavas on veel 2"]


def test_before_any_data_there_is_a_dash_and_what_is_wanted(contract):
    wants(contract, "trainings.trainings_held", 10)
    assert words(contract) == ["– of 10; nothing is scheduled yet"]
    training(contract, (10, 1), "planned")
    assert words(contract) == ["– of 10; 1 more is scheduled"]


def test_all_in_all_grows_from_what_there_was(contract):
    wants(contract, "test.count", 30, TargetKind.CUMULATIVE)
    activity = contract.activities.get()
    CostFactory.create_batch(10, activity=activity, on=date(2025, 6, 1))
    CostFactory.create_batch(4, activity=activity, on=date(2026, 3, 1))
    CostFactory(activity=activity, on=date(2026, 9, 1))  # dated ahead
    assert words(contract) == ["14 of 30; at this pace 20 by the year’s end; 1 more is scheduled"]


def test_stocks_and_milestones_are_not_drawn_out(contract):
    wants(contract, "networks.members", 10, TargetKind.STOCK)
    wants(contract, "practices.toolbox_ready", 1, TargetKind.MILESTONE)
    CostFactory.create_batch(3, activity=contract.activities.get(), on=date(2026, 1, 5))
    wants(contract, "test.count", 5, TargetKind.STOCK)
    members, toolbox, costs = words(contract)
    assert members == "– of 10"
    assert toolbox == "not reached yet, 217 days are left"
    assert costs == "3 of 5; 2 items short of what 31.12.2026 is to see"


def test_a_reached_target_says_so(contract):
    wants(contract, "test.count", 2)
    CostFactory.create_batch(3, activity=contract.activities.get(), on=date(2026, 1, 5))
    assert words(contract) == ["3 of 2; the target is reached"]


def test_in_the_first_month_there_is_no_pace(contract, today):
    today.move_to(datetime(2026, 1, 20, 9, tzinfo=UTC))
    wants(contract, "test.count", 20)
    CostFactory.create_batch(3, activity=contract.activities.get(), on=date(2026, 1, 5))
    assert words(contract) == ["3 of 20"]


def test_meetings_days_and_places_that_are_ahead_are_known(contract):
    wants(contract, "networks.meetings", 4)
    wants(contract, "trainings.training_days", 4)
    wants(contract, "trainings.participants", 20)
    MeetingFactory(
        network=NetworkFactory(contract=contract),
        starts_at=datetime(2026, 9, 1, 8, tzinfo=UTC),
        ends_at=datetime(2026, 9, 1, 10, tzinfo=UTC),
    )
    ahead = training(contract, (10, 1), "planned")
    ParticipantFactory.create_batch(3, training=ahead)
    ParticipantFactory(training=ahead, left_on=date(2026, 5, 1))
    scheduled = [forecast.scheduled for forecast in forecasts(contract, subjects_of(contract))]
    assert scheduled == [Decimal(1), Decimal(1), Decimal(3)]


def test_only_the_running_year_has_a_forecast(contract, staff):
    wants(contract, "test.count", 20)
    ActivityFactory(contract=contract, year=2025)
    assert "/toolaud/prognoos/" in staff.get("/toolaud/?leping=jooksev&aasta=2026").text
    assert "/toolaud/prognoos/" not in staff.get("/toolaud/?leping=jooksev&aasta=2025").text
    page = "/toolaud/naitajad/test.count/?leping=jooksev&seisuga="
    assert staff.get(f"{page}28.05.2026").context["page"].forecast
    assert staff.get(f"{page}28.05.2025").context["page"].forecast is None


def test_the_dashboards_part_costs_the_same_for_one_target_and_for_many(contract, staff):
    def count(lines):
        staff.get(PART)
        with CaptureQueriesContext(connection) as queries:
            assert staff.get(PART, headers={"HX-Request": "true"}).text.count("<li>") == lines
        return len(queries)

    wants(contract, "networks.meetings", 10)
    one = count(1)
    for measure in ("trainings.trainings_held", "trainings.participants", "test.count"):
        wants(contract, measure, 10)
    assert count(4) == one <= 10
