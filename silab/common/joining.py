"""Texts of several rows in one, alike on both databases."""

from django.db.models import Aggregate, TextField


class Joined(Aggregate):
    """The texts of a group's rows with commas between: Joined("municipality__name")."""

    function = "STRING_AGG"
    template = "%(function)s(%(expressions)s, ', ')"
    output_field = TextField()

    def as_sqlite(self, compiler, connection, **more):
        """Return SQLite's name for it."""
        return self.as_sql(compiler, connection, function="GROUP_CONCAT", **more)
