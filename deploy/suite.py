"""`make test`: every check, one after the other, and what each cost. `suite.py [STEP…] [-- pytest's words]`.

The last line is 'N passed, N failed': tests, and one for each check that is not a test.
"""

import os
import re
import secrets
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

from common import LOGS, PYTHON, ROOT, VAR, die_with_parent, environment, told_plainly
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
    "deploy": [PYTHON, "manage.py", "check", "--deploy", "--fail-level", "WARNING"],
    "messages": [PYTHON, "deploy/messages.py"],
    "types": [TOOLS / "mypy"],
}
TESTS = {
    "postgres": ["-n", "2", "--ignore=tests/browser"],
    "sqlite": ["-n", "2", "--ignore=tests/browser"],
    "browser": ["tests/browser"],
}


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
    results = run_checks([name for name in steps if name in CHECKS])
    tests = [name for name in steps if name in TESTS]
    if {"postgres", "browser"} & set(tests):
        with services() as addresses:
            results += [run_tests(name, more, addresses if name != "sqlite" else {}) for name in tests]
    else:
        results += [run_tests(name, more, {}) for name in tests]
    return summary(results)


def run_checks(names):
    """Run the checks, two at a time: they are single processes and the machine has two cores."""
    with ThreadPoolExecutor(2) as pool:
        results = list(pool.map(run_check, names))
    for result in results:
        if result.failed:
            print(f"\n{result.output.rstrip()}\n{result.name}: failed", flush=True)
    return results


def run_check(name) -> Result:
    began = time.monotonic()
    env = environment(**PRODUCTION) if name == "deploy" else environment()
    done = subprocess.run(
        [str(part) for part in CHECKS[name]],
        cwd=ROOT,
        env=env,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
        preexec_fn=die_with_parent(),
    )
    failed = int(done.returncode != 0)
    return Result(name, 1 - failed, failed, time.monotonic() - began, done.stdout)


def run_tests(name, more, addresses) -> Result:
    """Run pytest, shown as it goes, and read its closing line."""
    print(f"\n== {name}", flush=True)
    began = time.monotonic()
    env = {key: value for key, value in environment().items() if key not in ("DATABASE_URL", "REDIS_URL")}
    env |= addresses | {"SILAB_VAR": str(VAR / "test" / name), "SILAB_DEMO": ""}
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
