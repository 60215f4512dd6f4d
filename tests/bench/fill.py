"""Fill the database of the environment: `python -m tests.bench.fill once`, then `… times 100`, then `… days 10`."""

import os
import sys

import django
from django.core.management import call_command, get_commands

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.bench.portal")


def main():
    django.setup()
    if sys.argv[1] == "once":
        return once()
    from tests.bench.multiply import DAYS, RECORDS, multiply

    if sys.argv[1] == "times":
        return multiply(RECORDS, int(sys.argv[2]))
    return multiply(DAYS, int(sys.argv[2]), step=10**12)


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
