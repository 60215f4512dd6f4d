"""Models created at once: the same tables as one by one, in both directions, and written so by itself."""

import pytest
from django.db import connection, models
from django.db.migrations import AddField, CreateModel, RunSQL
from django.db.migrations.state import ProjectState

from silab.common.migrating import CreateModels, together

KEY = ("id", models.BigAutoField(primary_key=True))


def point(name, to):
    link = models.ForeignKey(f"shop.{to}", models.CASCADE, related_name="+", null=True)
    return CreateModel(name, [KEY, ("link", link)])


@pytest.mark.django_db(transaction=True)
def test_models_that_point_at_each_other_come_and_go():
    operation, before = CreateModels([point("Hen", "Egg"), point("Egg", "Hen")]), ProjectState()
    after = before.clone()
    operation.state_forwards("shop", after)
    with connection.schema_editor() as editor:
        operation.database_forwards("shop", editor, before, after)
    tables = set(connection.introspection.table_names())
    with connection.schema_editor() as editor:
        operation.database_backwards("shop", editor, after, before)
    assert tables - set(connection.introspection.table_names()) == {"shop_hen", "shop_egg"}


def test_only_what_stands_side_by_side_is_put_together():
    hen, egg, between, alone = point("Hen", "Egg"), point("Egg", "Hen"), RunSQL(""), point("Nest", "Hen")
    [first, second, third] = together([hen, egg, between, alone])
    assert (first.operations, second, third) == ([hen, egg], between, alone)


def test_fields_are_added_in_as_few_turns_as_one_model_needs():
    def field(model, name):
        return AddField(model, name, models.TextField(null=True))

    name, age, colour = field("hen", "name"), field("hen", "age"), field("egg", "colour")
    [both, rest] = together([name, age, colour])
    assert (both.operations, rest) == ([name, colour], age)
