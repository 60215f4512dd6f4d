"""The real parts start by the commands that docs/production.md names, on PostgreSQL and Redis."""

import subprocess
import sys
import time
import urllib.request

import pytest
from django_celery_beat.models import PeriodicTask

from tests.services import ROOT, free_port

pytestmark = pytest.mark.services


def test_a_worker_takes_what_is_sent(celery_worker):
    from silab.celery import app

    worker = celery_worker(concurrency=1)
    [answer] = app.control.ping(destination=[worker.name], timeout=5)
    assert answer == {worker.name: {"ok": "pong"}}


@pytest.mark.parametrize("pool", ["prefork", "threads"])
def test_every_pool_works(celery_worker, pool):
    from silab.celery import app

    worker = celery_worker(concurrency=2, pool=pool)
    assert app.control.inspect(destination=[worker.name]).stats()[worker.name]["pool"]["max-concurrency"] == 2


def test_beat_reads_its_schedule_from_the_database(process_environment, portal_process):
    PeriodicTask.objects.all().delete()
    portal_process("-m", "celery", "-A", "silab", "beat", "--pidfile=")
    wait_for(PeriodicTask.objects.filter(name="celery.backend_cleanup").exists)


def test_gunicorn_answers(process_environment, portal_process):
    port = free_port()
    portal_process("-m", "gunicorn", "-c", "deploy/gunicorn.conf.py", "silab.wsgi", BIND=f"127.0.0.1:{port}")

    def well():
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=5) as answer:
            return answer.status == 200

    wait_for(well)


@pytest.fixture
def portal_process(process_environment, tmp_path):
    """Start a part of the portal as a process that ends with the test."""
    started = []

    def start(*arguments, **environment):
        with (tmp_path / f"{len(started)}.log").open("w") as log:
            started.append(
                subprocess.Popen(
                    [sys.executable, *arguments],
                    cwd=ROOT,
                    env=process_environment | environment,
                    stdout=log,
                    stderr=log,
                )
            )

    yield start
    for process in started:
        process.terminate()
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def wait_for(condition, seconds=40):
    """Return when `condition` holds; errors while it does not answer yet are passed over."""
    until = time.monotonic() + seconds
    while True:
        try:
            if condition():
                return
        except OSError:
            pass
        assert time.monotonic() < until, "waited in vain"
        time.sleep(0.2)
