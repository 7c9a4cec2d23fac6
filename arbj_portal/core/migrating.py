"""What initial migrations need beside the operations of Django and pgtrigger."""

from collections.abc import Sequence
from itertools import groupby

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations import AddConstraint, AddIndex, CreateModel
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState
from pgtrigger.compiler import Trigger
from pgtrigger.migrations import AddTrigger


def at_once(operations: Sequence[Operation]) -> list[Operation]:
    """The same operations, with those that follow one another and may be done together made one.

    For models to create, and for what is added to them: Django would build all related models
    anew for each.
    """
    runs = [(kind, list(run)) for kind, run in groupby(operations, kind_of)]
    return [each for kind, run in runs for each in ([AtOnce(run)] if kind else run)]


def kind_of(operation: Operation) -> str:
    """What may be done together with it; nothing, where what was there before matters to it."""
    if isinstance(operation, CreateModel):
        return "models"
    return "parts" if isinstance(operation, AddConstraint | AddIndex | AddTrigger) else ""


class AtOnce(Operation):
    """Operations that each need the models as they are after all of them, and nothing else."""

    def __init__(self, operations: Sequence[Operation]) -> None:
        self.operations = operations

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        state.__dict__.pop("apps", None)  # models are built when next asked for: here, once
        for operation in self.operations:
            operation.state_forwards(app_label, state)

    def database_forwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        for operation in self.operations:
            operation.database_forwards(app_label, schema_editor, from_state, to_state)

    def database_backwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        for operation in reversed(self.operations):
            operation.database_backwards(app_label, schema_editor, from_state, to_state)

    def describe(self) -> str:
        return "; ".join(operation.describe() for operation in self.operations)


class AddTriggers(AtOnce):
    """The triggers of many models of an app, added at once."""

    def __init__(self, triggers: Sequence[tuple[str, Trigger]]) -> None:
        """triggers: each with the name of its model, in lower case."""
        super().__init__([AddTrigger(model, trigger) for model, trigger in triggers])

    def describe(self) -> str:
        return f"Add {len(self.operations)} triggers"
