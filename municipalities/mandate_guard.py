"""The database itself keeps mandates of one community apart (domain.md §2), whoever writes and however.

PostgreSQL has a constraint for it, which holds against two writers at once; SQLite has one writer at a time and
gets triggers. Both refuse with the name `mandates_apart`."""

from typing import Any

from django.db import connections
from django.db.migrations.recorder import MigrationRecorder

NAME = "mandates_apart"
#: How the name of the migration ends that brings the guard.
MIGRATION = "_mandates"
TABLE = "municipalities_spokesperson"
CONSTRAINT = f"""
    ALTER TABLE {TABLE} ADD CONSTRAINT {NAME} EXCLUDE USING gist (
        int8range(community_id, community_id, '[]') WITH &&,
        daterange(mandate_from, mandate_to, '[]') WITH &&
    )
"""
TRIGGER = """
    CREATE TRIGGER IF NOT EXISTS {name}_{event} BEFORE {when} ON {table}
    WHEN EXISTS (
        SELECT 1 FROM {table} WHERE community_id = NEW.community_id AND id IS NOT NEW.id
            AND mandate_from <= coalesce(NEW.mandate_to, '9999-12-31')
            AND coalesce(mandate_to, '9999-12-31') >= NEW.mandate_from
    )
    BEGIN SELECT raise(ABORT, '{name}'); END
"""
EVENTS = {"insert": "INSERT", "update": "UPDATE OF community_id, mandate_from, mandate_to"}


def put(connection) -> None:
    """Have the database refuse mandates that overlap, if it does not yet; it raises IntegrityError from then on.

    Raises IntegrityError at once, on PostgreSQL, when some overlap already.
    """
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT 1 FROM pg_constraint WHERE conname = %s", [NAME])
            if cursor.fetchone() is None:
                cursor.execute(CONSTRAINT)
            return
        for event, when in EVENTS.items():
            cursor.execute(TRIGGER.format(name=NAME, event=event, when=when, table=TABLE))


def take_away(connection) -> None:
    """Let the database take any mandates again."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(f"ALTER TABLE {TABLE} DROP CONSTRAINT IF EXISTS {NAME}")
            return
        for event in EVENTS:
            cursor.execute(f"DROP TRIGGER IF EXISTS {NAME}_{event}")


def keep(using: str, **_signal: Any) -> None:
    """Put the guard after each `migrate`: SQLite loses triggers with a table made anew; tests migrate nothing."""
    connection = connections[using]
    if TABLE not in connection.introspection.table_names():
        return
    recorder = MigrationRecorder(connection)
    applied = recorder.applied_migrations() if recorder.has_table() else {}
    names = [name for app, name in applied if app == "municipalities"]
    is_taken_back = bool(names) and not any(name.endswith(MIGRATION) for name in names)
    if not is_taken_back:
        put(connection)


def is_overlap(error: Exception) -> bool:
    """Whether the database refused because mandates overlap."""
    return NAME in str(error)
