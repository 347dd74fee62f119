"""Measuring slows down all of Python, Django too, which is not measured: it steps aside where only Django works.

Building a query and reading its rows runs no line of ours; it is half of what a test does.
"""

import functools
import threading
from collections.abc import Callable
from typing import Any

from django.db.migrations.executor import MigrationExecutor
from django.db.models.sql.compiler import SQLCompiler, SQLInsertCompiler, SQLUpdateCompiler
from django.db.models.sql.query import Query

DJANGO_ALONE: tuple[tuple[type, str], ...] = (
    (SQLCompiler, "execute_sql"),
    (SQLInsertCompiler, "execute_sql"),
    (SQLUpdateCompiler, "execute_sql"),
    (Query, "add_q"),
    (Query, "add_annotation"),
    (Query, "chain"),
    (Query, "get_aggregation"),
    # Migrations are left out of the report.
    (MigrationExecutor, "migrate"),
)


class Aside:
    """Stops the main thread's tracer around a function of Django's, also where one calls another."""

    def __init__(self, controller: Any) -> None:
        """`controller` is pytest-cov's."""
        self.controller = controller
        self.thread = threading.get_ident()
        self.within = False

    def around(self, original: Callable[..., Any]) -> Callable[..., Any]:
        """The same function, not measured; other threads are measured as ever."""

        @functools.wraps(original)
        def unmeasured(*args: Any, **kwargs: Any) -> Any:
            if self.within or not self.controller.started or threading.get_ident() != self.thread:
                return original(*args, **kwargs)
            tracer = self.controller.cov._collector.tracers[0]
            tracer.stop()
            self.within = True
            try:
                return original(*args, **kwargs)
            finally:
                self.within = False
                tracer.start()

        return unmeasured


def install(cov_plugin: Any) -> None:
    """Patch Django once, in a run that measures."""
    controller = getattr(cov_plugin, "cov_controller", None)
    if controller is None or controller.cov is None:
        return
    aside = Aside(controller)
    for owner, name in DJANGO_ALONE:
        setattr(owner, name, aside.around(getattr(owner, name)))
