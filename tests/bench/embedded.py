"""The embedded mode (SQLite, nothing to install): the same pages beside PostgreSQL, and eight writers at once."""

import json
import threading

from tests.bench import databases, pages, registering
from tests.bench.figures import Result
from tests.bench.servers import BENCH_VAR, Server, embedded_environment

WRITERS = 8
MARKS = 25  # of each writer


def filled() -> dict:
    """Migrate and fill a SQLite file at demo size; return where its pages are."""
    for name in ("bench.sqlite3", "bench.sqlite3-wal", "bench.sqlite3-shm"):
        (BENCH_VAR / name).unlink(missing_ok=True)
    env = embedded_environment()
    databases.manage("migrate", "--verbosity=0", env=env)
    databases.run("fill", "once", env=env)
    return json.loads(databases.run("probe", env=env))


def measure(postgres: Server, sqlite: Server, probed: tuple[dict, dict]) -> list[Result]:
    """Each page on SQLite against the same page on PostgreSQL: no dearer, within what rounds differ by."""
    return pages.pairs("SQLite", 1.1, postgres, sqlite, probed)


def writers(server: Server, probed: dict) -> list[Result]:
    """Eight people mark attendance at once, each their own participant; none may meet a locked database."""
    result = Result(f"{WRITERS} writers at once on SQLite: marks refused", 0, "none", unit="marks")
    found = probed["pages"]["marking one attendance"]
    if found["problem"]:
        result.note = found["problem"]
        return [result]
    answers: list[int] = []
    crowd = [threading.Thread(target=_write, args=(server, found, n, answers)) for n in range(WRITERS)]
    for one in crowd:
        one.start()
    for one in crowd:
        one.join()
    refused = WRITERS * MARKS - sum(status == found["status"] for status in answers)
    locked = server.log.read_text(errors="replace").count("database is locked")
    result.ratio = result.median = float(refused + locked)
    result.note = f"{WRITERS * MARKS} marks by {WRITERS} writers, {locked} times “database is locked”"
    return [result]


def registrars(server: Server) -> list[Result]:
    """Eight people register teams at once; none may be refused or meet a locked database."""
    made = json.loads(databases.run("registering", "people", WRITERS, env=embedded_environment()))
    return [registering.measure(server, made["people"], made["path"])]


def _write(server, found, n, answers):
    head, _, own = found["path"].rstrip("/").rpartition("/")
    path = f"{head}/{int(own) + n}/"
    for turn in range(MARKS):
        body = found["bodies"][turn % 2].replace(f"-{own}=", f"-{int(own) + n}=")
        answers.append(server.request("POST", path, found["headers"], body)[0])
