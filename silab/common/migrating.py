"""Migration operations of our own."""

from itertools import groupby

from django.db.migrations import AddField, CreateModel
from django.db.migrations.operations.base import Operation, OperationCategory


class Together(Operation):
    """Do several operations at once.

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


class CreateModels(Together):
    """Create many models at once; they may point at each other in any direction."""

    def describe(self):
        return f"Create {len(self.operations)} models"


class AddFields(Together):
    """Add a field to each of several models at once; one a model, because SQLite makes a table anew for it
    from what the model was before."""

    def describe(self):
        return f"Add a field to {len(self.operations)} models"


def together(operations) -> list:
    """Return the operations with those done at once that may be: models created, fields added in a row."""
    made: list[Operation] = []
    for kind, group in groupby(operations, type):
        run = list(group)
        if kind is CreateModel and len(run) > 1:
            made.append(CreateModels(run))
        elif kind is AddField:
            made += [AddFields(turn) if len(turn) > 1 else turn[0] for turn in _turns(run)]
        else:
            made += run
    return made


def _turns(fields):
    """The fields in as few turns as the model with the most of them needs, each model's in their order."""
    turns: list[list] = []
    placed: dict[str, int] = {}
    for field in fields:
        turn = placed.get(field.model_name_lower, 0)
        placed[field.model_name_lower] = turn + 1
        if turn == len(turns):
            turns.append([])
        turns[turn].append(field)
    return turns
