"""The bench's databases on the PostgreSQL of `deploy/services.py`: one filled at demo size, one with 100 times that."""

import subprocess
import sys
from urllib.parse import urlsplit

import psycopg2

from tests.bench.servers import ROOT, environment


def make(server: str, name: str, template: str = "template0") -> str:
    """Create a database on the server as a copy of `template`; return its address."""
    connection = psycopg2.connect(server)
    connection.autocommit = True
    with connection.cursor() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        cursor.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
    connection.close()
    return urlsplit(server)._replace(path=f"/{name}").geturl()


def run(module: str, *arguments, env: dict) -> str:
    """Run `python -m tests.bench.MODULE …` and return what it printed; raise SystemExit with its last words."""
    return _output([sys.executable, "-m", f"tests.bench.{module}", *map(str, arguments)], env)


def manage(*arguments, env: dict) -> str:
    """Run `manage.py` and return what it printed."""
    return _output([sys.executable, "manage.py", *arguments], env)


def once(server: str) -> str:
    """Migrate and fill a database at demo size; return the address of its copy to be served.

    What is filled is kept aside, untouched: PostgreSQL copies only a database that nobody uses.
    """
    kept = make(server, "bench_once_kept")
    manage("migrate", "--verbosity=0", env=environment(kept))
    run("fill", "once", env=environment(kept))
    return make(server, "bench_once", "bench_once_kept")


def many(server: str) -> str:
    """Return the address of a copy of `once` with 100 000 attendance marks and 100 times its contacts."""
    kept = make(server, "bench_many_kept", "bench_once_kept")
    run("fill", "marks", 100_000, env=environment(kept))
    return make(server, "bench_many", "bench_many_kept")


def marks(server: str) -> str:
    """Return the address of a copy of `many` with more training days: 1 000 000 attendance marks."""
    address = make(server, "bench_marks", "bench_many_kept")
    run("fill", "days", 1_000_000, env=environment(address))
    return address


def planned(server: str, of: str = "marks") -> str:
    """Return the address of a copy of `marks`, or of `once`, with 300 activities, 2 000 targets and 50 000 costs."""
    template = {"marks": "bench_marks", "once": "bench_once_kept"}[of]
    address = make(server, f"bench_planned_{of}", template)
    run("fill", "plan", env=environment(address))
    return address


def printed(server: str) -> str:
    """Return the address of a copy of `once` with the evidence for a report of 5 000 printed rows."""
    address = make(server, "bench_printed", "bench_once_kept")
    run("fill", "marks", 7_000, env=environment(address))
    return address


def collect_static():
    """Collect the static files that pages name, under hashed names as deployed but not compressed."""
    manage("collectstatic", "--noinput", "--clear", "--verbosity=0", env=environment("sqlite://:memory:"))


def _output(command, env):
    done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"{' '.join(command[1:])} failed:\n{done.stdout[-1000:]}{done.stderr[-3000:]}")
    return done.stdout
