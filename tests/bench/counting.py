"""All measures of one contract year, by municipality, over a million attendance marks, against S.

`python -m tests.bench.counting` prints what one process found in the database of its environment as JSON."""

import json
import os
import sys
import time
from statistics import median

import django

from tests.bench.databases import run
from tests.bench.figures import Result, compare, in_turn
from tests.bench.servers import cpu_seconds, environment
from tests.bench.yardsticks.sql import BEST

ROUNDS = 5


def measure(address: str) -> list[Result]:
    """Return a line for each figure over attendance, and one for the number of queries of all measures."""
    found = json.loads(run("counting", env=environment(address)))
    results = []
    for code, times in found["times"].items():
        result = Result(f"{code} by municipality, {found['marks']:,} marks", 1.3, "S", query_limit=1)
        result.queries, result.note = times["queries"], times["note"]
        results.append(compare(result, times["sql"], times["measure"]))
    most = Result(
        f"queries of a measure by municipality ({found['measures']} measures)", 1.0, "1 query", unit="queries"
    )
    return [*results, compare(most, [1], [found["most_queries"]])]


def main():
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.bench.portal")
    django.setup()
    from silab import measures
    from trainings.models import Attendance

    counted = [code for code, one in measures.all_measures().items() if one.municipality]
    found = {
        "marks": Attendance.objects.count(),
        "measures": len(counted),
        "most_queries": max(queries_of(code)[1] for code in counted),
        "times": {code: compared(code) for code in BEST if code in counted},
    }
    json.dump(found, sys.stdout)


def compared(code) -> dict:
    """Return the CPU milliseconds of both ways to the figure, counted in turn."""
    from django.db import connection

    wanted, queries = queries_of(code)
    statements = sorted(BEST[code], key=lambda sql: median(timed(lambda: rows_of(sql)) for _ in range(3)))
    same = {key: int(value) for key, value in rows_of(statements[0])} == {
        k: int(v) for k, v in wanted.items()
    }
    with connection.cursor() as cursor:
        cursor.execute("SET max_parallel_workers_per_gather = 0")
    sql, portal = in_turn(
        ROUNDS, lambda: timed(lambda: rows_of(statements[0])), lambda: timed(lambda: count(code))
    )
    return {
        "sql": sql,
        "measure": portal,
        "queries": queries,
        "note": "" if same else "S counts something else",
    }


def count(code):
    """Return the measure's figures by municipality, in the contract's year 2021."""
    from silab import measures

    return measures.get(code).by_municipality(measures.Period.year(2021), contract())


def queries_of(code):
    """Return (figures, number of queries)."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    contract()
    with CaptureQueriesContext(connection) as queries:
        found = count(code)
    return found, len(queries)


def contract():
    """Return the bench's contract, read once."""
    from silab.accounts.models import Contract

    if not hasattr(contract, "found"):
        contract.found = Contract.objects.get(slug="silab-2021")
    return contract.found


def rows_of(sql):
    """Return what a hand-written statement finds."""
    from django.db import connection

    from silab.measures import Period

    first, last = Period.year(2021).days
    with connection.cursor() as cursor:
        cursor.execute(sql, {"contract": contract().pk, "first": first, "last": last})
        return cursor.fetchall()


def timed(call) -> float:
    """Return the CPU milliseconds that a call costs this process and its database connection."""
    from django.db import connection

    connection.ensure_connection()
    pids = [os.getpid(), connection.connection.info.backend_pid]
    before, started = cpu_seconds(pids), time.perf_counter()
    call()
    if time.perf_counter() - started > 60:
        raise SystemExit("A figure takes more than a minute to count")
    return (cpu_seconds(pids) - before) * 1000


if __name__ == "__main__":
    main()
