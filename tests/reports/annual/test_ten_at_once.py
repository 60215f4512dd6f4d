"""Ten reports asked for at once, two workers, and a broker that dies with all that waits in it (domain.md §11)."""

import hashlib
import shutil
import signal
import subprocess
import time
from datetime import timedelta

import pytest
from django.utils import timezone

from reports.annual import actions
from reports.models import AnnualReport
from silab.celery import app
from silab.jobs.models import Job
from silab.jobs.tasks import requeue_lost
from tests.reports.factories import ActivityFactory, ContractFactory, TargetFactory
from tests.services import free_port

TEN = 10
SLOWEST = 60


class Broker:
    """A Redis of this test alone, that keeps nothing on disk."""

    def __init__(self, folder):
        self.folder, self.port, self.process = folder, free_port(), None
        self.address = f"redis://127.0.0.1:{self.port}/0"

    def start(self):
        options = ["--port", str(self.port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"]
        with (self.folder / "redis.log").open("a") as log:
            self.process = subprocess.Popen(
                [shutil.which("redis-server"), *options, "--dir", self.folder], stdout=log, stderr=log
            )
        until("the broker to answer", lambda: "Ready to accept" in self.said())

    def said(self):
        return (self.folder / "redis.log").read_text().rpartition("oO0O")[2]

    def stop(self):
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()


def until(what, condition):
    ends = time.monotonic() + SLOWEST
    while time.monotonic() < ends:
        if condition():
            return
        time.sleep(0.05)
    pytest.fail(
        f"Waited {SLOWEST} s in vain for {what}; jobs: {list(Job.objects.values_list('state', 'error'))}"
    )


@pytest.fixture(autouse=True)
def no_broker():
    """This test has one."""


@pytest.fixture(autouse=True)
def own_settings():
    """Files are where the workers keep theirs."""


@pytest.fixture
def broker(tmp_path, monkeypatch):
    """The broker of this process and of the workers that it starts."""
    broker = Broker(tmp_path)
    broker.start()
    monkeypatch.setenv("CELERY_BROKER_URL", broker.address)
    app._after_fork()
    yield broker
    broker.stop()
    monkeypatch.undo()
    app._after_fork()


@pytest.fixture
def ten_reports(transactional_db):
    """Ten contracts' reports of 2022 with their figures taken."""
    reports = []
    for number in range(TEN):
        activity = ActivityFactory(contract=ContractFactory(slug=f"kymme-{number}"))
        TargetFactory(activity=activity, measure="trainings.trainings_held")
        report = actions.open_report(contract=activity.contract, year=2022, by=None)
        actions.take_figures(report=report, by=None)
        reports.append(AnnualReport.objects.get(pk=report.pk))
    return reports


def in_state(*states):
    return Job.objects.filter(state__in=states).count()


@pytest.mark.services
def test_all_are_made_once_and_in_order_though_the_broker_dies(broker, ten_reports, celery_worker):
    for _ in range(2):
        celery_worker(REDIS_URL=broker.address)
    asked = [actions.request_pdf(report=report, by=None) for report in ten_reports]
    until("two to be made", lambda: in_state("done") >= 2)
    broker.stop()
    assert in_state("queued") >= 3
    again = actions.request_pdf(report=ten_reports[-1], by=None)
    assert again.pk == asked[-1].pk
    until("what runs to end without a broker", lambda: not in_state("running"))
    broker.start()
    assert in_state("queued") >= 3
    # Half a minute later the clock (beat) finds what nobody has taken up.
    Job.objects.filter(state="queued").update(leased_until=timezone.now() - timedelta(seconds=1))
    requeue_lost.delay()
    until("all ten to end", lambda: not in_state("queued", "running"))
    jobs = list(Job.objects.order_by("pk"))
    assert [(job.pk, job.state, job.attempts) for job in jobs] == [(job.pk, "done", 1) for job in asked]
    begun = [job.pk for job in sorted(jobs, key=lambda job: job.started)]
    # Two workers side by side: neighbours may begin in either order.
    assert all(abs(begun.index(job.pk) - place) <= 1 for place, job in enumerate(jobs)), begun
    for report in ten_reports:
        report.refresh_from_db()
        with report.pdf.open() as file:
            made = file.read()
        assert made.startswith(b"%PDF")
        assert hashlib.sha256(made).hexdigest() == report.pdf_sha256
        folder, _slash, name = report.pdf.name.rpartition("/")
        kept = [file for file in report.pdf.storage.listdir(folder)[1] if file.startswith(report.file_name)]
        assert kept == [name]
