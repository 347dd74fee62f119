"""migrate: Django's own, which looks through its classes for garbage less often.

Each step of a migration makes the classes of all related models anew, fifteen thousand until an empty database has its
tables; a fifth of the time went into looking through them.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.core.management.commands import migrate

# How many objects are made between two looks, and how many looks it takes to see the older ones; 300 MB at most.
SELDOM = (100_000, 50, 1000)


@contextmanager
def seldom_garbage() -> Iterator[None]:
    """Inside, Python looks for garbage seldom."""
    usual = gc.get_threshold()
    gc.set_threshold(*SELDOM)
    try:
        yield
    finally:
        gc.set_threshold(*usual)


class Command(migrate.Command):
    """The same options, and the same done."""

    def handle(self, *args: Any, **options: Any) -> None:
        """Bring the database's tables to where the migrations are."""
        with seldom_garbage():
            super().handle(*args, **options)
