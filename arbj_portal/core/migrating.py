"""What initial migrations need beside the operations of Django and pgtrigger."""

from collections.abc import Sequence

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState
from pgtrigger.compiler import Trigger


class AddTriggers(Operation):
    """The triggers of many models of an app, added at once.

    pgtrigger adds them one by one, and Django builds all related models anew for each: with some
    200 triggers, that was two thirds of a first start.
    """

    reduces_to_sql = True

    def __init__(self, triggers: Sequence[tuple[str, Trigger]]) -> None:
        """triggers: each with the name of its model, in lower case."""
        self.triggers = triggers

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        for model, trigger in self.triggers:
            options = state.models[app_label, model].options
            options["triggers"] = [*options.get("triggers", []), trigger]
        state.reload_models([(app_label, model) for model, _ in self.triggers], delay=True)

    def database_forwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        for _, trigger in self.triggers:
            schema_editor.execute(trigger.install_sql, params=None)

    def database_backwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        for _, trigger in self.triggers:
            schema_editor.execute(trigger.uninstall_sql, params=None)

    def describe(self) -> str:
        return f"Add {len(self.triggers)} triggers"
