"""A few small rows of another table as one column of a query, for pages that must not ask too often."""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any, TypeVar
from uuid import UUID

from django.db.models import (
    Aggregate,
    DateTimeField,
    Field,
    ForeignKey,
    JSONField,
    Model,
    OuterRef,
    QuerySet,
    Subquery,
    UUIDField,
)
from django.db.models.functions import JSONObject

M = TypeVar("M", bound=Model)


class JsonRows(Aggregate):
    """All rows as one JSON array; in no order."""

    function = "JSON_GROUP_ARRAY"
    output_field = JSONField()

    def as_postgresql(self, compiler: Any, connection: Any, **more: Any) -> Any:
        """PostgreSQL's name for it."""
        return self.as_sql(compiler, connection, function="JSONB_AGG", **more)


def rows_as_column(rows: QuerySet[M], *, key: str, outer: str = "pk") -> Subquery:
    """The rows whose `key` is the outer query's `outer`, as dictionaries of their plain columns."""
    columns = {field.attname: field.attname for field in rows.model._meta.concrete_fields}
    own = rows.filter(**{key: OuterRef(outer)}).order_by().values(key)
    return Subquery(own.annotate(rows=JsonRows(JSONObject(**columns))).values("rows"), output_field=JSONField())


def read_back(model: type[M], rows: Iterable[Mapping[str, Any]] | None) -> list[M]:
    """Instances as a query would have given them."""
    fields = {field.attname: field for field in model._meta.concrete_fields}
    return [
        model.from_db(None, list(fields), [_value(fields[name], row[name]) for name in fields]) for row in rows or ()
    ]


def _value(field: Field[Any, Any], value: Any) -> Any:
    if value is None:
        return None
    target = field.target_field if isinstance(field, ForeignKey) else field
    if isinstance(target, UUIDField):
        return UUID(value)
    if isinstance(target, DateTimeField):
        at = datetime.fromisoformat(value)
        return at if at.tzinfo is not None else at.replace(tzinfo=UTC)
    return value
