"""A connection that the database cuts in the middle of a row: nothing is lost and no row is blamed (PITFALLS §3)."""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import InterfaceError, OperationalError, connection

from journeys.actions import deadlines
from journeys.actions.deadlines import sweep_due
from journeys.models import Citizen, Deadline, Journey
from notifications.actions import outbox
from notifications.actions.outbox import RelayResult, publish, relay_due
from notifications.models import OutboxMessage

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
NOW = datetime(2026, 5, 15, 10, 0, tzinfo=UTC)
TOPIC = "test"


def _cut_once(cuts: list[bool]) -> None:
    if not cuts:
        cuts.append(True)
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_terminate_backend(pg_backend_pid())")


@pytest.fixture(autouse=True)
def _handlers() -> Iterator[None]:
    """A deadline kind and a topic whose handler loses the connection the first time."""
    cuts: list[bool] = []

    def fire(row: Deadline, now: datetime) -> None:
        _cut_once(cuts)

    def carry_out(payload: Mapping[str, Any], now: datetime) -> None:
        _cut_once(cuts)

    deadlines.register_deadline_kind(TOPIC, fire)
    outbox.register_handler(TOPIC, carry_out)
    yield
    del deadlines._handlers[TOPIC], outbox._handlers[TOPIC]


def _make_due(count: int) -> None:
    begun = NOW - timedelta(hours=72)
    for _ in range(count):
        journey = Journey.objects.create(citizen=Citizen.objects.create())
        Deadline.objects.create(journey=journey, kind=TOPIC, starts_at=begun, due_at=NOW)


def test_a_deadline_is_not_pushed_an_hour_by_a_lost_connection() -> None:
    _make_due(2)
    assert sweep_due(now=NOW) == 1
    assert sweep_due(now=NOW) == 1
    assert not Deadline.objects.pending().exists()


def test_an_outbox_row_is_not_charged_for_a_lost_connection() -> None:
    publish(TOPIC, {}, key="a", now=NOW)
    with pytest.raises((OperationalError, InterfaceError)):
        relay_due(now=NOW, limit=10)
    assert OutboxMessage.objects.get().attempts == 0
    assert relay_due(now=NOW, limit=10) == RelayResult(done=1, failed=0)
