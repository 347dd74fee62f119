"""Rows that follow from events, brought in step with them: only what changed is written (DESIGN §2)."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Model

from journeys.actions.projection.gathering import add_rows


def bring_in_step(
    model: type[Model], stored: Mapping[Any, Mapping[str, Any]], derived: Mapping[Any, Mapping[str, Any]]
) -> None:
    """Values of rows by their primary keys, the same columns of each: those that nothing gives any more go."""
    rows, meta = model._default_manager, model._meta
    gone = [key for key in stored if key not in derived]
    if gone:
        rows.filter(pk__in=gone).delete()
    changed = {key: values for key, values in derived.items() if stored.get(key) != values}
    if not changed:
        return
    names = {name for values in changed.values() for name in values} - {meta.pk.name, meta.pk.attname}
    # A key that stands with another citizen's rows, who turned out to be this one, comes over.
    add_rows(
        [model(pk=key, **values) for key, values in changed.items()],
        update_conflicts=True,
        unique_fields=[meta.pk.name],
        update_fields=sorted(names),
    )
