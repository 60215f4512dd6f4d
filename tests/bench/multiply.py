"""100 times the data, made by the database out of what is there: trainings with their people and marks, contacts.

Each copy shifts its own primary keys and those of its copied parents by one step, so that the copies hang
together as the originals do."""

from django.db import connection

from municipalities.models import Contact
from silab.accounts.models import Person
from trainings.models import Attendance, Participant, Session, Training

COPIED = (Person, Training, Session, Participant, Attendance, Contact)
STEP = 10_000_000
#: Columns that must differ from copy to copy, as SQL over the copy's number `k`.
UNIQUE = {"slug": "{} || '-' || k", "email": "''", "user_id": "NULL"}


def multiply(first: int, last: int):
    """Add the copies number `first` … `last` to the original (copy 0)."""
    with connection.cursor() as cursor:
        # Only a superuser's loader may say so: keys are right by construction, checking a million is slow.
        cursor.execute("SET session_replication_role = replica")
        for model in COPIED:
            cursor.execute(_copy(model), [first, last])
        cursor.execute("SET session_replication_role = origin")
        cursor.execute("VACUUM ANALYZE")


def _copy(model) -> str:
    columns, values = [], []
    for field in model._meta.concrete_fields:
        columns.append(f'"{field.column}"')
        values.append(_value(field))
    table = model._meta.db_table
    return (
        f'INSERT INTO "{table}" ({", ".join(columns)}) SELECT {", ".join(values)} '  # noqa: S608
        f'FROM "{table}" CROSS JOIN generate_series(%s::bigint, %s::bigint) AS k WHERE id < {STEP}'
    )


def _value(field) -> str:
    column = f'"{field.column}"'
    if field.primary_key or field.related_model in COPIED:
        return f"{column} + k * {STEP}"
    if field.column in UNIQUE and (field.unique or field.column == "email"):
        return UNIQUE[field.column].format(column)
    return column
