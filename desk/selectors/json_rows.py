"""A few small rows of another table as one column of a query, for pages that must not ask too often."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, TypeVar
from uuid import UUID

from django.db.models import (
    Aggregate,
    DateTimeField,
    Field,
    ForeignKey,
    Func,
    JSONField,
    Model,
    OuterRef,
    QuerySet,
    Subquery,
    UUIDField,
)

M = TypeVar("M", bound=Model)


class JsonRows(Aggregate):
    """All rows as one JSON array; in no order."""

    function = "JSON_GROUP_ARRAY"
    output_field = JSONField()

    def as_postgresql(self, compiler: Any, connection: Any, **more: Any) -> Any:
        """PostgreSQL's name for it."""
        return self.as_sql(compiler, connection, function="JSONB_AGG", **more)


class WholeRow(Func):
    """The row of a key as one JSON object, by the names of its columns.

    Django's `JSONObject` holds two expressions for each column, and copies them all at every level of a query.
    """

    arity = 1
    output_field = JSONField()

    def as_sqlite(self, compiler: Any, connection: Any, **more: Any) -> Any:
        """Column by column."""
        (key,), quote = self.get_source_expressions(), connection.ops.quote_name
        row, fields = compiler.quote_name_unless_alias(key.alias), key.target.model._meta.concrete_fields
        columns = [f"'{field.column}', {row}.{quote(field.column)}" for field in fields]
        return f"JSON_OBJECT({', '.join(columns)})", ()

    def as_postgresql(self, compiler: Any, connection: Any, **more: Any) -> Any:
        """PostgreSQL knows the columns of a row."""
        (key,) = self.get_source_expressions()
        return f"TO_JSONB({compiler.quote_name_unless_alias(key.alias)})", ()


def rows_as_column(rows: QuerySet[M], *, key: str, outer: str = "pk") -> Subquery:
    """The rows whose `key` is the outer query's `outer`, as dictionaries of their plain columns."""
    own = rows.filter(**{key: OuterRef(outer)}).order_by().values(key)
    return Subquery(own.annotate(rows=JsonRows(WholeRow("pk"))).values("rows"), output_field=JSONField())


def read_back(model: type[M], rows: Iterable[Mapping[str, Any]] | None) -> list[M]:
    """Instances as a query would have given them."""
    fields: Sequence[Any] = model._meta.concrete_fields
    names = [field.attname for field in fields]
    return [model.from_db(None, names, [_value(field, row[field.column]) for field in fields]) for row in rows or ()]


def _value(field: Field[Any, Any], value: Any) -> Any:
    if value is None:
        return None
    target = field.target_field if isinstance(field, ForeignKey) else field
    if isinstance(target, UUIDField):
        return UUID(value)
    if isinstance(target, DateTimeField):
        return moment(value)
    return value


def moment(text: str) -> datetime:
    """A time as JSON says it; SQLite's are UTC and do not say so."""
    at = datetime.fromisoformat(text)
    return at if at.tzinfo is not None else at.replace(tzinfo=UTC)
