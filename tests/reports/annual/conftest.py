"""A contract whose year 2022 has goals, a reached and a missed target, costs, and its people."""

from datetime import date
from decimal import Decimal

import pytest

from reports.annual import actions
from reports.annual.outline import missed_targets
from reports.annual.texts import save_text
from reports.models import AnnualReport, Goal, Indicator, Outcome
from silab.accounts.models import User
from silab.jobs.models import Job
from silab.jobs.running import run
from tests.reports.factories import ActivityFactory, ContractFactory, CostFactory, TargetFactory


@pytest.fixture(autouse=True)
def no_broker(monkeypatch):
    """Jobs are run by the tests themselves."""
    monkeypatch.setattr("silab.jobs.tasks.run_job.apply_async", lambda *args, **options: None)


@pytest.fixture(autouse=True)
def own_settings(settings, tmp_path):
    """Files of each test's own; staff without a second factor."""
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.SECOND_FACTOR_REQUIRED = False


@pytest.fixture
def mari(db):
    return User.objects.create_user("mari@silab.example", "x", name="Mari Kask", role="staff")


@pytest.fixture
def riina(db):
    return User.objects.create_user("riina@ministeerium.example", "x", name="Riina Mets", role="funder")


@pytest.fixture
def contract(db, riina, test_measures):
    contract = ContractFactory(slug="leping", field_of_action="Võimekad ja hoolivad kogukonnad")
    contract.funders.add(riina)
    goal = Goal.objects.create(contract=contract, number=1, title="Tõusnud on teadlikkus")
    Outcome.objects.create(goal=goal, number=1, title="Head näited on kogutud")
    Indicator.objects.create(goal=goal, letter="a", title="Näidete arv", measure="test.count")
    Indicator.objects.create(
        goal=goal, letter="b", title="Formaatide arv", measure="test.count", begins_on=date(2023, 1, 1)
    )
    activity = ActivityFactory(contract=contract, number=1)
    TargetFactory(activity=activity, amount=2, label="Koolitust läbi viidud")
    TargetFactory(activity=activity, measure="test.none", amount=4, label="Videot avaldatud")
    CostFactory(activity=activity, amount=Decimal(100), document_number="A-1")
    CostFactory(activity=activity, amount=Decimal(50), document_number="A-2", supplier="=HYPERLINK(1)")
    return contract


@pytest.fixture
def report(contract, mari):
    """A draft for 2022."""
    return actions.open_report(contract=contract, year=2022, by=mari)


@pytest.fixture
def make_ready(mari):
    """Bring a report to where it can be submitted: figures, a reason for each missed target, its PDF."""

    def ready(report):
        actions.take_figures(report=report, by=mari)
        report = AnnualReport.objects.get(pk=report.pk)
        for target in missed_targets(report.snapshot.figures):
            key = f"deviation:target:{target['pk']}"
            save_text(report=report, key=key, body="Valimised lükkasid töö edasi.", revision=0, by=mari)
        make_pdf(report, mari)
        return AnnualReport.objects.get(pk=report.pk)

    return ready


@pytest.fixture
def sent(report, make_ready, mari):
    """A report that was submitted."""
    return actions.submit(report=make_ready(report), by=mari)


def make_pdf(report, by):
    job = actions.request_pdf(report=report, by=by)
    run(job.pk)
    job = Job.objects.get(pk=job.pk)
    assert job.state == "done", job.error
    return job
