"""The order in which the broker gives out work: timers before all else (DESIGN §5)."""

from collections.abc import Iterator

import pytest
from celery import current_app

from journeys.tasks import sweep_deadlines
from notifications.actions.outbox import nudge_relay
from notifications.tasks import relay_outbox
from tests.services.redis import RedisServer, redis_program
from tests.services.require import missing

pytestmark = pytest.mark.redis


@pytest.fixture
def broker(monkeypatch: pytest.MonkeyPatch) -> Iterator[RedisServer]:
    """One of its own that everything is published to."""
    if redis_program() is None:
        missing("Redis")
    server = RedisServer().start()
    monkeypatch.setattr(current_app.amqp, "_producer_pool", None)
    monkeypatch.setattr(current_app.conf, "broker_write_url", server.url)
    yield server
    server.close()


def test_a_sweep_overtakes_relays_that_were_sent_before_it(broker: RedisServer) -> None:
    for _ in range(3):
        nudge_relay()
        relay_outbox.apply_async()
    sweep_deadlines.apply_async()
    with current_app.connection_for_read(broker.url) as connection, connection.SimpleQueue("celery") as queue:
        names = [queue.get(timeout=5).headers["task"] for _ in range(7)]
    assert names == [sweep_deadlines.name] + [relay_outbox.name] * 6
