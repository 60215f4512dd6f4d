"""A worker killed in the middle of a job and started again: the job ends, once (domain.md §11)."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from silab.jobs import actions
from silab.jobs.models import Job

ROOT = Path(__file__).resolve().parents[3]
SETTINGS = {"DJANGO_SETTINGS_MODULE": "tests.silab.jobs.worker_settings"}


def wait_for(condition, seconds, what):
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if condition():
            return
        time.sleep(0.2)
    pytest.fail(f"Waited {seconds} s in vain: {what}")


@pytest.mark.services
@pytest.mark.django_db(transaction=True)
def test_killed_in_the_middle_on_postgresql_and_redis(celery_worker, tmp_path):
    worker = celery_worker(**SETTINGS)
    job = actions.enqueue("tests.slow", key="one", payload={"folder": str(tmp_path)}, by=None)
    wait_for(lambda: Job.objects.get(pk=job.pk).percent == 40, 30, "the job to be halfway")
    worker.kill_all()
    celery_worker(**SETTINGS)
    wait_for(lambda: Job.objects.get(pk=job.pk).state == "done", 60, "the job to end")
    assert (tmp_path / "begun").read_text() == "xx"
    assert (tmp_path / "ended").read_text() == "x"
    assert Job.objects.get(pk=job.pk).attempts == 2


def test_killed_in_the_middle_in_embedded_mode(tmp_path):
    """SQLite and a folder as broker, in a folder of their own."""
    environment = {
        name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "REDIS_URL")
    } | {"SILAB_VAR": str(tmp_path / "var"), **SETTINGS}

    def manage(*words):
        command = [sys.executable, "manage.py", *words]
        done = subprocess.run(
            command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True, timeout=120
        )
        return done.stdout.strip()

    def worker():
        words = ["-m", "celery", "-A", "silab", "worker", "--concurrency=1", "--loglevel=WARNING"]
        with (tmp_path / "worker.log").open("a") as log:
            return subprocess.Popen(
                [sys.executable, *words],
                cwd=ROOT,
                env=environment,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    manage("migrate", "--run-syncdb", "--verbosity=0")
    first = worker()
    ask = (
        "from silab.jobs.actions import enqueue; "
        f"enqueue('tests.slow', key='one', payload={{'folder': {str(tmp_path)!r}}}, by=None)"
    )
    second = None
    try:
        manage("shell", "--no-imports", "-c", ask)
        wait_for((tmp_path / "begun").exists, 30, "the job to begin")
        os.killpg(first.pid, signal.SIGKILL)
        second = worker()
        wait_for((tmp_path / "ended").exists, 60, "the job to end")
        time.sleep(1)
    finally:
        for process in filter(None, (first, second)):
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()
    state = "from silab.jobs.models import Job; print(*Job.objects.values_list('state', 'attempts'))"
    assert manage("shell", "--no-imports", "-c", state) == "('done', 2)"
    assert (tmp_path / "ended").read_text() == "x"
