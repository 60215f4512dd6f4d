"""Migration operations of our own."""

from itertools import groupby

from django.db.migrations import CreateModel
from django.db.migrations.operations.base import Operation, OperationCategory


class CreateModels(Operation):
    """Create many models at once; they may point at each other in any direction.

    Django renders the models of all apps anew at every operation, because nearly every model leads to the
    user and from there to every other: seconds for each first migration. Here they are rendered once.
    """

    category = OperationCategory.ADDITION
    serialization_expand_args = ["operations"]

    def __init__(self, operations):
        self.operations = operations

    def state_forwards(self, app_label, state):
        state.__dict__.pop("apps", None)  # what was rendered; made again when somebody asks
        for operation in self.operations:
            operation.state_forwards(app_label, state)

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        for operation in self.operations:
            operation.database_forwards(app_label, schema_editor, from_state, to_state)

    def database_backwards(self, app_label, schema_editor, from_state, to_state):
        for operation in reversed(self.operations):
            operation.database_backwards(app_label, schema_editor, from_state, to_state)

    def describe(self):
        return f"Create {len(self.operations)} models"


def together(operations) -> list:
    """Return the operations with models that are created one after the other created at once."""
    made = []
    for is_creation, group in groupby(operations, lambda operation: isinstance(operation, CreateModel)):
        run = list(group)
        made += [CreateModels(run)] if is_creation and len(run) > 1 else run
    return made
