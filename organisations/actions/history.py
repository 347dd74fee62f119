"""Rows that keep their history: who changed one is said with the change."""

from typing import TypeVar

from django.db.models import Model

from organisations.models import User

Row = TypeVar("Row", bound=Model)


def saved_by(row: Row, by: User | None) -> Row:
    """Saves a row as somebody's change: what keeps the history knows else only who sent the request, if any."""
    row._history_user = by  # type: ignore[attr-defined]
    row.save()
    return row
