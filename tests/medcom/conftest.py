"""A gateway that may send for everybody, and a message for it."""

from typing import Any

import pytest
from django.utils import timezone

from medcom.actions.gateways import create_gateway
from tests.medcom.gateway.test_builder_scripts import play
from tests.medcom.world import make_world


@pytest.fixture
def token(db: None) -> str:
    """The token of a gateway of the small world of messages."""
    make_world()
    return create_gateway("Regionen", now=timezone.now(), all_senders=True)[1]


@pytest.fixture
def bundle() -> dict[str, Any]:
    """An admission."""
    (made,) = play(["STIN"])
    return made
