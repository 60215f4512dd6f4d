"""A programme with one promise kept and one not, and its people."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from reports.programme import actions
from silab.accounts.models import User
from tests.municipalities.factories import MunicipalityFactory
from tests.reports.factories import ContractFactory
from tests.trainings.factories import AttendanceFactory, SessionFactory, TrainingFactory
from trainings.enums import ApplicationState, TrainingKind
from trainings.models import Application, Feedback, Group, MentoringSession


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
def programme(riina, mari):
    contract = ContractFactory(slug="leping")
    contract.funders.add(riina)
    training = TrainingFactory(
        slug="programm",
        name="Koosloome 2022",
        kind=TrainingKind.PROGRAMME,
        contract=contract,
        mentoring_hours=8,
    )
    group = Group.objects.create(training=training, name="Tartu", capacity=5)
    start = datetime(2022, 4, 5, 7, tzinfo=UTC)
    session = SessionFactory(
        training=training, group=group, title="I töötuba", topics="Usaldus\nKaart", starts_at=start
    )
    AttendanceFactory(session=session)
    team = Application.objects.create(
        training=training,
        municipality=MunicipalityFactory(name="Viljandi vald"),
        state=ApplicationState.ACCEPTED,
        group=group,
        submitted_at=start,
        decided_at=start,
    )
    MentoringSession.objects.create(application=team, mentor="M", on=date(2022, 5, 2), hours=Decimal("5.5"))
    for number in (10, 8):
        Feedback.objects.create(training=training, recommendation=number, given_on=date(2022, 6, 1))
    for measure, planned in (("trainings.teams_accepted", 1), ("trainings.mentoring_hours", 8)):
        actions.promise(training=training, measure=measure, label=measure, planned=planned, by=mari)
    return training


@pytest.fixture
def report(programme, mari):
    return actions.open_report(training=programme, by=mari)
