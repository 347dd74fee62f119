"""Fixtures of the outbox tests: a topic of one's own per test."""

from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

import pytest

from notifications.actions import outbox

NOW = datetime(2026, 5, 15, 10, 0, tzinfo=UTC)
Register = Callable[[str, outbox.Handler], None]


@pytest.fixture
def register() -> Iterator[Register]:
    """Register handlers that are forgotten after the test."""
    before = dict(outbox._handlers)
    yield outbox.register_handler
    outbox._handlers.clear()
    outbox._handlers.update(before)


@pytest.fixture
def carried_out(register: Register) -> list[Mapping[str, Any]]:
    """The payloads that the topic "test" has carried out."""
    payloads: list[Mapping[str, Any]] = []
    register("test", lambda payload, now: payloads.append(payload))
    return payloads
