"""Many times the data, made by the database out of what is there.

Each copy shifts its own primary keys and those of its copied parents by one step, so that the copies hang
together as the originals do."""

from django.db import connection

from municipalities.models import Contact
from silab.accounts.models import Person
from trainings.models import Application, Attendance, Group, Member, Participant, Session, Training

#: Trainings with their groups, teams, people and marks: copied whole.
TRAININGS = (Person, Training, Group, Application, Member, Session, Participant, Attendance)
CONTACTS = (Contact,)
#: More days with their marks for the trainings and people that there are.
DAYS = (Session, Attendance)
#: Columns that must differ from copy to copy, as SQL over the copy's number `k`.
UNIQUE = {"slug": "{} || '-' || k", "email": "''", "user_id": "NULL", "key": "gen_random_uuid()"}


def multiply(models, times: int, step: int = 10_000_000):
    """Copy the models' rows until there are `times` as many; `step` is more than any of their keys."""
    with connection.cursor() as cursor:
        # The keys are right by construction; to check a million of them takes a minute.
        cursor.execute("SET session_replication_role = replica")
        for model in models:
            cursor.execute(_copy(model, models, step), [times - 1, step])
        cursor.execute("SET session_replication_role = origin")
        cursor.execute("VACUUM ANALYZE")


def _copy(model, models, step) -> str:
    columns, values = [], []
    for field in model._meta.concrete_fields:
        columns.append(f'"{field.column}"')
        values.append(_value(field, models, step))
    table = model._meta.db_table
    return (
        f'INSERT INTO "{table}" ({", ".join(columns)}) SELECT {", ".join(values)} '
        f'FROM "{table}" CROSS JOIN generate_series(1, %s::bigint) AS k WHERE id < %s'
    )


def _value(field, models, step) -> str:
    column = f'"{field.column}"'
    if field.primary_key or field.related_model in models:
        return f"{column} + k * {step}"
    if field.column == "number" and models is DAYS:
        return "number + k * 10"
    if field.column in UNIQUE and models is TRAININGS:
        return UNIQUE[field.column].format(column)
    return column
