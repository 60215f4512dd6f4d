"""Fill the database of the environment: `python -m tests.bench.fill once`, then `… marks 100000`
(trainings with their people copied until there are so many attendance marks, contacts 100 times, 5 000
communities and ten years of satisfaction), then
`… days 1000000` (more training days until there are so many), `… plan` (300 activities, 2 000 targets, 50 000
costs of the contract)."""

import os
import sys

import django
from django.core.management import call_command, get_commands

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.bench.portal")

#: Teams at 100 times the data (speed.md).
TEAMS = 3000


def main():
    django.setup()
    if sys.argv[1] == "once":
        return once()
    from tests.bench.multiply import CONTACTS, DAYS, TRAININGS, multiply
    from trainings.models import Application, Attendance

    if sys.argv[1] == "plan":
        from tests.bench.records import make_plan

        return make_plan()
    wanted = int(sys.argv[2])
    times = -(-wanted // Attendance.objects.count())
    if sys.argv[1] == "marks":
        times = max(times, -(-TEAMS // Application.objects.count()))
    if sys.argv[1] == "days":
        return multiply(DAYS, times, step=10**12)
    multiply(TRAININGS, times)
    multiply(CONTACTS, 100)
    if sys.argv[1] == "marks":
        from tests.bench.records import make_communities

        make_communities()


def once():
    from django.db import connection

    from tests.bench.records import make_records
    from tests.bench.yardsticks.models import Row

    for command in ("load_municipalities", "load_plan", "load_demo"):
        if command in get_commands():
            call_command(command, verbosity=0)
    with connection.schema_editor() as schema:
        schema.create_model(Row)
    make_records()
    if connection.vendor == "postgresql":
        connection.cursor().execute("VACUUM ANALYZE")


if __name__ == "__main__":
    main()
