"""Every table that a migration made append-only still refuses changes after all migrations (PITFALLS §2)."""

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader

TRIGGERS = {
    "sqlite": ("SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = %s", ("no_update", "no_delete")),
    "postgresql": (
        "SELECT tgname FROM pg_trigger WHERE tgrelid = %s::regclass AND NOT tgisinternal AND tgenabled = 'O'",
        ("no_change",),
    ),
}


def append_only_tables() -> list[str]:
    """The tables named by AppendOnly operations, whichever app they are in."""
    loader = MigrationLoader(None, ignore_no_migrations=True)
    operations = (
        (key[0], operation)
        for key, migration in loader.disk_migrations.items()
        for operation in migration.operations
        if type(operation).__name__ == "AppendOnly"
    )
    models = loader.project_state().apps
    return sorted({models.get_model(app, operation.model_name)._meta.db_table for app, operation in operations})


def triggers_of(table: str) -> set[str]:
    query, _ = TRIGGERS[connection.vendor]
    with connection.cursor() as cursor:
        cursor.execute(query, [table])
        return {name for (name,) in cursor.fetchall()}


def test_there_are_append_only_tables() -> None:
    assert "journeys_journeyevent" in append_only_tables()


@pytest.mark.django_db
def test_every_append_only_table_has_its_triggers() -> None:
    wanted = TRIGGERS[connection.vendor][1]
    for table in append_only_tables():
        assert {f"{table}_{name}" for name in wanted} <= triggers_of(table)


@pytest.mark.django_db(transaction=True)
def test_a_flush_between_tests_leaves_the_triggers_in_place() -> None:
    before = {table: triggers_of(table) for table in append_only_tables()}
    call_command("flush", interactive=False, verbosity=0)
    assert {table: triggers_of(table) for table in append_only_tables()} == before
