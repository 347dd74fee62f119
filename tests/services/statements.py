"""Statements as a committed file keeps them: values out, lists and runs of columns short, one clause a line.

What changes in a plan shows as a line of a diff, not as a number alone or as eight thousand signs on one line.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable
from typing import Any

from django.db import connection

TRANSACTION = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE", "ROLLBACK")
_COLUMN = r'"?(?P<table>\w+)"?\."?\w+"?'
# Five columns and more of one table are no choice but the whole row.
_RUN = re.compile(rf'{_COLUMN}(?:, "?(?P=table)"?\."?\w+"?){{4,}}')
# As long as the rows of a page: one value or many is the same question.
_LIST = re.compile(r"%s(?:, %s)+|(?<=IN \()%s(?=\))")
_CLAUSES = (
    "FROM", "WHERE", "INNER JOIN", "LEFT OUTER JOIN", "GROUP BY", "HAVING", "ORDER BY", "LIMIT", "UNION", "SELECT",
)  # fmt: skip
# Of a clause, one step further in.
_PARTS = ("AND", "OR", "WHEN", "ELSE")
_PART = re.compile(rf"(?:{'|'.join(_PARTS)})\b")
_BREAK = re.compile(rf"\(|\)| (?=(?:{'|'.join((*_CLAUSES, *_PARTS))})(?: |\())|(?<=\()(?=SELECT\b)")


def texts_of(ask: Callable[[], Any]) -> list[str]:
    """What the database is asked meanwhile, with placeholders for values, without what frames transactions."""
    asked: list[str] = []

    def note(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        if not sql.startswith(TRANSACTION):
            asked.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        ask()
    return asked


def normalised(sql: str) -> str:
    """The statement over several lines, each clause indented by its depth."""
    short = _RUN.sub(lambda run: f"{run['table']}.{{{run[0].count(',') + 1} columns}}", sql)
    return _broken(_LIST.sub("%s, …", short).replace('"', ""))


def _broken(sql: str) -> str:
    lines, depth, line, last = [], 0, "", 0
    for sign in _BREAK.finditer(sql):
        line += sql[last : sign.start()]
        last = sign.end()
        if sign[0] in ("(", ")"):
            depth += 1 if sign[0] == "(" else -1
            line += sign[0]
            continue
        lines.append(line)
        line = "  " * (depth + bool(_PART.match(sql, last)))
    return "\n".join(part.rstrip() for part in (*lines, line + sql[last:]) if part.strip())


def written(statements: Iterable[str]) -> str:
    """The file of a page: each statement once, in the order in which it is first asked, with how often."""
    times = Counter(map(normalised, statements))
    return "\n".join(f"-- {number} ×\n{text};\n" for text, number in times.items())
