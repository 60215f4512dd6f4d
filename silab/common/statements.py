"""Queries that are put together once a process and asked with other values each time.

Where one row is sought by its key, Django takes three times as long to put the query together as the database
takes to answer it. Only for what every click asks: elsewhere a plain queryset is easier to read."""

from collections.abc import Callable

from django.db import connection
from django.db.models import Expression, Field, QuerySet


class Given(Expression):
    """The place in a query of a value that is given when it is asked."""

    def __init__(self, name: str, field: Field):
        super().__init__(output_field=field)
        self.name = name

    def as_sql(self, compiler, connection):
        return "%s", [self]


class Statement:
    """A query made by `build()`, a `values_list()` with `Given` values in its filters."""

    def __init__(self, build: Callable[[], QuerySet]):
        self.build = build
        self.made: dict[str, tuple] = {}

    def rows(self, **given) -> list[tuple]:
        """Ask with these values and return the rows."""
        if connection.vendor not in self.made:
            self.made[connection.vendor] = self._make()
        sql, params, converters = self.made[connection.vendor]
        with connection.cursor() as cursor:
            cursor.execute(sql, [given[one.name] if isinstance(one, Given) else one for one in params])
            rows = cursor.fetchall()
        return [_converted(row, converters) for row in rows] if converters else rows

    def _make(self):
        compiler = self.build().query.get_compiler(connection=connection)
        sql, params = compiler.as_sql()
        return sql, params, compiler.get_converters([column for column, *_ in compiler.select])


def _converted(row, converters):
    values = list(row)
    for place, (convert, column) in converters.items():
        for one in convert:
            values[place] = one(values[place], column, connection)
    return tuple(values)
