"""The Celery task of the outbox."""

from typing import Any

import pytest
from django.db import OperationalError

from notifications import tasks
from notifications.actions.outbox import publish
from tests.notifications.conftest import NOW


@pytest.mark.django_db
def test_the_task_goes_on_until_nothing_is_due(monkeypatch: pytest.MonkeyPatch, carried_out: list[Any]) -> None:
    monkeypatch.setattr(tasks, "BATCH", 2)
    for n in range(5):
        publish("test", {"n": n}, key=str(n), now=NOW)
    assert tasks.relay_outbox() == 5
    assert len(carried_out) == 5


@pytest.mark.django_db
def test_the_task_stops_when_its_time_is_over(monkeypatch: pytest.MonkeyPatch, carried_out: list[Any]) -> None:
    monkeypatch.setattr(tasks, "TIME_BOX_SECONDS", 0.0)
    publish("test", {}, key="a", now=NOW)
    assert tasks.relay_outbox() == 0


@pytest.mark.django_db
def test_rows_that_take_long_do_not_stretch_the_time_box(
    monkeypatch: pytest.MonkeyPatch, carried_out: list[Any]
) -> None:
    """A tenth of a second each, as on a slow machine: a relay that goes on for long holds up the timers."""
    monkeypatch.setattr(tasks.time, "monotonic", lambda: len(carried_out) / 10)
    rows = int(tasks.TIME_BOX_SECONDS * 20)
    for n in range(rows):
        publish("test", {"n": n}, key=str(n), now=NOW)
    assert tasks.relay_outbox() <= (tasks.TIME_BOX_SECONDS + 1) * 10
    assert tasks.relay_outbox() + len(carried_out) >= rows


@pytest.mark.django_db(transaction=True)
def test_the_task_closes_worn_out_connections_before_each_round(monkeypatch: pytest.MonkeyPatch) -> None:
    closed: list[bool] = []
    monkeypatch.setattr(tasks, "close_old_connections", lambda: closed.append(True))
    tasks.relay_outbox()
    assert closed == [True]


@pytest.mark.django_db
def test_a_lost_connection_ends_the_round_quietly(monkeypatch: pytest.MonkeyPatch) -> None:
    def lose(**options: object) -> None:
        raise OperationalError("server closed the connection unexpectedly")

    monkeypatch.setattr(tasks, "relay_due", lose)
    assert tasks.relay_outbox() == 0
