"""Folds pieces of a region in memory and copies the rows to PostgreSQL: no statement a row (PERFORMANCE)."""

import io
import json
from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.core import serializers
from django.core.management.color import no_style
from django.db import connection, connections, models, transaction

from desk.actions.region.folding import Plan, units_of_region, write_piece
from discharge.models import ClosingDay, OpenPointChoice, Tariff
from organisations.models import CooperationArea, CooperationAreaMember, Organisation

# What a fold reads beside a citizen's events.
_REFERENCE: tuple[type[models.Model], ...] = (
    Organisation,
    CooperationArea,
    CooperationAreaMember,
    Tariff,
    ClosingDay,
    OpenPointChoice,
)
_APPS = frozenset({"journeys", "discharge", "documents", "notifications", "principles", "medcom"})
REGION = "region"
# Keys that one piece may use: more than any has rows.
_KEYS_OF_PIECE = 20_000


def prepare(database: dict[str, Any]) -> None:
    """Makes the tables in the memory at hand, with the reference data of the database that is written to."""
    connections.settings[REGION] = database
    with connection.constraint_checks_disabled():
        with connection.schema_editor() as editor:
            for model in apps.get_models():
                editor.create_model(model)
        # Making tables turns the checks on again.
        connection.disable_constraint_checking()
        _read_reference()


def _read_reference() -> None:
    """An organisation may stand before the one above it."""
    rows = [row for model in _REFERENCE for row in model._default_manager.using(REGION).order_by("pk")]
    for stored in serializers.deserialize("json", serializers.serialize("json", rows)):
        stored.save()


def copy_pieces(plan: Plan, *, part: int, of: int, first_key: int) -> Iterator[int]:
    """Every `of`-th piece, each in a transaction of its own; yields how many journeys it made."""
    units = units_of_region()
    for piece in range(part, plan.pieces, of):
        with transaction.atomic():
            _begin_keys(first_key + piece * _KEYS_OF_PIECE)
            made = write_piece(plan, piece, units)
            with transaction.atomic(using=REGION):
                for model in written_models():
                    _copy(model)
            # The memory is for one piece only: events refuse to be deleted.
            transaction.set_rollback(True)
        yield made


def written_models() -> Iterator[type[models.Model]]:
    """What a fold writes."""
    for model in apps.get_models():
        if model._meta.app_label in _APPS and model not in _REFERENCE and model._default_manager.exists():
            yield model


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
    for model in apps.get_models():
        if model._meta.app_label in _APPS and isinstance(model._meta.pk, models.AutoField | models.BigAutoField):
            yield model


def _begin_keys(first: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM sqlite_sequence")
        for model in _numbered():
            cursor.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)", [model._meta.db_table, first])


def _copy(model: type[models.Model]) -> None:
    fields = model._meta.concrete_fields
    text = io.StringIO()
    for row in model._default_manager.order_by("pk").values_list(*(field.attname for field in fields)):
        text.write("\t".join(_copied(value, field) for value, field in zip(row, fields, strict=True)) + "\n")
    text.seek(0)
    with connections[REGION].cursor() as cursor:
        table = connections[REGION].ops.quote_name(model._meta.db_table)
        columns = ", ".join(connections[REGION].ops.quote_name(str(field.column)) for field in fields)
        cursor.copy_expert(f"COPY {table} ({columns}) FROM STDIN", text)


def _copied(value: Any, field: models.Field[Any, Any]) -> str:
    """One value as COPY reads it."""
    if value is None:
        return "\\N"
    if isinstance(field, models.JSONField):
        value = json.dumps(value, cls=field.encoder)
    elif isinstance(value, bool):
        return "t" if value else "f"
    text = str(value)
    return text.replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n").replace("\r", "\\r")
