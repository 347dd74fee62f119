"""A migration operation that makes the database refuse UPDATE and DELETE on a table (PITFALLS: append-only tables)."""

from typing import Any

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation

_POSTGRES = (
    "CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
    "RAISE EXCEPTION '% is append-only: % refused', TG_TABLE_NAME, TG_OP "
    "USING ERRCODE = 'integrity_constraint_violation'; END $$",
    "DROP TRIGGER IF EXISTS {table}_no_change ON {table}",
    "CREATE TRIGGER {table}_no_change BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION refuse_change()",
)
_SQLITE = (
    "DROP TRIGGER IF EXISTS {table}_no_update",
    "CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} "
    "BEGIN SELECT RAISE(ABORT, '{table} is append-only: UPDATE refused'); END",
    "DROP TRIGGER IF EXISTS {table}_no_delete",
    "CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} "
    "BEGIN SELECT RAISE(ABORT, '{table} is append-only: DELETE refused'); END",
)
_CREATE = {"postgresql": _POSTGRES, "sqlite": _SQLITE}
_DROP = {
    "postgresql": ("DROP TRIGGER IF EXISTS {table}_no_change ON {table}",),
    "sqlite": ("DROP TRIGGER IF EXISTS {table}_no_update", "DROP TRIGGER IF EXISTS {table}_no_delete"),
}


class AppendOnly(Operation):
    """Puts the triggers on a model's table; repeat it at the end of every later migration that changes the table."""

    reversible = True

    def __init__(self, model_name: str) -> None:
        self.model_name = model_name

    def state_forwards(self, app_label: str, state: Any) -> None:
        """The triggers change no model state."""

    def database_forwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: Any, to_state: Any
    ) -> None:
        """Create the triggers."""
        self._run(_CREATE, app_label, schema_editor, to_state)

    def database_backwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: Any, to_state: Any
    ) -> None:
        """Drop the triggers."""
        self._run(_DROP, app_label, schema_editor, from_state)

    def _run(
        self, statements: dict[str, tuple[str, ...]], app_label: str, editor: BaseDatabaseSchemaEditor, state: Any
    ) -> None:
        table = state.apps.get_model(app_label, self.model_name)._meta.db_table
        for statement in statements[editor.connection.vendor]:
            editor.execute(statement.format(table=table), params=None)

    def describe(self) -> str:
        """For the migration's listing."""
        return f"Make {self.model_name} append-only"


class Changeable(AppendOnly):
    """Takes the triggers off, for a migration that fills a new column; AppendOnly must follow it."""

    def database_forwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: Any, to_state: Any
    ) -> None:
        """Drop the triggers."""
        self._run(_DROP, app_label, schema_editor, from_state)

    def database_backwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: Any, to_state: Any
    ) -> None:
        """Create the triggers again."""
        self._run(_CREATE, app_label, schema_editor, to_state)

    def describe(self) -> str:
        """For the migration's listing."""
        return f"Let {self.model_name} be changed"
