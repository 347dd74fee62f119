"""How much of the database a page reads: each of its questions explained and run again (PERFORMANCE P2)."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from django.db import connection

Statement = tuple[str, Any]
Plan = Mapping[str, Any]
# Who reads what, for whatever is said of pages and history.
PAGES = (
    ("hospital", "/afdeling/"),
    ("hospital", "/nyt/"),
    ("hospital", "/breve/"),
    ("hospital", "/til-mig/"),
    ("hospital", "/api/v1/journeys/"),
    ("hospital", "/api/v1/tasks/"),
    ("hospital", "/betaling/"),
    ("municipality", "/kommune/"),
    ("municipality", "/kommune/?vis=afsluttet"),
    ("municipality", "/kommune/spoergsmaal/"),
    ("municipality", "/betaling/"),
    ("social", "/kommune/"),
    ("gp", "/praksis/"),
    ("gp", "/api/v1/journeys/"),
)
# A table that is smaller is read whole because that is cheapest.
SMALL_TABLE = 1000
WHOLE = ("Seq Scan", "Index Scan", "Index Only Scan")


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


def plans_of(statements: Sequence[Statement]) -> Iterator[Plan]:
    """How each is answered, with what it took."""
    for sql, params in statements:
        with connection.cursor() as cursor:
            cursor.execute(f"EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) {sql}", params)
            yield cursor.fetchone()[0][0]["Plan"]


def buffers_of(plans: Sequence[Plan]) -> int:
    """Pages of 8 kB that answering takes, wherever they lie."""
    return sum(int(plan["Shared Hit Blocks"]) + int(plan["Shared Read Blocks"]) for plan in plans)


def buffers_read(statements: Sequence[Statement]) -> int:
    """The same of questions."""
    return buffers_of(list(plans_of(statements)))


def scanned(plans: Sequence[Plan]) -> Iterator[str]:
    """The tables, of more than a few rows, that are read from one end to the other, be it in an index's order."""
    for node in plans:
        rows = int(node["Actual Rows"]) + int(node.get("Rows Removed by Filter", 0))
        if node["Node Type"] in WHOLE and "Index Cond" not in node and rows > SMALL_TABLE:
            yield str(node["Relation Name"])
        yield from scanned(node.get("Plans", ()))


def most_rows(plans: Sequence[Plan], of: str = "") -> int:
    """Of all steps of all plans (or those that read the table `of`): the most rows one has looked at, kept or not."""
    return max((max(_looked_at(node, of), most_rows(node.get("Plans", ()), of)) for node in plans), default=0)


def _looked_at(node: Plan, of: str) -> int:
    if of not in ("", node.get("Relation Name")):
        return 0
    a_loop = sum(int(node.get(each, 0)) for each in ("Actual Rows", "Rows Removed by Filter"))
    return a_loop * int(node["Actual Loops"])
