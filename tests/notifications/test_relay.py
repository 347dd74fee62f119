"""Carrying out effects: once each, errors put off, nothing lost (DESIGN §4)."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

import pytest

from notifications.actions.outbox import RelayResult, publish, register_handler, relay_due, revive
from notifications.domain.back_off import FIRST_WAIT, MAX_ATTEMPTS
from notifications.domain.outbox import OutboxState
from notifications.models import OutboxMessage
from notifications.selectors.outbox import oldest_overdue_outbox
from tests.notifications.conftest import NOW, Register

pytestmark = pytest.mark.django_db


def _publish(*numbers: int) -> None:
    for n in numbers:
        publish("test", {"n": n}, key=str(n), now=NOW)


def _fail(payload: Mapping[str, Any], now: datetime) -> None:
    raise LookupError("020747-9995 is unknown")


def _fail_to_death(now: datetime = NOW) -> OutboxMessage:
    for _ in range(MAX_ATTEMPTS):
        relay_due(now=now, limit=1)
        now += timedelta(hours=1)
    return OutboxMessage.objects.get()


def test_each_due_row_is_carried_out_once_in_order(carried_out: list[Any]) -> None:
    _publish(1, 2, 3)
    assert relay_due(now=NOW, limit=10) == RelayResult(done=3, failed=0)
    assert relay_due(now=NOW, limit=10) == RelayResult(done=0, failed=0)
    assert carried_out == [{"n": 1}, {"n": 2}, {"n": 3}]


def test_a_round_stops_at_its_limit(carried_out: list[Any]) -> None:
    _publish(1, 2, 3)
    assert relay_due(now=NOW, limit=2) == RelayResult(done=2, failed=0)


def test_an_error_puts_off_one_row_and_the_others_are_carried_out(register: Register) -> None:
    seen: list[int] = []

    def handler(payload: Mapping[str, Any], now: datetime) -> None:
        if payload["n"] == 1:
            raise LookupError
        seen.append(payload["n"])

    register("test", handler)
    _publish(1, 2)
    assert relay_due(now=NOW, limit=10) == RelayResult(done=1, failed=1)
    assert seen == [2]
    assert OutboxMessage.objects.get(key="1").next_attempt_at == NOW + FIRST_WAIT


def test_an_error_takes_back_what_the_handler_wrote(register: Register) -> None:
    def write_and_fail(payload: Mapping[str, Any], now: datetime) -> None:
        publish("test", {}, key="written by the handler", now=now)
        raise LookupError

    register("test", write_and_fail)
    _publish(1)
    relay_due(now=NOW, limit=10)
    assert [row.key for row in OutboxMessage.objects.all()] == ["1"]


def test_an_error_is_kept_without_a_cpr_number(register: Register) -> None:
    register("test", _fail)
    _publish(1)
    relay_due(now=NOW, limit=1)
    assert OutboxMessage.objects.get().last_error == "LookupError: ••••••-•••• is unknown"


def test_a_topic_without_handler_waits_for_one(register: Register) -> None:
    _publish(1)
    relay_due(now=NOW, limit=1)
    row = OutboxMessage.objects.get()
    assert (row.state, row.last_error) == (OutboxState.PENDING, "UnknownTopic: test")


def test_a_row_that_keeps_failing_is_dead_and_visible(register: Register) -> None:
    register("test", _fail)
    _publish(1)
    row = _fail_to_death()
    assert (row.state, row.attempts) == (OutboxState.DEAD, MAX_ATTEMPTS)
    assert list(OutboxMessage.objects.dead()) == [row]


def test_a_dead_row_is_not_tried_again_until_it_is_revived(register: Register) -> None:
    register("test", _fail)
    _publish(1)
    row = _fail_to_death()
    later = NOW + timedelta(days=9)
    assert relay_due(now=later, limit=1) == RelayResult(done=0, failed=0)
    assert revive(row, now=later)
    assert relay_due(now=later, limit=1) == RelayResult(done=0, failed=1)


def test_only_a_dead_row_can_be_revived(carried_out: list[Any]) -> None:
    _publish(1)
    relay_due(now=NOW, limit=1)
    assert not revive(OutboxMessage.objects.get(), now=NOW)


def test_a_topic_has_one_handler(register: Register) -> None:
    register("test", _fail)
    register("test", _fail)
    with pytest.raises(ValueError, match="handler already"):
        register_handler("test", lambda payload, now: None)


def test_health_shows_how_long_the_oldest_due_row_has_waited() -> None:
    assert oldest_overdue_outbox(NOW) is None
    _publish(1, 2)
    assert oldest_overdue_outbox(NOW + timedelta(minutes=7)) == timedelta(minutes=7)
