"""The small world of actors, and a client per person."""

from collections.abc import Callable

import pytest
from django.core.cache import cache
from django.test import Client

from organisations.models import User
from tests.actors import Actors, make_actors


@pytest.fixture
def actors(db: None) -> Actors:
    """People and units."""
    cache.clear()
    return make_actors()


@pytest.fixture
def as_user() -> Callable[[User], Client]:
    """A browser in which somebody is signed in."""

    def signed_in(user: User) -> Client:
        client = Client()
        client.force_login(user)
        return client

    return signed_in
