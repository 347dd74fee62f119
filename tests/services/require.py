"""What happens when a service is missing: an announced skip, or a failure where REQUIRE_SERVICES=1."""

import os
from typing import NoReturn

import pytest

HINTS = {
    "PostgreSQL": "apt-get install postgresql",
    "Redis": "apt-get install redis-server",
    "Chromium": "apt-get install chromium-headless-shell",
    "axe-core": "make setup",
    "front-end files": "make setup",
    "MedCom's official files": "put them in ../shared/medcom or name their folder in MEDCOM_DIR",
    "the messages that went wrong": "name their folder in MEDCOM_CASES_DIR",
}


def required() -> bool:
    """Whether a missing service is a failure."""
    return os.environ.get("REQUIRE_SERVICES", "") == "1"


def missing(service: str) -> NoReturn:
    """End the test that needs the service, saying how to install it."""
    sentence = f"{service} is missing: {HINTS[service]}"
    if required():
        pytest.fail(sentence, pytrace=False)
    pytest.skip(sentence)
