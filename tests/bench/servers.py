"""The servers under measurement: gunicorn as deployed, and what the machine spends on each request."""

import http.client
import os
import socket
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import psutil
import psycopg2

ROOT = Path(__file__).resolve().parents[2]
BENCH_VAR = Path(os.environ.get("SILAB_VAR") or ROOT / "var").resolve() / "bench"


def cpu_seconds(pids) -> float:
    """Return the CPU time, user and system, that these processes have spent so far.

    Read from each process's own clock: the kernel's tables count in steps of 10 ms.
    """
    total = 0.0
    for pid in pids:
        with suppress(OSError):
            total += time.clock_gettime((~pid << 3) | 2)
    return total


class Server:
    """Gunicorn with the deployed settings on a free port of 127.0.0.1, for one application and database."""

    def __init__(self, name: str, application: str, env: dict, *, workers=2):
        self.name, self.database, self.port = name, env["DATABASE_URL"], free_port()
        self.log = log_file(name)
        self.process = subprocess.Popen(
            [
                sys.executable,
                "-m",
                "gunicorn",
                "-c",
                "deploy/gunicorn.conf.py",
                "--max-requests",
                "0",
                application,
            ],
            cwd=ROOT,
            env={
                **env,
                "BIND": f"127.0.0.1:{self.port}",
                "WEB_CONCURRENCY": str(workers),
                "PGAPPNAME": f"bench-{name}",
            },
            stdin=subprocess.DEVNULL,
            stdout=self.log.open("w"),
            stderr=subprocess.STDOUT,
        )
        self.counted = []

    def wait(self, path="/", headers=None, seconds=60):
        """Return when every worker has answered `path`, so that nobody measures a cold start."""
        until = time.monotonic() + seconds
        while time.monotonic() < until and self.process.poll() is None:
            with suppress(OSError):
                self.warm(lambda: self.get(path, headers))
                return self
            time.sleep(0.2)
        raise SystemExit(f"{self.name} does not answer; see {self.log}")

    def warm(self, call, calls=20):
        """Have every worker answer, then note whose time is counted from now on."""
        for _ in range(calls):
            call()
        self.count()

    def count(self):
        """Note the processes whose time is this server's: its workers and their database connections."""
        self.counted = [child.pid for child in psutil.Process(self.process.pid).children()]
        if self.database.startswith("postgres"):
            with psycopg2.connect(self.database) as connection, connection.cursor() as cursor:
                cursor.execute(
                    "SELECT pid FROM pg_stat_activity WHERE application_name = %s", [f"bench-{self.name}"]
                )
                self.counted += [pid for (pid,) in cursor.fetchall()]
            connection.close()

    def request(self, method, path, headers=None, body=None):
        """Return (status, headers, body); a sync worker closes the connection after each answer."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            connection.request(method, path, body=body, headers=headers or {})
            response = connection.getresponse()
            return response.status, response.headers, response.read()
        finally:
            connection.close()

    def get(self, path, headers=None):
        """Return (status, headers, body) of a GET."""
        return self.request("GET", path, headers)

    def cpu_of(self, calls: int, call) -> float:
        """Return the server's CPU milliseconds per call over `calls` calls of `call()`."""
        before = cpu_seconds(self.counted)
        for _ in range(calls):
            call()
        return (cpu_seconds(self.counted) - before) * 1000 / calls

    def stop(self):
        """End the server and its workers."""
        self.process.terminate()
        try:
            self.process.wait(15)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


def free_port() -> int:
    """Return a port of this machine that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def log_file(name: str) -> Path:
    """Return where a process of the bench writes what it has to say."""
    (BENCH_VAR / "log").mkdir(parents=True, exist_ok=True)
    return BENCH_VAR / "log" / f"{name}.log"


def environment(database: str, **more) -> dict[str, str]:
    """Return the environment of a portal under measurement: the deployed settings, this database."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if name not in ("DATABASE_URL", "SILAB_DEMO", "DEBUG")
    }
    fixed = {
        "DATABASE_URL": database,
        "SILAB_VAR": str(BENCH_VAR),
        "SECRET_KEY": "only-for-the-bench-" + "0" * 40,
        "DEBUG": "false",
        "STATICFILES": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage",
    }
    return {**kept, **fixed, **more}


def embedded_environment(**more) -> dict[str, str]:
    """Return the environment of the embedded mode: SQLite and no Redis."""
    env = environment(f"sqlite:///{BENCH_VAR / 'bench.sqlite3'}", **more)
    env.pop("REDIS_URL", None)
    return env
