"""`make test`: every check and what each cost, on two cores. `suite.py [STEP…] [-- pytest's words]`.

The last line is 'N passed, N failed': tests, and one for each check that is not a test.
"""

import os
import re
import secrets
import shutil
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext
from dataclasses import dataclass, field

from common import LOGS, PYTHON, ROOT, VAR, Trouble, die_with_parent, environment, told_plainly
from services import FOR_TESTS, services

TOOLS = PYTHON.parent
PYTEST = [PYTHON, "-m", "pytest", "-q", "--no-header", "-r", "fE"]
# The settings that a real server has (docs/production.md), so that `check --deploy` speaks of the real thing.
PRODUCTION = {
    "SECRET_KEY": secrets.token_urlsafe(50),
    "PORTAL_URL": "https://portaal.silab.example",
    "ALLOWED_HOSTS": "portaal.silab.example",
    "DEBUG": "0",
    "SILAB_DEMO": "",
}
CHECKS = {
    "ruff": [TOOLS / "ruff", "check", "."],
    "format": [TOOLS / "ruff", "format", "--check", "."],
    "djlint": [TOOLS / "djlint", "templates", "--lint", "--quiet"],
    "layers": [TOOLS / "lint-imports", "--cache-dir", VAR / "cache/import-linter"],
    "migrations": [PYTHON, "manage.py", "makemigrations", "--check", "--dry-run"],
    "migrate-sqlite": [PYTHON, "manage.py", "migrate", "--verbosity=0"],
    "migrate-postgres": [PYTHON, "manage.py", "migrate", "--verbosity=0"],
    "deploy": [PYTHON, "manage.py", "check", "--deploy", "--fail-level", "WARNING"],
    "messages": [PYTHON, "deploy/messages.py"],
    "types": [TOOLS / "mypy"],
}
IN_PARALLEL = ["-n", "2", "--dist", "worksteal", "--ignore=tests/browser"]
TESTS = {
    "browser": ["tests/browser", "--screenshot=only-on-failure"],
    "postgres": IN_PARALLEL,
    "sqlite": IN_PARALLEL,
}
ON_SERVERS = {"postgres", "browser", "migrate-postgres"}
# What gives way: the journeys and the tests of real processes wait for clocks, and find both cores when they wake.
GIVING_WAY = {*CHECKS, "sqlite"}
STARTED: list[subprocess.Popen] = []


@dataclass
class Result:
    name: str
    passed: int
    failed: int
    seconds: float
    output: str = field(repr=False, default="")
    skipped: int = 0


def main():
    words = sys.argv[1:]
    more = words[words.index("--") + 1 :] if "--" in words else []
    asked = words[: words.index("--")] if "--" in words else words
    steps = asked or [*CHECKS, *TESTS]
    unknown = set(steps) - {*CHECKS, *TESTS}
    if unknown:
        raise Trouble(
            f"There is no step {', '.join(sorted(unknown))}; there are {', '.join([*CHECKS, *TESTS])}."
        )
    with services(**FOR_TESTS) if ON_SERVERS & set(steps) else nullcontext({}) as addresses:
        results = run(steps, more, addresses)
    return summary(results)


def run(steps, more, addresses):
    """Run the steps in two lanes, so that one works while the other waits; what gives way is told when it ends."""
    in_front = [name for name in TESTS if name in steps and name not in GIVING_WAY]
    others = [name for name in [*CHECKS, *TESTS] if name in steps and name not in in_front]
    with ThreadPoolExecutor(1 if in_front else 2) as checks, ThreadPoolExecutor(1) as tests:
        try:
            begun = [
                checks.submit(run_check, name, addresses, beside=bool(in_front))
                if name in CHECKS
                else tests.submit(run_tests, name, more, addresses, beside=bool(in_front))
                for name in others
            ]
            results = [run_tests(name, more, addresses) for name in in_front]
            return [told(each.result()) for each in begun] + results
        except BaseException:
            for pool in (checks, tests):
                pool.shutdown(wait=False, cancel_futures=True)
            for process in STARTED:
                process.terminate()
            raise


def told(result):
    """Return the result of a step, after showing what went wrong."""
    if result.failed:
        print(f"\n{result.output.rstrip()}\n{result.name}: failed", flush=True)
    return result


def run_check(name, addresses, beside=False) -> Result:
    began = time.monotonic()
    process = start(name, CHECKS[name], addresses, beside)
    output, _ = process.communicate()
    failed = int(process.returncode != 0)
    return Result(name, 1 - failed, failed, time.monotonic() - began, output)


def start(name, command, addresses, beside) -> subprocess.Popen:
    """Start the command of a step; `beside` others it lets them go first."""
    end_with_us = die_with_parent()

    def before():
        end_with_us()
        if beside:
            os.nice(5)

    process = subprocess.Popen(
        [str(part) for part in command],
        cwd=ROOT,
        env=step_environment(name, addresses),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        preexec_fn=before,
    )
    STARTED.append(process)
    return process


def step_environment(name, addresses) -> dict:
    """Return the environment of a step: the servers' addresses where it has servers, and a fresh folder."""
    servers = ("DATABASE_URL", "REDIS_URL")
    env = {key: value for key, value in environment().items() if key not in servers}
    folder = VAR / "test" / name
    shutil.rmtree(folder, ignore_errors=True)
    env |= {"SILAB_VAR": str(folder), "SILAB_DEMO": ""}
    if name == "browser":
        # Playwright's synchronous interface runs an event loop in the thread that also asks the database.
        env["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    return env | (addresses if name in ON_SERVERS else {}) | (PRODUCTION if name == "deploy" else {})


def run_tests(name, more, addresses, beside=False) -> Result:
    """Run pytest, shown as it goes unless `beside` others, and read its closing line."""
    if not beside:
        print(f"\n== {name}", flush=True)
    began = time.monotonic()
    log = LOGS / f"test-{name}.log"
    LOGS.mkdir(parents=True, exist_ok=True)
    with log.open("w") as kept:
        process = start(name, [*PYTEST, *TESTS[name], *more], addresses, beside)
        for line in process.stdout:
            if not beside:
                print(line, end="", flush=True)
            kept.write(line)
    code = process.wait()
    passed, failed, skipped = counted(log.read_text())
    if code and not failed:
        failed = 1
    output = log.read_text() if beside else ""
    return Result(name, passed, failed, time.monotonic() - began, output, skipped)


def counted(output: str) -> tuple[int, int, int]:
    """Return passed, failed and skipped from pytest's closing line."""
    closing = [line for line in output.splitlines() if re.search(r"\d+ (passed|failed|error)", line)][-1:]
    found = {word: int(number) for number, word in re.findall(r"(\d+) (\w+)", closing[0])} if closing else {}
    failed = found.get("failed", 0) + found.get("error", 0) + found.get("errors", 0)
    return found.get("passed", 0), failed, found.get("skipped", 0)


def summary(results) -> int:
    print("\nstep          passed  failed  skipped  seconds")
    for result in results:
        row = (result.passed, result.failed, result.skipped)
        print(f"{result.name:<12} {row[0]:>7} {row[1]:>7} {row[2]:>8} {result.seconds:>8.1f}")
    failed = sum(result.failed for result in results)
    print(f"\n{sum(result.passed for result in results)} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda *_: sys.exit(143))
    os.chdir(ROOT)
    told_plainly(main)
