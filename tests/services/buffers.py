"""How much of the database a page reads: each of its questions explained and run again (PERFORMANCE P2)."""

from collections.abc import Callable
from typing import Any

from django.db import connection

Statement = tuple[str, Any]


def statements_of(ask: Callable[[], Any]) -> list[Statement]:
    """The questions that PostgreSQL is asked meanwhile, with their parameters."""
    asked: list[Statement] = []

    def note(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        if sql.lstrip("( ").startswith("SELECT") and "FOR UPDATE" not in sql:
            asked.append((sql, params))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        ask()
    return asked


def buffers_read(statements: list[Statement]) -> int:
    """Pages of 8 kB that answering takes, wherever they lie."""
    total = 0
    for sql, params in statements:
        with connection.cursor() as cursor:
            cursor.execute(f"EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) {sql}", params)
            plan = cursor.fetchone()[0][0]["Plan"]
        total += int(plan["Shared Hit Blocks"]) + int(plan["Shared Read Blocks"])
    return total
