"""Rows that follow from events, brought in step with them: only what changed is written (DESIGN §2)."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Model


def bring_in_step(
    model: type[Model], stored: Mapping[Any, Mapping[str, Any]], derived: Mapping[Any, Mapping[str, Any]]
) -> None:
    """Values of rows by their primary keys: those that nothing gives any more go."""
    rows = model._default_manager
    gone = [key for key in stored if key not in derived]
    if gone:
        rows.filter(pk__in=gone).delete()
    for key, values in derived.items():
        if stored.get(key) != values:
            rows.update_or_create(pk=key, defaults=values)
