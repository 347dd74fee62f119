"""What a call asks of the database, and the same statements bare: the floor of everything that is served."""

from collections.abc import Callable, Sequence
from typing import Any, TypeAlias

from django.db import connection, transaction

Statement: TypeAlias = tuple[str, Any]
_FRAME = ("SAVEPOINT", "RELEASE", "ROLLBACK", "BEGIN", "COMMIT", "SET ")


def kept_by_nobody(call: Callable[[], object]) -> Callable[[], None]:
    """The call in a transaction that is taken back, so that it can be made again."""

    def within() -> None:
        with transaction.atomic():
            call()
            transaction.set_rollback(True)

    return within


def statements_of(call: Callable[[], object]) -> list[Statement]:
    """All statements of one call, which leaves nothing behind; not those that frame a transaction."""
    asked: list[Statement] = []

    def note(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        if not sql.startswith(_FRAME):
            asked.append((sql, params))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        kept_by_nobody(call)()
    return asked


def bare(statements: Sequence[Statement]) -> Callable[[], None]:
    """The same statements through psycopg2 alone, every row fetched, and nothing kept."""

    def run() -> None:
        with transaction.atomic():
            assert connection.connection is not None
            with connection.connection.cursor() as cursor:
                for sql, params in statements:
                    cursor.execute(sql, params)
                    if cursor.description is not None:
                        cursor.fetchall()
            transaction.set_rollback(True)

    return run
