from django.core.management.commands import makemigrations

from silab.common.migrating import together


class Command(makemigrations.Command):
    """Django's command; what it writes creates models that stand side by side at once."""

    def write_migration_files(self, changes, *args, **options):
        """Write the migrations."""
        for migrations in changes.values():
            for migration in migrations:
                migration.operations = together(migration.operations)
        super().write_migration_files(changes, *args, **options)
