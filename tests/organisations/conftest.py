"""The small world of the organisations tests."""

import pytest

from tests.actors import Actors, make_actors


@pytest.fixture
def actors(db: None) -> Actors:
    """One person per role and a stranger."""
    return make_actors()
