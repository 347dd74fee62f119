"""Measuring slows all of Python by a half, Django too, which is not measured: it steps aside where nothing is found.

Building a query and reading its rows runs no line of ours; it is half of what a test does. The twentieth case of a test
goes where the others went, and the walks go there thousands of times. So does the fiftieth admission that a test begins
with, and the tenth look at the page that a file of tests is about.
"""

import functools
import re
import threading
from collections import Counter
from collections.abc import Callable, Generator, Hashable
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
from django.test.client import ClientHandler

from tests import beginning
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
# A test whose last cases so many in a row found no new line is not measured further, nor what tests begin with.
ENOUGH = 3
# More may differ between two looks at a page, within a file of tests, than between two cases of a test.
ENOUGH_LOOKS = 8
_IDENTIFIER = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}|\d+")


class Aside:
    """Stops the main thread's tracer around a function of Django's or a test, also where one calls another."""

    def __init__(self, controller: Any) -> None:
        """`controller` is pytest-cov's."""
        self.controller = controller
        self.thread = threading.get_ident()
        self.within = False
        self.fruitless: Counter[Hashable] = Counter()
        self.file = ""

    @property
    def measures(self) -> bool:
        """Whether the tracer is at work here."""
        return not self.within and self.controller.started and threading.get_ident() == self.thread

    def without(self, original: Callable[[], Any]) -> Any:
        """What it returns, not measured."""
        tracer = self.controller.cov._collector.tracers[0]
        tracer.stop()
        self.within = True
        try:
            return original()
        finally:
            self.within = False
            tracer.start()

    def until_known(self, key: Hashable, original: Callable[[], Any], *, enough: int = ENOUGH) -> Any:
        """The same, measured until it found nothing new so many times in a row."""
        if not self.measures:
            return original()
        if self.fruitless[key] >= enough:
            return self.without(original)
        before = self.lines()
        result = original()
        self.found(key, new=self.lines() > before)
        return result

    def lines(self) -> int:
        """How many lines and branches were met in this process."""
        return sum(map(len, self.controller.cov._collector.data.values()))

    def found(self, key: Hashable, *, new: bool) -> None:
        """Note what came of measuring."""
        self.fruitless[key] = 0 if new else self.fruitless[key] + 1

    def around(self, original: Callable[..., Any]) -> Callable[..., Any]:
        """The same function, not measured; other threads are measured as ever."""

        @functools.wraps(original)
        def unmeasured(*args: Any, **kwargs: Any) -> Any:
            if not self.measures:
                return original(*args, **kwargs)
            return self.without(lambda: original(*args, **kwargs))

        return unmeasured

    def around_requests(self, original: Callable[..., Any]) -> Callable[..., Any]:
        """The same handler; what a file of tests asks for again and again is known at last."""

        @functools.wraps(original)
        def answered(handler: Any, environ: Any) -> Any:
            page = _IDENTIFIER.sub("", environ["PATH_INFO"])
            key = (self.file, environ["REQUEST_METHOD"], page)
            return self.until_known(key, lambda: original(handler, environ), enough=ENOUGH_LOOKS)

        return answered

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Generator[None, bool, bool]:
        """Neither a walk is measured nor, on a database, a further case of a test whose cases find nothing new."""
        if not self.controller.started:
            return (yield)
        test, self.file = item.nodeid.partition("[")[0], str(item.path)
        walk = item.get_closest_marker("walk") is not None
        if not walk and self.fruitless[test] < ENOUGH:
            before = self.lines()
            result = yield
            # The rows of a decision table each have a line of their own, and are quick: all of them are measured.
            self.found(test, new=not _on_database(item) or self.lines() > before)
            return result
        # What the first request imports is measured still.
        import_module(settings.ROOT_URLCONF)
        tracer = self.controller.cov._collector.tracers[0]
        tracer.stop()
        self.within = True
        try:
            return (yield)
        finally:
            self.within = False
            tracer.start()


def _on_database(item: pytest.Item) -> bool:
    return item.get_closest_marker("django_db") is not None or "db" in getattr(item, "fixturenames", ())


def install(config: pytest.Config) -> None:
    """Patch Django once, in a run that measures."""
    controller = getattr(config.pluginmanager.getplugin("_cov"), "cov_controller", None)
    if controller is None or controller.cov is None:
        return
    aside = Aside(controller)
    config.pluginmanager.register(aside)
    beginning.until_known.append(aside.until_known)
    ClientHandler.__call__ = aside.around_requests(ClientHandler.__call__)  # type: ignore[method-assign]
    for owner, name in DJANGO_ALONE:
        setattr(owner, name, aside.around(getattr(owner, name)))
