"""Emptying the tables after a test that commits: only those with rows, and past the triggers that refuse it."""

from typing import Any

import django.db.backends.sqlite3.base  # noqa: F401 - first, or operations is imported in a circle
from django.core.management.commands import flush
from django.db.backends.postgresql.operations import DatabaseOperations as OnPostgres
from django.db.backends.sqlite3.operations import DatabaseOperations as OnSqlite

# What `migrate` writes and no test does: Django would empty these and fill them again, after each test.
LASTING = frozenset({"django_content_type", "auth_permission"})


def _with_rows(operations: Any, tables: Any) -> list[str]:
    """One question for all; the names come from the models."""
    asked = [
        f"SELECT '{table}' WHERE EXISTS (SELECT 1 FROM {operations.quote_name(table)})"  # noqa: S608
        for table in tables
        if table not in LASTING
    ]
    found: list[str] = []
    with operations.connection.cursor() as cursor:
        # SQLite takes at most 500 questions in one.
        for first in range(0, len(asked), 200):
            cursor.execute(" UNION ALL ".join(asked[first : first + 200]))
            found += [name for (name,) in cursor.fetchall()]
    return found


def _emptied(operations: Any, tables: Any) -> list[str]:
    return [f"DELETE FROM {operations.quote_name(table)}" for table in _with_rows(operations, tables)]  # noqa: S608


def _on_postgres(self: Any, style: Any, tables: Any, **_options: Any) -> list[str]:
    """TRUNCATE makes each table's files anew. As a replica, triggers and foreign keys are not asked."""
    emptied = _emptied(self, tables)
    return ["SET LOCAL session_replication_role = replica", *emptied] if emptied else []


def _on_sqlite(self: Any, style: Any, tables: Any, **_options: Any) -> list[str]:
    """SQLite has no way past a trigger: those of append-only tables are dropped, and made again."""
    emptied = _emptied(self, tables)
    if not emptied:
        return []
    with self.connection.cursor() as cursor:
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        triggers = list(cursor.fetchall())
    drop = [f"DROP TRIGGER {self.quote_name(name)}" for name, _ in triggers]
    return [*drop, *emptied, *(sql for _, sql in triggers)]


def install() -> None:
    """Patch both backends once."""
    for operations, emptying in ((OnPostgres, _on_postgres), (OnSqlite, _on_sqlite)):
        name = "sql_flush"
        setattr(operations, name, emptying)
    vars(flush)["emit_post_migrate_signal"] = lambda *_args, **_options: None
