"""Queries that are put together once a process and asked with other values each time.

Where one row is sought by its key, Django takes three times as long to put the query together as the database
takes to answer it. Only for what every click asks: elsewhere a plain queryset is easier to read."""

from collections.abc import Callable
from typing import cast

from django.db import connection
from django.db.models import Expression, Field, QuerySet
from django.db.models.sql import Query, UpdateQuery


class Given(Expression):
    """The place in a query of a value that is given when it is asked."""

    def __init__(self, name: str, field: Field):
        super().__init__(output_field=field)
        self.name = name

    def as_sql(self, compiler, connection):
        return "%s", [self]

    def value(self, given: dict):
        """Return the given value as the database takes it."""
        return self.output_field.get_db_prep_value(given[self.name], connection)


class Statement:
    """A query made by `build()`: a `values_list()` or an `update_of()`, with `Given` in place of values."""

    def __init__(self, build: Callable[[], QuerySet | Query]):
        self.build = build
        self.made: dict[str, tuple] = {}

    def rows(self, **given) -> list[tuple]:
        """Ask with these values and return the rows."""
        with connection.cursor() as cursor:
            converters = self._execute(cursor, given)
            rows = cursor.fetchall()
        return [_converted(row, converters) for row in rows] if converters else rows

    def run(self, **given) -> None:
        """Write these values."""
        with connection.cursor() as cursor:
            self._execute(cursor, given)

    def _execute(self, cursor, given):
        if connection.vendor not in self.made:
            self.made[connection.vendor] = self._make()
        sql, params, converters = self.made[connection.vendor]
        cursor.execute(sql, [one.value(given) if isinstance(one, Given) else one for one in params])
        return converters

    def _make(self):
        built = self.build()
        query = built.query if isinstance(built, QuerySet) else built
        compiler = query.get_compiler(connection=connection)
        sql, params = compiler.as_sql()
        return sql, params, compiler.get_converters([column for column, *_ in compiler.select or ()])


def update_of(found: QuerySet, **values) -> Query:
    """Return the query that `found.update(**values)` would run."""
    query = cast(UpdateQuery, found.query.chain(UpdateQuery))
    query.add_update_values(values)
    return query


def _converted(row, converters):
    values = list(row)
    for place, (convert, column) in converters.items():
        for one in convert:
            values[place] = one(values[place], column, connection)
    return tuple(values)
