"""Rows that follow from events, written at once; of many new citizens gathered first, and written together."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any, TypeVar, cast

from django.db import models

from organisations.models import Organisation

Row = TypeVar("Row", bound=models.Model)


@dataclass(frozen=True, slots=True)
class Gathered:
    """The rows of citizens of whom nothing was stored, by table; tables and rows in the order in which they came."""

    # Every unit with its root, by id, read once for all of the citizens.
    organisations: Mapping[str, Organisation]
    # What readers of settings answered (`CitizenProjection.once`): the same for all of them.
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


def add_rows(rows: Sequence[models.Model], **conflicts: Any) -> None:
    """New rows of one table; `conflicts` as for `bulk_create`, a new citizen's rows meet none."""
    if not rows:
        return
    gathered = _gathering.get()
    if gathered is None:
        type(rows[0])._default_manager.bulk_create(rows, **conflicts)
    else:
        gathered.rows(type(rows[0])).extend(rows)


def add_row(row: models.Model) -> None:
    """One new row."""
    if _gathering.get() is None:
        row.save(force_insert=True)
    else:
        add_rows([row])


def set_on(rows: Sequence[models.Model], **values: Any) -> None:
    """The same values on rows of one table, in one statement."""
    for row in rows:
        for name, value in values.items():
            setattr(row, name, value)
    if rows and _gathering.get() is None:
        type(rows[0])._default_manager.filter(pk__in=[row.pk for row in rows]).update(**values)
