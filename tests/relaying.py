"""Rows that hundreds of tests begin with: made once by the actions, then laid again as they are, ten times as fast."""

import pickle
from collections.abc import Callable, Iterable
from typing import Any, Generic, TypeVar

from django.apps import apps
from django.db import transaction
from django.db.models import Model
from django.utils import timezone

PROJECT = ("organisations", "notifications", "journeys", "discharge", "medcom")

Result = TypeVar("Result")


class Relayed(Generic[Result]):
    """What `make` returns and the rows it wrote, for every later test whose database is as empty as the first's was."""

    def __init__(self, make: Callable[[], Result], *, empty: Callable[[], bool]) -> None:
        self.make, self.empty = make, empty
        # Pickled: reading it makes fresh objects, five times as fast as copying them.
        self.kept: bytes | None = None

    def __call__(self) -> Result:
        """The same world again, or a new one where something stands already."""
        if not self.empty():
            return self.make()
        if self.kept is None:
            return self._first()
        result: Result
        result, rows = pickle.loads(self.kept)  # noqa: S301 - our own, of this process
        # Rows refer to rows that are laid later: keys are checked at the end of the transaction.
        with transaction.atomic():
            for label, written in rows:
                apps.get_model(label)._base_manager.bulk_create(_dated(written))
        return result

    def _first(self) -> Result:
        before = {model: _keys(model) for model in _models()}
        result = self.make()
        rows = [(model._meta.label, list(model._base_manager.exclude(pk__in=keys))) for model, keys in before.items()]
        self.kept = pickle.dumps((result, [(label, written) for label, written in rows if written]))
        return result


def _models() -> list[type[Model]]:
    return [model for label in PROJECT for model in apps.get_app_config(label).get_models() if model._meta.managed]


def _keys(model: type[Model]) -> list[Any]:
    return list(model._base_manager.values_list("pk", flat=True))


def _dated(rows: Iterable[Any]) -> list[Any]:
    """History rows were written when the world was made: now."""
    now = timezone.now()
    for row in rows:
        if hasattr(row, "history_date"):
            row.history_date = now
    return list(rows)
