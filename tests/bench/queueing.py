"""From asking for a job to its start by an idle worker, against a bare queue on the same Redis."""

import json
import os
import subprocess
import sys
import time

import redis

from tests.bench.figures import Result, compare
from tests.bench.servers import ROOT, environment, log_file

ROUNDS = 40
#: Where both kinds of work tell when they began.
STARTED = "bench:started"


def measure(address: str) -> list[Result]:
    """Return the one line: enqueue → start of a portal's job, over the bare queue's."""
    env = environment(address)
    workers = [_worker(name, env) for name in ("portal_worker", "bare_worker")]
    try:
        asked = subprocess.run(
            [sys.executable, "-m", "tests.bench.queueing"],
            cwd=ROOT,
            env=env,
            capture_output=True,
            text=True,
            check=False,
            timeout=150,
        )
    finally:
        for worker in workers:
            worker.terminate()
        for worker in workers:
            worker.wait(30)
    if asked.returncode:
        raise SystemExit(f"The queue did not answer:\n{asked.stderr[-2000:]}")
    times = json.loads(asked.stdout)
    return [
        compare(
            Result("asking for a job → its start", 10, "bare queue", unit="ms"), times["bare"], times["job"]
        )
    ]


def _worker(name, env):
    options = "--concurrency=1 --without-gossip --without-mingle --without-heartbeat --loglevel=WARNING"
    return subprocess.Popen(
        [sys.executable, "-m", "celery", "-A", f"tests.bench.yardsticks.{name}", "worker", *options.split()],
        cwd=ROOT,
        env=env,
        stdin=subprocess.DEVNULL,
        stdout=log_file(name).open("w"),
        stderr=subprocess.STDOUT,
    )


def main():
    from tests.bench.yardsticks import bare_worker, portal_worker

    answers = redis.Redis.from_url(os.environ["REDIS_URL"], socket_timeout=None)
    ways = {"bare": lambda: bare_worker.began.delay(STARTED), "job": lambda: portal_worker.ask(STARTED)}
    found = {name: [] for name in ways}
    for turn in range(ROUNDS + 3):
        for name, ask in ways.items():
            asked = time.time()
            ask()
            answer = answers.blpop([STARTED], timeout=90)
            if answer is None:
                raise SystemExit(f"No worker took the {name} task")
            if turn >= 3:
                found[name].append((float(answer[1]) - asked) * 1000)
    json.dump(found, sys.stdout)


if __name__ == "__main__":
    main()
