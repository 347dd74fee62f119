"""Folds pieces of a region and copies the rows to PostgreSQL: no statement a row (PERFORMANCE)."""

import gc
import io
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from operator import attrgetter
from typing import Any
from uuid import UUID

from django.apps import apps
from django.core.management.color import no_style
from django.db import connection, models, transaction

from desk.actions.region.folding import RegionPlan, units_of_region, write_piece
from desk.actions.region.stays import Units
from journeys.actions.projection.gathering import Gathered
from journeys.models import JourneyEvent

_APPS = frozenset({"journeys", "discharge", "documents", "notifications", "principles", "medcom"})
# Keys that one piece may use: more than any has rows.
_KEYS_OF_PIECE = 20_000


def copy_piece(plan: RegionPlan, piece: int, *, first_key: int) -> int:
    """A piece in a transaction of its own; how many journeys it made."""
    units = _units()
    with _no_sweeping(), transaction.atomic():
        return write_piece(plan, piece, units, store=Copied(first_key + piece * _KEYS_OF_PIECE))


@cache
def _units() -> Units:
    """Read before the first piece; what is there then stays, and is not looked at again."""
    units = units_of_region()
    gc.freeze()
    return units


@contextmanager
def _no_sweeping() -> Iterator[None]:
    """Nothing of a piece is garbage before its end: it is not looked for."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
        gc.collect()


class Copied:
    """Into PostgreSQL, table by table; numbers are given here, in each table from the same one."""

    def __init__(self, first_key: int) -> None:
        """`first_key` and the numbers after it are nobody else's."""
        self._first_key = first_key

    def events(self, rows: Sequence[JourneyEvent]) -> None:
        """Numbers and writes them."""
        self._copy(JourneyEvent, rows)

    def others(self, gathered: Gathered) -> None:
        """Writes what follows from them."""
        for model, rows in gathered.tables():
            self._copy(model, rows)

    def _copy(self, model: type[models.Model], rows: Sequence[models.Model]) -> None:
        meta = model._meta
        if _is_numbered(model):
            for number, row in enumerate(rows, start=self._first_key + 1):
                row.pk = number
        # What the database itself fills in is left to it.
        fields = [field for field in meta.concrete_fields if not field.has_db_default()]
        columns = [_column(rows, field) for field in fields]
        text = io.StringIO("".join(["\t".join(row) + "\n" for row in zip(*columns, strict=True)]))
        quote = connection.ops.quote_name
        names = ", ".join(quote(str(field.column)) for field in fields)
        with connection.cursor() as cursor:
            cursor.copy_expert(f"COPY {quote(meta.db_table)} ({names}) FROM STDIN", text)


def highest_key() -> int:
    """The largest number that any table of the database has given."""
    keys = [model._default_manager.aggregate(highest=models.Max("pk"))["highest"] or 0 for model in _numbered()]
    return max(keys, default=0)


def reset_keys() -> None:
    """The next rows are numbered after those that were copied; the planner learns what is there."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), list(_numbered())):
            cursor.execute(statement)
        cursor.execute("ANALYZE")


def _numbered() -> Iterator[type[models.Model]]:
    return (model for model in apps.get_models() if model._meta.app_label in _APPS and _is_numbered(model))


def _is_numbered(model: type[models.Model]) -> bool:
    return isinstance(model._meta.pk, models.AutoField | models.BigAutoField)


def _column(rows: Sequence[models.Model], field: models.Field[Any, Any]) -> Iterable[str]:
    """The rows' values of one field, as COPY reads them; most come again in row after row."""
    values, text = list(map(attrgetter(field.attname), rows)), _text_of(field)
    if isinstance(field, models.JSONField):
        return ["\\N" if value is None else text(value) for value in values]
    known = {value: "\\N" if value is None else text(value) for value in set(values)}
    return map(known.__getitem__, values)


def _text_of(field: models.Field[Any, Any]) -> Callable[[Any], str]:
    while isinstance(field, models.ForeignKey):
        field = field.target_field
    if isinstance(field, models.JSONField):
        encoder = json.JSONEncoder if field.encoder is None else field.encoder
        encode = encoder().encode
        return lambda value: _escaped(encode(value))
    if isinstance(field, models.BooleanField):
        return lambda value: "t" if value else "f"
    return next((text for kind, text in _PLAIN if isinstance(field, kind)), lambda value: _escaped(str(value)))


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n").replace("\r", "\\r")


# Kinds of field whose values have nothing in them to be escaped.
_PLAIN: Sequence[tuple[type[models.Field[Any, Any]], Callable[[Any], str]]] = (
    (models.UUIDField, lambda value: value.hex if isinstance(value, UUID) else str(value)),
    (models.DateTimeField, lambda value: value.isoformat()),
    (models.DateField, lambda value: value.isoformat()),
    (models.IntegerField, str),
)
