"""How fast the portal starts, and what a web process must not carry."""

import subprocess
import sys
import time

from tests.bench.figures import Result, compare, in_turn
from tests.bench.servers import BENCH_VAR, ROOT, environment

ROUNDS = 5
#: Imports the third-party modules that the portal's check loads, and nothing of the portal itself.
BARE = "tests.bench.yardsticks.dependencies"


def measure(address: str, probed: dict) -> list[Result]:
    """`manage.py check` against the bare import of its dependencies; the heavy libraries in a web process."""
    env = environment(address)
    names = BENCH_VAR / "dependencies.txt"
    _cpu([sys.executable, "-m", BARE, "list", str(names)], env)
    result = Result("manage.py check: start of the portal", 1.3, "import")
    compare(
        result,
        *in_turn(
            ROUNDS,
            lambda: _cpu([sys.executable, "-m", BARE, "import", str(names)], env),
            lambda: _cpu([sys.executable, "manage.py", "check"], env),
        ),
    )
    heavy = probed["heavy"]
    carried = Result("heavy libraries in a web process that answered every page", 0, "none", unit="modules")
    carried.ratio, carried.median, carried.note = float(len(heavy)), float(len(heavy)), ", ".join(heavy)
    return [result, carried]


def _cpu(command, env) -> float:
    """Return the CPU milliseconds of a command, its children included."""
    import resource

    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    started = time.monotonic()
    done = subprocess.run(
        command, cwd=ROOT, env=env, capture_output=True, text=True, check=False, timeout=120
    )
    if done.returncode:
        raise SystemExit(f"{command[1:4]} failed:\n{done.stderr[-2000:]}")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if time.monotonic() - started > 60:
        raise SystemExit(f"{command[1:3]} takes more than a minute")
    return (after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime) * 1000
