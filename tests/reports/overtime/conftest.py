"""A contract whose report of 2021 was accepted with three of four costs, while that of 2022 is still open."""

from datetime import date
from decimal import Decimal

import pytest
from django.conf import settings
from django.test import Client

from reports.annual import actions
from reports.enums import TargetKind
from reports.models import AnnualReport, Goal, Indicator
from tests.reports.annual.conftest import make_ready, mari, no_broker, own_settings, riina  # noqa: F401
from tests.reports.factories import (
    ActivityFactory,
    ContractFactory,
    CostFactory,
    PeriodTargetFactory,
    TargetFactory,
)

CUMULATIVE = TargetKind.CUMULATIVE


@pytest.fixture
def contract(db, riina, test_measures):  # noqa: F811
    """2021–2024, three costs in 2021, two in 2022, targets of all of it."""
    contract = ContractFactory(slug="leping", field_of_action="Võimekad kogukonnad")
    contract.funders.add(riina)
    goal = Goal.objects.create(contract=contract, number=1, title="Tõusnud on teadlikkus")
    Indicator.objects.create(goal=goal, letter="a", title="Näidete arv", measure="test.count")
    Indicator.objects.create(
        goal=goal, letter="b", title="Vormide arv", measure="test.sum", begins_on=date(2022, 1, 1)
    )
    for year, costs in ((2021, 3), (2022, 2)):
        activity = ActivityFactory(contract=contract, year=year, number=1)
        TargetFactory(activity=activity, amount=costs + 1)
        TargetFactory(activity=activity, kind=CUMULATIVE, amount=10, label="Koolitust kokku")
        CostFactory.create_batch(costs, activity=activity, on=date(year, 9, 1), amount=Decimal(100))
    PeriodTargetFactory(contract=contract, amount=20, label="Nelja aastaga")
    return contract


@pytest.fixture
def accepted(contract, make_ready, mari, riina):  # noqa: F811
    """The report of 2021, which the funder accepted."""
    report = actions.open_report(contract=contract, year=2021, by=mari)
    make_ready(report)
    report = actions.submit(report=AnnualReport.objects.get(pk=report.pk), by=mari)
    return actions.accept(report=AnnualReport.objects.get(pk=report.pk), by=riina)


def in_english(user) -> Client:
    """A browser in which the user is signed in and reads English, whether the messages are compiled or not."""
    browser = Client()
    browser.force_login(user)
    browser.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    return browser


@pytest.fixture
def staff(mari):  # noqa: F811
    """A browser of Mari's."""
    return in_english(mari)


@pytest.fixture
def funder(riina):  # noqa: F811
    """A browser of Riina's."""
    return in_english(riina)
