"""Measuring slows all of Python by a half, Django too, which is not measured: it steps aside where nothing is found.

Building a query and reading its rows runs no line of ours; it is half of what a test does. The twentieth case of a test
goes where the others went, and the walks go there thousands of times.
"""

import functools
import threading
from collections import Counter
from collections.abc import Callable, Generator
from importlib import import_module
from typing import Any

import pytest
from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.executor import MigrationExecutor
from django.db.models import Model, QuerySet
from django.db.models.sql.compiler import SQLCompiler, SQLInsertCompiler, SQLUpdateCompiler
from django.db.models.sql.query import Query

from tests.services import unordered

DJANGO_ALONE: tuple[tuple[Any, str], ...] = (
    (SQLCompiler, "execute_sql"),
    (SQLInsertCompiler, "execute_sql"),
    (SQLUpdateCompiler, "execute_sql"),
    (Query, "add_q"),
    (Query, "add_annotation"),
    (Query, "chain"),
    (Query, "get_aggregation"),
    (QuerySet, "_fetch_all"),
    (QuerySet, "_filter_or_exclude"),
    (QuerySet, "_annotate"),
    (unordered, "_fetch_all"),
    (Model, "_do_insert"),
    (Model, "_do_update"),
    (BaseDatabaseWrapper, "savepoint"),
    (BaseDatabaseWrapper, "savepoint_commit"),
    (SessionStore, "load"),
    (SessionStore, "save"),
    # Migrations are left out of the report.
    (MigrationExecutor, "migrate"),
)
# A test whose last cases so many in a row found no line that was new is not measured further.
ENOUGH = 3


class Aside:
    """Stops the main thread's tracer around a function of Django's or a test, also where one calls another."""

    def __init__(self, controller: Any) -> None:
        """`controller` is pytest-cov's."""
        self.controller = controller
        self.thread = threading.get_ident()
        self.within = False
        self.fruitless: Counter[str] = Counter()

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

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Generator[None, bool, bool]:
        """Neither a walk is measured nor, on a database, a further case of a test whose cases find nothing new."""
        if not self.controller.started:
            return (yield)
        collector, test = self.controller.cov._collector, item.nodeid.partition("[")[0]
        if not item.get_closest_marker("walk") and self.fruitless[test] < ENOUGH:
            before = _lines(collector)
            result = yield
            # The rows of a decision table each have a line of their own, and are quick: all of them are measured.
            if _on_database(item) and _lines(collector) == before:
                self.fruitless[test] += 1
            else:
                self.fruitless[test] = 0
            return result
        # What the first request imports is measured still.
        import_module(settings.ROOT_URLCONF)
        collector.tracers[0].stop()
        self.within = True
        try:
            return (yield)
        finally:
            self.within = False
            collector.tracers[0].start()


def _on_database(item: pytest.Item) -> bool:
    return item.get_closest_marker("django_db") is not None or "db" in getattr(item, "fixturenames", ())


def _lines(collector: Any) -> int:
    """How many lines and branches were met in this process."""
    return sum(map(len, collector.data.values()))


def install(config: pytest.Config) -> None:
    """Patch Django once, in a run that measures."""
    controller = getattr(config.pluginmanager.getplugin("_cov"), "cov_controller", None)
    if controller is None or controller.cov is None:
        return
    aside = Aside(controller)
    config.pluginmanager.register(aside)
    for owner, name in DJANGO_ALONE:
        setattr(owner, name, aside.around(getattr(owner, name)))
