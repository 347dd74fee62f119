"""The world of the matrix, built once for all its files: making people and journeys takes longer than asking them."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction

from tests.contracts.matrix.ground.world import World, build


@pytest.fixture(scope="package")
def matrix(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    """In a transaction around all tests of the folder; each of them wants the database and rolls back what it does."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield build()
        transaction.set_rollback(True)
