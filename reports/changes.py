"""The database notes each change of a record, so that no figure is shown that was counted before it.

Triggers do that, not signals: whoever writes (pages, the admin, an import, SQL by hand, another process) and
however (`save`, `update`, `bulk_create`), the note belongs to the same transaction as the change."""

from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Any

from django.apps import apps
from django.db import connections, transaction
from django.db.models import Sum

from reports.models import Change
from silab.common.models import Recorded

#: Named anew whenever what it does changes, so that databases that have the old one get the new one.
TRIGGER = "note_change_1"
#: Numbers grow by chance, so that a database put back from a backup never comes to a number that was used.
STEP = 1_000_000_000
#: What measures count besides records: an anonymous answer has no maker and no history.
COUNTED = ("trainings.Feedback", "networks.SatisfactionAnswer")
NOTE = """
    INSERT INTO reports_change (connection, number) VALUES ({connection}, 1 + {chance})
    ON CONFLICT (connection) DO UPDATE SET number = reports_change.number + excluded.number
"""
NOTES = {
    "postgresql": NOTE.format(connection="pg_backend_pid() % 1000", chance=f"floor(random() * {STEP})"),
    "sqlite": NOTE.format(connection="0", chance=f"abs(random() % {STEP})"),
}


def stamp() -> int | None:
    """Return a number that is another one after each change of any record; None when nothing was ever noted."""
    return Change.objects.aggregate(stamp=Sum("number"))["stamp"]


def kept(at: int | None, count: Callable, *asked) -> Any:
    """Return `count(*asked)`: from memory when this process counted it at the same stamp `at`.

    Take the stamp first and count after it: what changes between the two is then counted again. Nobody may
    change what is returned. `count` reads records and `asked` only, not the clock.
    """
    return _kept(at, count, *asked) if at is not None else count(*asked)


def kept_large(at: int | None, count: Callable, *asked) -> Any:
    """Return what `kept` returns of something large (a year's plan with all its figures): few are remembered."""
    return _kept_large(at, count, *asked) if at is not None else count(*asked)


@lru_cache(maxsize=8)
def _kept_large(_at, count, *asked):
    return count(*asked)


@lru_cache(maxsize=500)
def _kept(_at, count, *asked):
    return count(*asked)


def watched() -> list[str]:
    """Return the tables of all records and of what else is counted, and of the many-to-many fields between them."""
    records = [model for model in apps.get_models() if issubclass(model, Recorded)]
    records += [apps.get_model(label) for label in COUNTED]
    between = [field.m2m_db_table() for model in records for field in model._meta.local_many_to_many]
    return sorted({model._meta.db_table for model in records} | set(between))


def watch_records(using: str, **_signal):
    """Put the triggers on every table that has none yet, after each `migrate`, which counts as a change."""
    connection = connections[using]
    if Change._meta.db_table not in connection.introspection.table_names():
        return
    with transaction.atomic(using), connection.cursor() as cursor:
        for statement in _statements(connection.vendor, cursor):
            cursor.execute(statement)
        cursor.execute(NOTES[connection.vendor])


def _statements(vendor, cursor) -> Iterator[str]:
    return _on_postgresql(cursor) if vendor == "postgresql" else _on_sqlite(cursor)


def _on_postgresql(cursor):
    cursor.execute("SELECT tgrelid::regclass::text FROM pg_trigger WHERE tgname = %s", [TRIGGER])
    present = {table for (table,) in cursor.fetchall()}
    yield (
        f"CREATE OR REPLACE FUNCTION {TRIGGER}() RETURNS trigger LANGUAGE plpgsql AS $note$"
        f" BEGIN {NOTES['postgresql']}; RETURN NULL; END $note$"
    )
    for table in watched():
        if table not in present:
            yield (
                f"CREATE TRIGGER {TRIGGER} AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON {table}"
                f" FOR EACH STATEMENT EXECUTE FUNCTION {TRIGGER}()"
            )
            # Also when rows come from another database (replication), which keeps ordinary triggers still.
            yield f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER {TRIGGER}"


def _on_sqlite(cursor):
    cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
    present = {name for (name,) in cursor.fetchall()}
    for table in watched():
        for event in ("insert", "update", "delete"):
            name = f"{table}_{event}_{TRIGGER}"
            if name not in present:
                yield f"CREATE TRIGGER {name} AFTER {event} ON {table} BEGIN {NOTES['sqlite']}; END"
