"""Rows that follow from events: of one citizen written in one statement, of many new ones gathered first."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any, TypeVar, cast

from django.db import models

from journeys.actions.projection.writing import Writes
from organisations.models import Organisation

Row = TypeVar("Row", bound=models.Model)
Kept = TypeVar("Kept")


@dataclass(frozen=True, slots=True)
class Gathered:
    """The rows of citizens of whom nothing was stored, by table; tables and rows in the order in which they came."""

    # Every unit with its root, by id, read once for all of the citizens.
    organisations: Mapping[str, Organisation]
    # What readers of settings answered (`once`): the same for all of them.
    read: dict[object, Any] = field(default_factory=dict)
    _rows: dict[type[models.Model], list[Any]] = field(default_factory=dict)

    def rows(self, model: type[Row]) -> list[Row]:
        """Those of one table."""
        return cast(list[Row], self._rows.setdefault(model, []))

    def tables(self) -> Iterator[tuple[type[models.Model], list[models.Model]]]:
        """All that have rows."""
        return ((model, rows) for model, rows in self._rows.items() if rows)

    def write(self) -> None:
        """A statement or a few for each table, in the caller's transaction."""
        for model, rows in self.tables():
            model._default_manager.bulk_create(rows)


_gathering: ContextVar[Gathered | None] = ContextVar("gathering", default=None)


@contextmanager
def gathering(organisations: Mapping[str, Organisation]) -> Iterator[Gathered]:
    """Within it nothing is written: who asks for it writes, or copies, what was gathered."""
    gathered = Gathered(organisations)
    before = _gathering.set(gathered)
    try:
        yield gathered
    finally:
        _gathering.reset(before)


def gathered_now() -> Gathered | None:
    """What is being gathered; None where rows are written at once."""
    return _gathering.get()


_together: ContextVar[Writes | None] = ContextVar("together", default=None)
_answers: ContextVar[dict[object, Any] | None] = ContextVar("answers", default=None)


@contextmanager
def together() -> Iterator[None]:
    """What is added and changed within it is written at its end; what is deleted within it goes before that."""
    gathered, writes = _gathering.get(), Writes()
    before = _together.set(None if gathered else writes), _answers.set(gathered.read if gathered else {})
    try:
        yield
    finally:
        _together.reset(before[0])
        _answers.reset(before[1])
    writes.write()


def once(read: Callable[[], Kept]) -> Kept:
    """What a reader of settings answers, asked once for all that is derived together: it judges by the same answers."""
    answers = _answers.get()
    if answers is None:
        return read()
    if read not in answers:
        answers[read] = read()
    return cast(Kept, answers[read])


def add_rows(rows: Sequence[models.Model], **conflicts: Any) -> None:
    """New rows of one table; `conflicts` as for `bulk_create`, a new citizen's rows meet none."""
    if not rows:
        return
    gathered, writes = _gathering.get(), _together.get()
    if gathered is not None:
        gathered.rows(type(rows[0])).extend(rows)
    elif writes is not None:
        writes.add(rows, conflicts)
    else:
        type(rows[0])._default_manager.bulk_create(rows, **conflicts)


def add_row(row: models.Model) -> None:
    """One new row."""
    add_rows([row])


def set_on(rows: Sequence[models.Model], **values: Any) -> None:
    """The same values on rows of one table, also on such as are still to be written."""
    for row in rows:
        for name, value in values.items():
            setattr(row, name, value)
    stored = [row.pk for row in rows if not row._state.adding]
    if not (stored and values) or _gathering.get() is not None:
        return
    changed, writes = type(rows[0])._default_manager.filter(pk__in=stored), _together.get()
    if writes is not None:
        writes.change(changed, values)
    else:
        changed.update(**values)
