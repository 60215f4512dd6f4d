"""The goals as of any day, on the page of an earlier plan and in its files."""

from datetime import UTC, date, datetime
from io import BytesIO

import pytest
import time_machine
from openpyxl import load_workbook

from reports.goals.versions import goals_as_of
from reports.models import Goal, Indicator, Outcome
from reports.rows import goal_lines
from tests.reports.factories import ContractFactory

PAGE = "/plaan/?leping=leping&aasta=2022&seisuga="
FILE = "/plaan/failina/xlsx/?leping=leping&seisuga="


def on(*day):
    return time_machine.travel(datetime(*day, 12, tzinfo=UTC), tick=False)


@pytest.fixture
def contract(db):
    """Goals of 2022, of which one outcome is reworded in 2023, an indicator comes, and a goal goes in 2024."""
    contract = ContractFactory(slug="leping")
    with on(2022, 3, 1):
        goal = Goal.objects.create(contract=contract, number=1, title="Kaasatud")
        outcome = Outcome.objects.create(goal=goal, number=1, title="Esimene sõnastus")
        second = Goal.objects.create(contract=contract, number=2, title="Teine eesmärk")
        Outcome.objects.create(goal=second, number=1, title="Selle tulemus")
        Goal.objects.create(contract=ContractFactory(), number=1, title="Võõras")
    with on(2023, 3, 1):
        outcome.title = "Teine sõnastus"
        outcome.save()
        Indicator.objects.create(
            goal=goal, letter="a", title="Koolitusi", measure="trainings.trainings_held", kind="stock"
        )
    with on(2024, 3, 1):
        second.delete()
    return contract


def said(contract, *day):
    return [f"{row.no} {row.title}" for row in goals_as_of(contract, date(*day)).lines]


def test_each_day_has_its_goals(contract):
    first = ["1 Kaasatud", "1.1 Esimene sõnastus", "2 Teine eesmärk", "2.1 Selle tulemus"]
    assert said(contract, 2022, 3, 1) == said(contract, 2023, 2, 28) == first
    assert said(contract, 2023, 3, 1) == [
        "1 Kaasatud",
        "1.1 Teine sõnastus",
        "1.a Koolitusi",
        "2 Teine eesmärk",
        "2.1 Selle tulemus",
    ]
    assert goals_as_of(contract, date(2024, 3, 1)).lines == goal_lines(contract)


def test_days_before_the_first_record_have_its_goals_and_say_so(contract):
    then = goals_as_of(contract, date(2021, 6, 1))
    assert (then.lines, then.recorded_on) == (goals_as_of(contract, date(2022, 3, 1)).lines, date(2022, 3, 1))
    assert goals_as_of(ContractFactory(), date(2022, 1, 1)).lines == ()


def test_page_and_spreadsheet_of_a_day_hold_its_goals(as_staff, contract):
    page = as_staff.get(f"{PAGE}31.12.2022").text
    assert "Esimene sõnastus" in page
    assert "Teine sõnastus" not in page
    assert "01.03.2022 ja" in as_staff.get(f"{PAGE}01.06.2021").text
    assert "Toimunud koolitused" in as_staff.get(f"{PAGE}31.12.2023").text
    assert "seen" in as_staff.get(f"{PAGE}01.04.2024").context
    sheet = load_workbook(BytesIO(as_staff.get(f"{FILE}31.12.2022").content))["Eesmärgid"]
    assert [row[1].value for row in sheet.iter_rows(min_row=2)] == [
        "Kaasatud",
        "Esimene sõnastus",
        "Teine eesmärk",
        "Selle tulemus",
    ]
