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
from services import services

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
    with services() if ON_SERVERS & set(steps) else nullcontext({}) as addresses:
        results = run(steps, more, addresses)
    return summary(results)


def run(steps, more, addresses):
    """Run the steps, with both cores busy: checks two at a time, or one beside Chromium; pytest divides the rest."""
    checks = [name for name in CHECKS if name in steps]
    tests = [name for name in TESTS if name in steps]
    with ThreadPoolExecutor(1 if "browser" in tests else 2) as pool:
        checked = pool.map(lambda name: run_check(name, addresses), checks)
        tested = [run_tests(name, more, addresses) for name in tests if name == "browser"]
        results = [told(result) for result in checked]
    tested += [run_tests(name, more, addresses) for name in tests if name != "browser"]
    return results + tested


def told(result):
    """Return the result of a check, after showing what it found wrong."""
    if result.failed:
        print(f"\n{result.output.rstrip()}\n{result.name}: failed", flush=True)
    return result


def run_check(name, addresses) -> Result:
    began = time.monotonic()
    done = subprocess.run(
        [str(part) for part in CHECKS[name]],
        cwd=ROOT,
        env=step_environment(name, addresses) | (PRODUCTION if name == "deploy" else {}),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
        preexec_fn=die_with_parent(),
    )
    failed = int(done.returncode != 0)
    return Result(name, 1 - failed, failed, time.monotonic() - began, done.stdout)


def step_environment(name, addresses) -> dict:
    """Return the environment of a step: the servers' addresses where it has servers, and a fresh folder."""
    servers = ("DATABASE_URL", "REDIS_URL")
    env = {key: value for key, value in environment().items() if key not in servers}
    folder = VAR / "test" / name
    shutil.rmtree(folder, ignore_errors=True)
    env |= {"SILAB_VAR": str(folder), "SILAB_DEMO": ""}
    return env | (addresses if name in ON_SERVERS else {})


def run_tests(name, more, addresses) -> Result:
    """Run pytest, shown as it goes, and read its closing line."""
    print(f"\n== {name}", flush=True)
    began = time.monotonic()
    env = step_environment(name, addresses)
    if name == "browser":
        # Playwright's synchronous interface runs an event loop in the thread that also asks the database.
        env["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    log = LOGS / f"test-{name}.log"
    with log.open("w") as kept:
        process = subprocess.Popen(
            [str(part) for part in [*PYTEST, *TESTS[name], *more]],
            cwd=ROOT,
            env=env,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            preexec_fn=die_with_parent(),
        )
        for line in process.stdout:
            print(line, end="", flush=True)
            kept.write(line)
        code = process.wait()
    passed, failed, skipped = counted(log.read_text())
    if code and not failed:
        failed = 1
    return Result(name, passed, failed, time.monotonic() - began, skipped=skipped)


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
