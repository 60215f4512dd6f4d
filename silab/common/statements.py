"""Queries that are put together once a process and asked with other values each time.

Where one row is sought by its key, Django takes three times as long to put the query together as the database
takes to answer it. Only for what every click asks: elsewhere a plain queryset is easier to read."""

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple, cast

from django.db import connection
from django.db.models import Expression, Field, QuerySet
from django.db.models.query import get_related_populators
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


class Made(NamedTuple):
    """A query as the database takes it, with what Django makes of its rows."""

    sql: str
    params: tuple
    converters: dict
    compiler: Any


class Statement:
    """A query made by `build()`: a queryset, a `values_list()` or an `update_of()`, with `Given` in place of values."""

    def __init__(self, build: Callable[[], QuerySet | Query]):
        self.build = build
        self.made: dict[str, Made] = {}

    def records(self, **given) -> list:
        """Ask with these values and return the records, with what `select_related()` and `annotate()` add to them."""
        rows = self.rows(**given)
        return list(_records(self.made[connection.vendor].compiler, rows))

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
        made = self.made[connection.vendor]
        params = [one.value(given) if isinstance(one, Given) else one for one in made.params]
        cursor.execute(made.sql, params)
        return made.converters

    def _make(self):
        built = self.build()
        query = built.query if isinstance(built, QuerySet) else built
        compiler = query.get_compiler(connection=connection)
        sql, params = compiler.as_sql()
        converters = compiler.get_converters([column for column, *_ in compiler.select or ()])
        return Made(sql, params, converters, compiler)


def update_of(found: QuerySet, **values) -> Query:
    """Return the query that `found.update(**values)` would run."""
    query = cast(UpdateQuery, found.query.chain(UpdateQuery))
    query.add_update_values(values)
    return query


def _records(compiler, rows) -> Iterator:
    """Yield what iterating over the queryset would yield (`django.db.models.query.ModelIterable`)."""
    found, database = compiler.klass_info, connection.alias
    own = slice(found["select_fields"][0], found["select_fields"][-1] + 1)
    names = [column.target.attname for column, *_ in compiler.select[own]]
    # django-stubs knows a later Django, which takes one argument more.
    related = get_related_populators(found, compiler.select, database)  # type: ignore[call-arg]
    for row in rows:
        record = found["model"].from_db(database, names, row[own])
        for one in related:
            one.populate(row, record)
        for name, place in compiler.annotation_col_map.items():
            setattr(record, name, row[place])
        yield record


def _converted(row, converters):
    values = list(row)
    for place, (convert, column) in converters.items():
        for one in convert:
            values[place] = one(values[place], column, connection)
    return tuple(values)
