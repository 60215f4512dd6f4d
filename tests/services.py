"""Pytest plugin: where the tests' database, broker and files are, and real workers for those that need them.

Loaded before the settings (`-p tests.services`): each parallel process gets its own Redis database and
its own folder, so that none sees another's queue, cache or files.
"""

import gc
import os
import signal
import socket
import subprocess
import sys
import time
import uuid
from importlib import import_module
from pathlib import Path
from urllib.parse import quote, urlsplit

import pytest

ROOT = Path(__file__).resolve().parent.parent
PROCESS = os.environ.get("PYTEST_XDIST_WORKER", "main")


def private_places():
    """Point this process to a folder and a Redis database of its own."""
    if os.environ.get("SILAB_TEST_PLACES") == PROCESS:
        return
    base = os.environ.get("SILAB_TEST_VAR") or os.environ.get("SILAB_VAR") or str(ROOT / "var/test/plain")
    os.environ |= {
        "SILAB_TEST_PLACES": PROCESS,
        "SILAB_TEST_VAR": base,
        "SILAB_VAR": str(Path(base) / PROCESS),
        "SILAB_DEMO": "",
    }
    redis = os.environ.get("REDIS_URL")
    if redis:
        number = 1 + int(PROCESS.removeprefix("gw")) if PROCESS.startswith("gw") else 0
        os.environ["REDIS_URL"] = urlsplit(redis)._replace(path=f"/{number}").geturl()


private_places()


def pytest_collection_modifyitems(items):
    """Leave the tests of real processes out where there is no PostgreSQL and Redis; there they come first.

    They mostly wait, and at the end the other process would have nothing left to do beside them.
    """
    items.sort(key=lambda item: item.get_closest_marker("services") is None)
    if os.environ.get("DATABASE_URL", "").startswith("postgres") and os.environ.get("REDIS_URL"):
        return
    reason = pytest.mark.skip(reason="needs PostgreSQL and Redis: make test-postgres")
    for item in items:
        if item.get_closest_marker("services"):
            item.add_marker(reason)


def pytest_configure():
    """Have tests that commit clean up after themselves in tenths of seconds instead of seconds, and sign in sooner."""
    from django.test import Client, TransactionTestCase

    TransactionTestCase._fixture_teardown = empty_tables
    Client._login = log_in


def pytest_collection_finish():
    """Spare what was imported and collected, a million objects that stay, from every later look for garbage."""
    gc.collect()
    gc.freeze()


def log_in(client, user, backend=None):
    """Sign `user` in as Django's test client does, in three queries instead of nine where there is no session yet.

    Django's own way makes an empty session first, only to throw it away for one with another key.
    """
    from django.conf import settings
    from django.contrib.auth import login
    from django.http import HttpRequest

    request = HttpRequest()
    if settings.SESSION_COOKIE_NAME in client.cookies:
        request.session = client.session
    else:
        request.session = import_module(settings.SESSION_ENGINE).SessionStore()
        request.session.cycle_key = lambda: None
    login(request, user, backend)
    request.session.save()
    client._set_login_cookies(request)


def empty_tables(_test):
    """Delete every row but those that all tests share: content types and permissions.

    Django's own way truncates a hundred tables, which PostgreSQL does slowly, and makes these rows anew.
    """
    from django.db import connection, transaction

    shared = {"django_content_type", "auth_permission", "django_migrations"}
    tables = [
        name for name in connection.introspection.django_table_names(only_existing=True) if name not in shared
    ]
    on_postgres = connection.vendor == "postgresql"
    with connection.constraint_checks_disabled(), transaction.atomic(), connection.cursor() as cursor:
        if on_postgres:
            cursor.execute("SET LOCAL session_replication_role = replica")
        for table in tables:
            cursor.execute(f"DELETE FROM {connection.ops.quote_name(table)}")


@pytest.fixture
def process_environment(transactional_db):
    """Environment for a portal process that shares this test's database, broker and folder."""
    from django.db import connection

    database = connection.settings_dict
    account = f"{quote(database['USER'])}:{quote(database['PASSWORD'])}"
    address = f"postgres://{account}@{database['HOST']}:{database['PORT']}/{database['NAME']}"
    kept = {
        name: value for name, value in os.environ.items() if not name.startswith(("PYTEST", "SILAB_TEST"))
    }
    return kept | {"DATABASE_URL": address, "DJANGO_SETTINGS_MODULE": "silab.settings"}


@pytest.fixture
def celery_worker(process_environment, tmp_path):
    """Factory of real `celery -A silab worker` processes, ready for work; all end with the test.

    `worker = celery_worker(concurrency=1)`; `worker.kill_all()` is a SIGKILL for it and its children.
    """
    from silab.celery import app

    app.control.purge()
    workers = []

    def start(concurrency=1, pool="prefork", **environment):
        log = tmp_path / f"worker-{len(workers)}.log"
        worker = Worker(concurrency, pool, process_environment | environment, log)
        workers.append(worker)
        worker.wait_until_ready(app)
        return worker

    yield start
    for worker in workers:
        worker.kill_all()
    app.control.purge()


def free_port() -> int:
    """Return a port of this machine that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Worker:
    """A Celery worker in a process group of its own."""

    def __init__(self, concurrency: int, pool: str, environment: dict, log: Path):
        self.name = f"test-{uuid.uuid4().hex[:8]}@localhost"
        self.log = log
        command = [sys.executable, "-m", "celery", "-A", "silab", "worker", f"--hostname={self.name}"]
        command += [
            f"--concurrency={concurrency}",
            "--loglevel=INFO",
            "--without-gossip",
            "--without-mingle",
            f"--pool={pool}",
        ]
        with log.open("w") as output:
            self.process = subprocess.Popen(
                command, cwd=ROOT, env=environment, stdout=output, stderr=output, start_new_session=True
            )

    def wait_until_ready(self, app, seconds=40):
        """Return when the worker answers; fail the test with its log when it does not."""
        until = time.monotonic() + seconds
        while time.monotonic() < until and self.process.poll() is None:
            if app.control.ping(destination=[self.name], timeout=0.5):
                return
        pytest.fail(f"The worker did not start:\n{self.log.read_text()}")

    def kill_all(self):
        """End the worker and its children as a power cut would."""
        try:
            os.killpg(self.process.pid, signal.SIGKILL)
        except ProcessLookupError:
            pass
        self.process.wait()
