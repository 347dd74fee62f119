"""PostgreSQL empties tables by TRUNCATE, a new file for each table and index; for a test's few rows DELETE is cheaper.

The locks are those of TRUNCATE, so whoever still writes is waited for. Rows that every flush would make again stay.
"""

from collections.abc import Sequence
from typing import Any

from django.db.backends.postgresql.operations import DatabaseOperations

_original = DatabaseOperations.sql_flush
ALWAYS_THERE = frozenset({"django_content_type", "auth_permission"})


def _sql_flush(
    self: DatabaseOperations,
    style: Any,
    tables: Sequence[str],
    *,
    reset_sequences: bool = False,
    allow_cascade: bool = False,
) -> list[str]:
    if not tables or reset_sequences or allow_cascade:
        return _original(self, style, tables, reset_sequences=reset_sequences, allow_cascade=allow_cascade)
    names = [self.quote_name(table) for table in tables if table not in ALWAYS_THERE]
    return [
        f"LOCK TABLE {', '.join(names)} IN ACCESS EXCLUSIVE MODE",
        # Append-only tables refuse DELETE: triggers step aside for the flush alone.
        "SET LOCAL session_replication_role = replica",
        "; ".join(f"{style.SQL_KEYWORD('DELETE FROM')} {name}" for name in names),
    ]


def install() -> None:
    """Patch the backend once."""
    DatabaseOperations.sql_flush = _sql_flush
