"""`make bench`: measure what speed is promised, as ratios (docs/speed.md).

python -m tests.bench [GROUP …], with DATABASE_URL and REDIS_URL of servers that may be filled and emptied.
Prints a table, writes var/bench.json, exits 1 when a limit is broken."""

import json
import os
import sys
import time
from contextlib import ExitStack

from tests.bench import counting, databases, embedded, pages, printing, queueing, register, starting
from tests.bench.figures import Result
from tests.bench.servers import BENCH_VAR, Server, embedded_environment, environment
from tests.bench.table import print_table, write_json


class Bench:
    """The databases and servers of one run, each made when first asked for and ended with the run."""

    def __init__(self, ends: ExitStack):
        self.ends, self.kept = ends, {}

    def once(self) -> str:
        """Return the address of the database at demo size."""
        return self.keep("once", lambda: databases.once(os.environ["DATABASE_URL"]))

    def many(self) -> str:
        """Return the address of the database with 100 times the data."""
        self.once()
        return self.keep("many", lambda: databases.many(os.environ["DATABASE_URL"]))

    def marks(self) -> str:
        """Return the address of the database with a million attendance marks."""
        self.many()
        return self.keep("marks", lambda: databases.marks(os.environ["DATABASE_URL"]))

    def planned(self, of: str = "marks") -> str:
        """Return the address of a database with 50 000 costs: with a million marks, or with those of `once`."""
        self.marks() if of == "marks" else self.once()
        return self.keep(f"planned, {of}", lambda: databases.planned(os.environ["DATABASE_URL"], of))

    def printed(self) -> str:
        """Return the address of the database with 5 000 rows of evidence."""
        self.once()
        return self.keep("printed", lambda: databases.printed(os.environ["DATABASE_URL"]))

    def probed(self, address: str) -> dict:
        """Return where the pages of a database's portal are."""
        return self.keep(
            f"probe {address}", lambda: json.loads(databases.run("probe", env=environment(address)))
        )

    def server(self, name: str, application: str, env: dict, **more) -> Server:
        """Return the running server of this name."""

        def start():
            server = Server(name, application, env, **more)
            self.ends.callback(server.stop)
            return server.wait("/R" if name == "yardsticks" else "/konto/login/")

        return self.keep(f"server {name}", start)

    def yardsticks(self) -> Server:
        """Return the server of R and K."""
        return self.server("yardsticks", "tests.bench.yardsticks.wsgi", environment(self.once()))

    def portal(self, name: str, address: str) -> Server:
        """Return the portal as deployed, on the database of this address."""
        return self.server(name, "silab.wsgi", environment(address))

    def keep(self, name, make):
        """Return what `make()` made the first time."""
        if name not in self.kept:
            print(f"- {name.split('@')[0].split(' postgres')[0]} …", file=sys.stderr, flush=True)
            self.kept[name] = make()
        return self.kept[name]


def group_pages(bench):
    """Each page against R."""
    address = bench.once()
    return pages.measure(bench.yardsticks(), bench.portal("once", address), bench.probed(address))


def group_crowd(bench):
    """Eight clients at once."""
    return pages.crowd(bench.portal("once", bench.once()), bench.probed(bench.once()))


def group_growth(bench):
    """The same pages with 100 times the data."""
    once, many = bench.once(), bench.many()
    return pages.pairs(
        "100 times the data",
        1.3,
        bench.portal("once", once),
        bench.portal("many", many),
        (bench.probed(once), bench.probed(many)),
    )


def group_register(bench):
    """The register with 50 000 contacts and 5 000 communities, and their import."""
    address = bench.many()
    return register.measure(bench.yardsticks(), bench.portal("many", address), bench.probed(address), address)


def group_counting(bench):
    """Measures over a million attendance marks."""
    return counting.measure(bench.marks())


def group_printing(bench):
    """The reports’ jobs."""
    return printing.measure(bench.once(), bench.printed(), bench.many())


def group_plan(bench):
    """A plan of 300 activities, 2 000 targets and 50 000 costs beside a million attendance marks."""
    address = bench.planned()
    portal, probed = bench.portal("planned", address), bench.probed(address)
    read = pages.measure_some(pages.OF_A_PLAN, bench.yardsticks(), portal, probed)
    return [*read, *printing.of_a_plan(bench.planned("once"), address)]


def group_queueing(bench):
    """From asking for a job to its start."""
    return queueing.measure(bench.once())


def group_starting(bench):
    """The start of the portal."""
    return starting.measure(bench.once(), bench.probed(bench.once()))


def group_embedded(bench):
    """The embedded mode."""
    found = bench.keep("embedded", embedded.filled)
    sqlite = bench.server("sqlite", "silab.wsgi", embedded_environment())
    once = bench.once()
    results = embedded.measure(bench.portal("once", once), sqlite, (bench.probed(once), found))
    eight = bench.server("writers", "silab.wsgi", embedded_environment(), workers=embedded.WRITERS)
    return [*results, *embedded.writers(eight, found), *embedded.registrars(eight)]


GROUPS = {
    "pages": group_pages,
    "crowd": group_crowd,
    "growth": group_growth,
    "register": group_register,
    "counting": group_counting,
    "printing": group_printing,
    "plan": group_plan,
    "queueing": group_queueing,
    "starting": group_starting,
    "embedded": group_embedded,
}


def measured(name: str, bench: Bench) -> list[Result]:
    """Return a group's results; a group that cannot be measured is one broken line, and the others go on."""
    try:
        return GROUPS[name](bench)
    except (SystemExit, Exception) as problem:
        print(problem, file=sys.stderr)
        return [Result(name, None, "", note=str(problem).strip().splitlines()[-1][:200])]


def main() -> int:
    """Measure the groups named on the command line, or all; return the exit code."""
    chosen = sys.argv[1:] or list(GROUPS)
    started = time.monotonic()
    results = []
    databases.collect_static()
    with ExitStack() as ends:
        bench = Bench(ends)
        for name in chosen:
            print(f"{name}: {GROUPS[name].__doc__}", file=sys.stderr, flush=True)
            results += measured(name, bench)
    print_table(results)
    seconds = round(time.monotonic() - started)
    print(f"{seconds} s; all of it in {BENCH_VAR.parent.name}/bench.json")
    write_json(results, BENCH_VAR.parent / "bench.json", {"groups": chosen, "seconds": seconds})
    return int(any(result.is_broken for result in results))


if __name__ == "__main__":
    sys.exit(main())
