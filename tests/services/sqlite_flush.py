"""SQLite empties tables by DELETE, which append-only tables refuse: their triggers step aside for the flush alone."""

from typing import Any

import django.db.backends.sqlite3.base  # noqa: F401 - first, or operations is imported in a circle
from django.db.backends.sqlite3.operations import DatabaseOperations

_original = DatabaseOperations.sql_flush


def _triggers(operations: DatabaseOperations) -> list[tuple[str, str]]:
    with operations.connection.cursor() as cursor:
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        return list(cursor.fetchall())


def _sql_flush(self: DatabaseOperations, *args: Any, **kwargs: Any) -> list[str]:
    statements = _original(self, *args, **kwargs)
    if not statements:
        return statements
    triggers = _triggers(self)
    drop = [f"DROP TRIGGER {self.quote_name(name)}" for name, _ in triggers]
    return [*drop, *statements, *(sql for _, sql in triggers)]


def install() -> None:
    """Patch the backend once."""
    DatabaseOperations.sql_flush = _sql_flush
