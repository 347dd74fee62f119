"""A gateway that may send for everybody, and a message for it."""

from collections.abc import Callable
from functools import cache
from typing import Any

import pytest
from django.utils import timezone
from lxml import etree

from medcom.actions.gateways import create_gateway
from tests.medcom.gateway.test_builder_scripts import play
from tests.medcom.official import ABSENT
from tests.medcom.world import make_world
from tests.services.medcom import medcom_folder
from tests.services.require import missing


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


@pytest.fixture(scope="session")
def official_schema() -> Callable[[str], etree.XMLSchema]:
    """An official schema of classic messages by its folder, compiled once; they take seconds."""
    folder = medcom_folder()

    @cache
    def schema(name: str) -> etree.XMLSchema:
        if folder is None:
            missing(ABSENT)
        return etree.XMLSchema(etree.parse(folder / "schemas" / name / "EMessage.xsd"))

    return schema
