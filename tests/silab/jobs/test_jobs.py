"""A job asked twice is one, runs once, and ends once whoever dies (domain.md §11)."""

import threading
import uuid
from datetime import timedelta

import pytest
from django.db import connection, connections
from django.urls import reverse
from django.utils import timezone
from django.utils.module_loading import autodiscover_modules

from silab.accounts.models import User
from silab.jobs import actions, registry, running
from silab.jobs.enums import JobState
from silab.jobs.heartbeat import LostLease
from silab.jobs.models import Job


@pytest.fixture
def mari(db):
    return User.objects.create_user("mari@silab.example", "x", name="Mari", role="staff")


@pytest.fixture
def kinds(monkeypatch):
    """Handlers of this test only."""
    # Load every real handler first: one declared while the dictionary is borrowed would be lost with it.
    autodiscover_modules("tasks")
    monkeypatch.setattr(registry, "_handlers", {})
    return registry


def asked(by=None, kind="tests.kind", **payload):
    return actions.enqueue(kind, key="one", payload=payload, by=by)


def test_asked_again_while_unfinished_is_the_same_job(mari, django_capture_on_commit_callbacks, monkeypatch):
    sent = []
    monkeypatch.setattr("silab.jobs.tasks.run_job.apply_async", lambda args, **_: sent.append(args))
    with django_capture_on_commit_callbacks(execute=True):
        first, second = asked(mari), asked(mari)
    assert first == second
    assert sent == [(first.pk,)]
    Job.objects.update(state=JobState.DONE)
    assert asked(mari) != first


@pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite tests share one database in memory")
@pytest.mark.django_db(transaction=True)
def test_ten_clicks_at_once_are_one_job(monkeypatch):
    monkeypatch.setattr("silab.jobs.tasks.run_job.apply_async", lambda args, **_: None)
    together, found = threading.Barrier(10), []

    def click():
        together.wait()
        found.append(asked().pk)
        connections.close_all()

    threads = [threading.Thread(target=click) for _ in range(10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 10
    assert len(set(found)) == 1
    assert Job.objects.count() == 1


def test_a_job_is_done_once_and_keeps_its_result(mari, kinds):
    done = []

    @kinds.handler("tests.kind")
    def work(run, *, number):
        run.progress(50, "halfway")
        return lambda: done.append(number) or {"text": "seven"}

    job = asked(mari, number=7)
    running.run(job.pk)
    running.run(job.pk)  # the broker delivered the task twice
    job.refresh_from_db()
    assert (job.state, job.percent, job.attempts, job.result) == ("done", 100, 1, {"text": "seven"})
    assert done == [7]


def test_a_worker_taken_for_dead_can_write_nothing(mari, kinds):
    written = []

    @kinds.handler("tests.kind")
    def work(run):
        # While this one was stuck, its lease ran out and another worker claimed the job.
        Job.objects.filter(pk=run.job.pk).update(token=uuid.uuid4())
        return lambda: written.append("stale")

    job = asked(mari)
    held = running.claim(job.pk)
    with pytest.raises(LostLease):
        running._do(held, None)
    job.refresh_from_db()
    assert job.state == JobState.RUNNING
    assert written == []


def test_what_a_job_writes_and_its_end_are_one_transaction(mari, kinds):
    @kinds.handler("tests.kind")
    def work(run):
        def complete():
            User.objects.create_user("half@silab.example", "x")
            raise RuntimeError("the disk is full")

        return complete

    job = asked(mari)
    for _attempt in range(3):
        running.run(job.pk)
    job.refresh_from_db()
    assert (job.state, job.attempts) == (JobState.FAILED, 3)
    assert "disk is full" not in job.error
    assert str(job.pk) in job.error
    assert not User.objects.filter(email="half@silab.example").exists()


def test_an_explained_failure_is_told_and_not_tried_again(mari, kinds):
    @kinds.handler("tests.kind")
    def work(run):
        raise registry.JobError("Aruande andmed on vahepeal muutunud.")

    job = asked(mari)
    running.run(job.pk)
    job.refresh_from_db()
    assert (job.state, job.attempts, job.error) == (
        JobState.FAILED,
        1,
        "Aruande andmed on vahepeal muutunud.",
    )


def test_only_what_is_lost_is_sent_again(mari, monkeypatch, django_capture_on_commit_callbacks):
    sent = []
    monkeypatch.setattr("silab.jobs.tasks.run_job.apply_async", lambda args, **_: sent.append(args[0]))
    past, future = timezone.now() - timedelta(seconds=1), timezone.now() + timedelta(seconds=9)

    def job(key, state, leased_until):
        return Job.objects.create(kind="k", key=key, state=state, leased_until=leased_until, asked_by=mari)

    lost = [job("a", "queued", past), job("b", "running", past)]
    job("c", "queued", future), job("d", "running", future), job("e", "done", past)
    with django_capture_on_commit_callbacks(execute=True):
        assert actions.requeue_lost() == 2
    assert sent == [job.pk for job in lost]
    with django_capture_on_commit_callbacks(execute=True):
        assert actions.requeue_lost() == 1  # what waits was sent a moment ago
    running.claim(lost[1].pk)
    assert actions.requeue_lost() == 0


def test_a_job_that_kills_its_workers_is_given_up(mari):
    past = timezone.now() - timedelta(seconds=1)
    job = Job.objects.create(kind="k", key="a", state="running", attempts=3, leased_until=past)
    assert running.claim(job.pk) is None
    job.refresh_from_db()
    assert job.state == JobState.FAILED
    assert job.error


def test_the_state_page_polls_until_the_end_and_is_the_askers_own(client, mari, settings):
    settings.SECOND_FACTOR_REQUIRED = False
    leena = User.objects.create_user("leena@anija.example", "x", role="official")
    jaan = User.objects.create_user("jaan@viljandivald.example", "x", role="official")
    job = Job.objects.create(
        kind="k", key="a", state="running", percent=40, step="Loen kirjeid", asked_by=jaan
    )
    address = reverse("jobs:state", args=[job.pk])
    client.force_login(leena)
    assert client.get(address).status_code == 404
    client.force_login(jaan)
    part = client.get(address, headers={"HX-Request": "true"})
    assert part.status_code == 200
    assert "Loen kirjeid" in part.text
    assert f'hx-get="{address}"' in part.text
    Job.objects.update(state="done", result={"url": "/x/", "text": "Ava PDF"})
    part = client.get(address, headers={"HX-Request": "true"})
    assert part.status_code == 286
    assert part.headers["HX-Trigger"] == "job-ended"
    assert "hx-get" not in part.text
    assert "Ava PDF" in part.text
    client.force_login(mari)
    assert "Ava PDF" in client.get(address).text


@pytest.mark.parametrize(
    ("referer", "shown"),
    [
        ("http://testserver/omavalitsused/7/?aasta=2024", 'href="/omavalitsused/7/?aasta=2024"'),
        ("https://mujal.example/x/", ">Avalehele</a>"),
        ("", ">Avalehele</a>"),
    ],
)
def test_a_jobs_page_leads_back_to_where_it_was_asked_from(client, db, referer, shown, settings):
    settings.SECOND_FACTOR_REQUIRED = False
    jaan = User.objects.create_user("jaan@viljandivald.example", "x", role="official")
    job = Job.objects.create(kind="k", key="a", state="done", asked_by=jaan)
    client.force_login(jaan)
    page = client.get(reverse("jobs:state", args=[job.pk]), headers={"Referer": referer}).text
    assert shown in page
    assert "mujal.example" not in page
