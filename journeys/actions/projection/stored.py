"""What is stored of a citizen in every table that follows from events, read in one statement (PERFORMANCE P4)."""

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime
from functools import cache, lru_cache
from typing import Any, TypeAlias
from uuid import UUID

from django.db import DEFAULT_DB_ALIAS, connection, models
from django.db.models.base import ModelState

from journeys.models import Citizen, Deadline, EventPlacement, Journey, JourneyParty, Task, TaskState
from organisations.selectors.planned import PlannedOnce

Row: TypeAlias = models.Model
# A table, and the condition on its rows, if only some of them are compared.
_tables: list[tuple[type[Row], str]] = [
    (Journey, ""),
    (EventPlacement, ""),
    (JourneyParty, ""),
    (Task, f"state = '{TaskState.OPEN.value}'"),
    (Deadline, ""),
]
# Rows that others write without the citizen's lock: a sweep that fires one of these is waited for.
_LOCKED: frozenset[type[Row]] = frozenset({Deadline})


def register_stored(*tables: type[Row]) -> None:
    """Adds an upper app's tables, whose rows name a journey or the citizen; called from AppConfig.ready()."""
    _tables.extend((table, "") for table in tables)


class StoredRows:
    """The rows of one citizen, by table."""

    def __init__(self, rows: Mapping[type[Row], Sequence[Any]]) -> None:
        """`rows` as they were when the projection began."""
        self._rows = rows

    @classmethod
    def of(cls, citizen_id: UUID) -> "StoredRows":
        """Reads all of them, and locks the deadlines."""
        tables = tuple(_tables)
        key = Citizen._meta.get_field("id").get_db_prep_value(citizen_id, connection)
        rows: dict[type[Row], list[Any]] = {model: [] for model, _condition in tables}
        with connection.cursor() as cursor:
            cursor.execute(_statement(tables, connection.vendor), [key] * len(tables))
            for number, *texts in cursor.fetchall():
                model = tables[int(number)][0]
                rows[model].append(_row(model, texts))
        return cls(rows)

    @classmethod
    def none(cls) -> "StoredRows":
        """Of a citizen of whom nothing is stored yet."""
        return cls({})

    def rows(self, model: type[Row]) -> list[Any]:
        """The rows of one table, in no order."""
        return list(self._rows.get(model, ()))

    def values(self, model: type[Row]) -> list[dict[str, Any]]:
        """The same as plain values by column."""
        names = [field.attname for field in model._meta.concrete_fields]
        return [{name: getattr(row, name) for name in names} for row in self.rows(model)]


@cache
def _statement(tables: tuple[tuple[type[Row], str], ...], vendor: str) -> PlannedOnce:
    """Every column as text and as many of them from each table: so much do the tables have in common."""
    width = max(len(model._meta.concrete_fields) for model, _condition in tables)
    selects = (_select(number, model, condition, width) for number, (model, condition) in enumerate(tables))
    return PlannedOnce(" UNION ALL ".join(selects))


def _select(number: int, model: type[Row], condition: str, width: int) -> str:
    quote, meta = connection.ops.quote_name, model._meta
    table = quote(meta.db_table)
    names = [f"{table}.{quote(str(field.column))}" for field in meta.concrete_fields]
    columns = [f"CAST({name} AS text)" for name in names] + ["CAST(NULL AS text)"] * (width - len(names))
    if any(field.name == "journey" for field in meta.concrete_fields):
        of_citizen = "journey_id IN (SELECT id FROM journeys_journey WHERE citizen_id = %s)"
    else:
        of_citizen = "citizen_id = %s"
    rows = f"{table} WHERE {' AND '.join(f'{table}.{each}' for each in (of_citizen, condition) if each)}"
    if model in _LOCKED and connection.features.has_select_for_update:
        # In the order of their keys, as everybody: of two at once neither waits for the other.
        rows = f"(SELECT * FROM {rows} ORDER BY {table}.id FOR UPDATE) AS {table}"  # noqa: S608 - our own tables
    return f"SELECT '{number}', {', '.join(columns)} FROM {rows}"  # noqa: S608 - names of our own tables


def _row(model: type[Row], texts: Sequence[str | None]) -> Row:
    """A row as `from_db` makes it; put together as an unpickled one is, for there are many and few are looked at."""
    row = model.__new__(model)
    row.__dict__.update(
        {name: None if text is None else read(text) for (name, read), text in zip(_readers(model), texts, strict=False)}
    )
    row._state = ModelState()
    row._state.adding, row._state.db = False, DEFAULT_DB_ALIAS
    return row


@cache
def _readers(model: type[Row]) -> tuple[tuple[str, Callable[[str], Any]], ...]:
    return tuple((field.attname, _reader(field)) for field in model._meta.concrete_fields)


def _reader(field: models.Field[Any, Any]) -> Callable[[str], Any]:
    """How a column's text becomes the field's value; both databases write it in their own way."""
    while isinstance(field, models.ForeignKey):
        field = field.target_field
    for kind, read in _READERS:
        if isinstance(field, kind):
            return read
    return str


# A citizen's rows name the same few journeys and units again and again.
_uuid = lru_cache(maxsize=4096)(UUID)


def _moment(text: str) -> datetime:
    """PostgreSQL says the offset, SQLite stores UTC without one."""
    moment = datetime.fromisoformat(text)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


_READERS: Sequence[tuple[type[models.Field[Any, Any]], Callable[[str], Any]]] = (
    (models.DateTimeField, _moment),
    (models.DateField, date.fromisoformat),
    (models.UUIDField, _uuid),
    (models.BooleanField, lambda text: text in ("true", "1")),
    (models.IntegerField, int),
    (models.FloatField, float),
    (models.JSONField, json.loads),
)
