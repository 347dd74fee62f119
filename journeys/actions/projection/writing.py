"""Statements that Django's own calls do not make: rows of several tables at once, and rows unless they are known."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import Any, TypeAlias, cast

from django.db import DEFAULT_DB_ALIAS, connection, connections, models
from django.db.models import AutoField, QuerySet
from django.db.models.constants import OnConflict
from django.db.models.sql import InsertQuery, UpdateQuery

Statement: TypeAlias = tuple[str, tuple[Any, ...]]


@dataclass(slots=True)
class _Added:
    model: type[models.Model]
    conflicts: dict[str, Any]
    rows: list[Any] = field(default_factory=list)


@dataclass(slots=True)
class Writes:
    """Rows to be added and changed together, in no order: none of them twice, and none that waits for another one."""

    _added: dict[object, _Added] = field(default_factory=dict)
    _changed: list[tuple[QuerySet[Any], dict[str, Any]]] = field(default_factory=list)

    def add(self, rows: Sequence[models.Model], conflicts: dict[str, Any]) -> None:
        """New rows of one table; `conflicts` as for `bulk_create`."""
        model = type(rows[0])
        self._added.setdefault((model, repr(conflicts)), _Added(model, conflicts)).rows.extend(rows)

    def change(self, rows: QuerySet[Any], values: dict[str, Any]) -> None:
        """The same values on rows of one table."""
        self._changed.append((rows, values))

    def write(self) -> None:
        """Writes them in one statement; where a statement writes one table only, in one for each."""
        if connection.vendor == "postgresql":
            _at_once([*chain.from_iterable(map(_inserts, self._added.values())), *_updates(self._changed)])
        else:
            for added in self._added.values():
                added.model._default_manager.bulk_create(added.rows, **added.conflicts)
            for rows, values in self._changed:
                rows.update(**values)
        for row in chain.from_iterable(added.rows for added in self._added.values()):
            row._state.adding, row._state.db = False, DEFAULT_DB_ALIAS


def _at_once(statements: Sequence[Statement]) -> None:
    if not statements:
        return
    parts = ", ".join(f"written_{number} AS ({sql})" for number, (sql, _params) in enumerate(statements))
    with connection.cursor() as cursor:
        cursor.execute(f"WITH {parts} SELECT 1", [*chain.from_iterable(params for _sql, params in statements)])


def _inserts(added: _Added) -> Iterator[Statement]:
    """As `bulk_create` makes them, without asking for the keys that the database gives."""
    meta = added.model._meta
    assert meta.pk is not None
    for row in added.rows:
        row.pk = row.pk if row._is_pk_set() else meta.pk.get_pk_value_on_save(row)
        row._prepare_related_fields_for_save(operation_name="bulk_create")
    having = [row for row in added.rows if row._is_pk_set()]
    wanting = [row for row in added.rows if not row._is_pk_set()]
    for rows in filter(None, (having, wanting)):
        fields = [each for each in meta.concrete_fields if rows is having or not isinstance(each, AutoField)]
        query = InsertQuery(
            added.model,
            on_conflict=OnConflict.UPDATE if added.conflicts.get("update_conflicts") else None,
            update_fields=[meta.get_field(name) for name in added.conflicts.get("update_fields", ())],
            unique_fields=[meta.get_field(name) for name in added.conflicts.get("unique_fields", ())],
        )
        query.insert_values(fields, rows)
        yield from query.get_compiler(connection=connections[DEFAULT_DB_ALIAS]).as_sql()


def _updates(changed: Sequence[tuple[QuerySet[Any], dict[str, Any]]]) -> Iterator[Statement]:
    for rows, values in changed:
        query = cast(UpdateQuery, rows.query.chain(UpdateQuery))
        query.add_update_values(values)
        yield query.get_compiler(connection=connections[DEFAULT_DB_ALIAS]).as_sql()


def add_unless_known(*rows: models.Model) -> int:
    """Adds rows of one table whose keys may be there; how many were new. Two at once wait for each other here."""
    fields = [each for each in rows[0]._meta.concrete_fields if not isinstance(each, AutoField)]
    query = InsertQuery(type(rows[0]), on_conflict=OnConflict.IGNORE)
    query.insert_values(fields, list(rows))
    added = 0
    with connection.cursor() as cursor:
        for sql, params in query.get_compiler(connection=connections[DEFAULT_DB_ALIAS]).as_sql():
            cursor.execute(sql, params)
            added += cursor.rowcount
    return added
