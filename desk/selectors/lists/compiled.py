"""Questions of the lists, kept as SQL: to put one together costs Django several times what it costs to answer it.

Everything that a question is made of stands in its key, but not now nor the row that it is about. What was reckoned
from now is marked by its type (`Instant`), and reckoned again each time; so is the row (`Subject`). Only where the
database takes times as they are: PostgreSQL.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable, Mapping
from copy import copy
from dataclasses import dataclass
from datetime import datetime, timedelta
from sys import intern
from threading import Lock
from types import SimpleNamespace
from typing import Any, Self, cast
from uuid import UUID

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet, Value
from django.db.models.expressions import Col
from django.db.models.query import ModelIterable
from django.db.models.sql.compiler import SQLCompiler
from psycopg2.extras import Json

from journeys.models import Journey
from organisations.selectors.planned import PlannedOnce

# Of a process; a question takes some hundred kilobytes.
MOST_KEPT = 200
Numbers = Mapping[str, Any]


class Instant(datetime):
    """Now, and every time that is reckoned from it: what is added to one or taken from it is one again."""

    @classmethod
    def of(cls, now: datetime) -> Self:
        """The same time, marked."""
        return cls.combine(now.date(), now.timetz())


class Subject(UUID):
    """The row that a question is about: another one each time that it is asked."""

    __slots__ = ()

    @classmethod
    def of(cls, key: UUID) -> Self:
        """The same key, marked."""
        return cls(int=key.int)


@dataclass(frozen=True, slots=True)
class _Kept:
    """The words of a question, when it was put together, and what its answer means."""

    sql: str
    params: tuple[Any, ...]
    asked_at: datetime
    meaning: Any

    def at(self, now: datetime, about: UUID | None = None) -> tuple[str, tuple[Any, ...]]:
        """As it is asked at another time, about another row."""
        since = now - self.asked_at
        return self.sql, tuple(_at(each, since, about) for each in self.params)


def _at(param: Any, since: timedelta, about: UUID | None) -> Any:
    """A parameter so much later; one that its connection writes down on it is no two threads'."""
    if isinstance(param, Instant):
        return param + since
    if isinstance(param, Subject):
        if about is None:
            raise ValueError("this question is about a row")
        return about
    return copy(param) if isinstance(param, Json) else param


_kept: OrderedDict[Hashable, _Kept] = OrderedDict()
_lock = Lock()


def forget_questions() -> None:
    """As in a new process."""
    with _lock:
        _kept.clear()


def numbers_of(key: Hashable, ask: Callable[[datetime], Numbers], *, now: datetime) -> Numbers:
    """What `ask` answers with one statement, whose columns are its numbers."""
    if connection.vendor != "postgresql":
        return ask(now)
    if (kept := _found(key)) is not None:
        with connection.cursor() as cursor:
            cursor.execute(*kept.at(now))
            return dict(zip(kept.meaning, cursor.fetchone(), strict=True))
    asked: list[tuple[str, Any]] = []

    def note(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        asked.append((sql, params))
        return execute(sql, params, many, context)

    marked = Instant.of(now)
    with connection.execute_wrapper(note):
        answer = ask(marked)
    if len(asked) == 1:
        _keep(key, _Kept(intern(asked[0][0]), tuple(asked[0][1]), marked, tuple(answer)))
    return answer


def rows_of_question(
    key: Hashable, build: Callable[[datetime], QuerySet[Journey]], *, now: datetime, about: UUID | None = None
) -> list[Journey]:
    """The journeys of a query, with what it selects beside them; `about` is the `Subject` that stands in it.

    What is about one row is small whoever asks: its plan is kept too.
    """
    if connection.vendor != "postgresql":
        return list(build(now))
    if (kept := _found(key)) is None:
        marked = Instant.of(now)
        compiler = build(marked).query.get_compiler(connection=connection)
        try:
            sql, params = compiler.as_sql()
        except EmptyResultSet:
            return []
        words = intern(sql) if about is None else PlannedOnce(sql)
        kept = _Kept(words, tuple(params), marked, _Meaning.of(compiler))
        _keep(key, kept)
    return list(_rows(kept.at(now, about), kept.meaning))


@dataclass(frozen=True, slots=True)
class _Meaning:
    """What a compiler knows of the columns once it has written its query, without the query."""

    select: list[tuple[Any, None, None]]
    klass_info: dict[str, Any]
    annotation_col_map: dict[str, int]
    col_count: int

    @classmethod
    def of(cls, compiler: Any) -> Self:
        """Of what is worked out only the kind of its value matters now."""
        columns = [each[0] for each in compiler.select]
        light = [each if isinstance(each, Col) else Value(None, output_field=each.output_field) for each in columns]
        return cls(
            [(each, None, None) for each in light],
            compiler.klass_info,
            compiler.annotation_col_map,
            compiler.col_count,
        )


class _Compiler(SQLCompiler):
    """Says what was compiled before."""

    def __init__(self, said: tuple[str, tuple[Any, ...]], meaning: _Meaning) -> None:
        super().__init__(cast(Any, None), connection, connection.alias)
        self.select, self.klass_info = cast(Any, meaning.select), meaning.klass_info
        self.annotation_col_map, self.col_count = meaning.annotation_col_map, meaning.col_count
        self.has_extra_select = False
        self._said = said

    def as_sql(self, *_args: Any, **_more: Any) -> Any:
        return self._said


def _rows(said: tuple[str, tuple[Any, ...]], meaning: _Meaning) -> ModelIterable[Journey]:
    compiler = _Compiler(said, meaning)
    query = SimpleNamespace(get_compiler=lambda **_: compiler)
    of_nobody: dict[Any, Any] = {}
    queryset = SimpleNamespace(db=connection.alias, query=query, _known_related_objects=of_nobody)
    return ModelIterable(cast(Any, queryset))


def _found(key: Hashable) -> _Kept | None:
    with _lock:
        if key in _kept:
            _kept.move_to_end(key)
        return _kept.get(key)


def _keep(key: Hashable, question: _Kept) -> None:
    with _lock:
        _kept[key] = question
        while len(_kept) > MOST_KEPT:
            _kept.popitem(last=False)
