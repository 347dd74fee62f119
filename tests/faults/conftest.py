"""The stage of the fault tests."""

from collections.abc import Iterator

import pytest

from tests.faults.stage import Stage
from tests.services.postgres import postgres_programs
from tests.services.redis import redis_program
from tests.services.require import missing

LONGEST = "tests/faults/test_windows.py::"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest first: one of two workers takes it, and the other does the rest meanwhile."""
    items.sort(key=lambda item: not item.nodeid.startswith(LONGEST))


@pytest.fixture
def stage() -> Iterator[Stage]:
    """Servers of its own: the shared ones must live on for the other tests."""
    if postgres_programs() is None:
        missing("PostgreSQL")
    if redis_program() is None:
        missing("Redis")
    stage = Stage()
    yield stage
    stage.close()
