"""The register's pages with 79 municipalities, 10 years, 50 000 contacts and 5 000 communities, and the import of
5 000 communities.

`python -m tests.bench.register` prints what one process found of the import in the database of its environment."""

import json
import os
import sys

import django

from tests.bench import pages
from tests.bench.databases import run
from tests.bench.figures import Result, compare, in_turn
from tests.bench.servers import Server, cpu_seconds, environment

COMMUNITIES = 5000
ROUNDS = 3
HEADING = "omavalitsus;nimi;liik;asutatud;aktsepteeritud;eestkõneleja;volitus alates"
#: Pages of tests.bench.pages that are measured with all of it; one that no app has yet is left out.
NAMES = (
    "list of municipalities",
    "list of contacts",
    "list of communities",
    "map by a measure",
    "process board",
    "municipality with all that is known",
)


def measure(yardsticks: Server, portal: Server, probed: dict, address: str) -> list[Result]:
    """Measure the register's pages against R, and the import against the bare INSERTs of the same rows."""
    found = json.loads(run("register", env=environment(address)))
    result = Result(
        f"import of {COMMUNITIES} communities, read, compared and written with history", 4.0, "INSERTs"
    )
    imported = compare(result, found["bare"], found["import"])
    again = Result(f"the same {COMMUNITIES} communities again, unchanged", 0.5, "import")
    kept = compare(again, found["import"], found["again"])
    return [*pages.measure_some(NAMES, yardsticks, portal, probed), imported, kept]


def main():
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.bench.portal")
    django.setup()
    content = table()
    bare, imported = in_turn(ROUNDS, lambda: undone(insert), lambda: undone(lambda: bring(content)))
    again = [undone(lambda: bring(content), before=lambda: bring(content)) for _round in range(ROUNDS)]
    json.dump({"bare": bare, "import": imported, "again": again}, sys.stdout)


def table() -> bytes:
    """Return a table of communities over all municipalities."""
    from municipalities.models import Municipality

    places = list(Municipality.objects.filter(valid_to=None).order_by("pk").values_list("name", flat=True))
    lines = (
        f"{places[n % 78]};Imporditud küla {n};küla;01.06.1998;10.05.2022;Kaja Näidis {n};01.01.2022"
        for n in range(COMMUNITIES)
    )
    return "\n".join((HEADING, *lines)).encode()


def bring(content):
    """Import the table as the job does."""
    from municipalities.communities.importing import apply_plan, parse_table, read_files

    plan = apply_plan(parsed=parse_table(read_files({"kogukonnad.csv": content})), by=staff())
    if len(plan.new) + plan.unchanged != COMMUNITIES:
        raise SystemExit(f"{len(plan.new)} communities would be new, {plan.unchanged} unchanged")


def insert():
    """Insert as many communities, people and mandates with nothing read, compared or kept as history."""
    from datetime import date

    from municipalities.models import Community, Municipality, Spokesperson
    from silab.accounts.models import Person
    from silab.common.text import search_key, sort_key

    places = list(Municipality.objects.filter(valid_to=None).order_by("pk"))
    communities, people = [], []
    for n in range(COMMUNITIES):
        name = f"Paljas küla {n}"
        keys = {"name": name, "search_key": search_key(name), "sort_key": sort_key(name)}
        people.append(Person(**keys))
        communities.append(
            Community(**keys, municipality=places[n % 78], kind="village", defined_on=date(2022, 5, 10))
        )
    Person.objects.bulk_create(people, batch_size=500)
    Community.objects.bulk_create(communities, batch_size=500)
    pairs = zip(communities, people, strict=True)
    Spokesperson.objects.bulk_create(
        [Spokesperson(community=one, person=who, mandate_from=date(2022, 1, 1)) for one, who in pairs],
        batch_size=500,
    )


def undone(call, before=None) -> float:
    """Return the CPU milliseconds of a call, of this process and its database connection, and take it back."""
    from django.db import connection, transaction

    connection.ensure_connection()
    pids = [os.getpid(), connection.connection.info.backend_pid]
    with transaction.atomic():
        if before:
            before()
        started = cpu_seconds(pids)
        call()
        spent = (cpu_seconds(pids) - started) * 1000
        transaction.set_rollback(True)
    return spent


def staff():
    """Return who imports."""
    from tests.bench.probe import staff as found

    return found()


if __name__ == "__main__":
    main()
