"""Middleware: how long each address takes, and how many statements to the database (PERFORMANCE P1)."""

from collections.abc import Callable
from time import perf_counter
from typing import Any

from django.db import connection
from django.http import HttpRequest, HttpResponse

from desk.selectors.machinery.requests import NOWHERE, count_request

# What frames the work and asks nothing, as in the committed baseline of queries.
TRANSACTION = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE", "ROLLBACK")


class _Statements:
    """Counts what the database is asked."""

    def __init__(self) -> None:
        self.number = 0

    def __call__(self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        """Django's protocol of a wrapper; `many` is one statement, whatever it holds."""
        if not sql.startswith(TRANSACTION):
            self.number += 1
        return execute(sql, params, many, context)


class Measuring:
    """Outside everything that asks the database; static files are answered before it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Django's middleware protocol."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, and count."""
        statements, began = _Statements(), perf_counter()
        with connection.execute_wrapper(statements):
            response = self.get_response(request)
        match = request.resolver_match
        view = match.view_name if match is not None and match.view_name else NOWHERE
        count_request(view, response.status_code, seconds=perf_counter() - began, statements=statements.number)
        return response
