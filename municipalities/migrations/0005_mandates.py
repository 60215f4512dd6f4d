"""Mandates of one community do not overlap: the database refuses them (domain.md §2)."""

from django.db import migrations

from municipalities import mandate_guard


def keep_apart(_apps, schema_editor):
    mandate_guard.put(schema_editor.connection)


def let_overlap(_apps, schema_editor):
    mandate_guard.take_away(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [("municipalities", "0004_home")]

    operations = [migrations.RunPython(keep_apart, let_overlap)]
