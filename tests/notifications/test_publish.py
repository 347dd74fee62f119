"""Publishing and withdrawing effects (DESIGN §4)."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from kombu.exceptions import OperationalError

from notifications.actions.outbox import nudge_relay, publish, relay_due, withdraw
from notifications.domain.outbox import OutboxState
from notifications.models import OutboxMessage
from tests.notifications.conftest import NOW

pytestmark = pytest.mark.django_db


@transaction.atomic
def _publish_and_fail(key: str) -> None:
    publish("test", {}, key=key, now=NOW)
    raise LookupError


def test_a_known_key_is_not_published_again() -> None:
    publish("test", {"n": 1}, key="a", now=NOW)
    publish("test", {"n": 2}, key="a", now=NOW)
    assert OutboxMessage.objects.get().payload == {"n": 1}


def test_an_effect_vanishes_with_the_transaction_that_published_it() -> None:
    with pytest.raises(LookupError):
        _publish_and_fail("a")
    assert not OutboxMessage.objects.exists()


def test_an_effect_waits_for_its_release(carried_out: list[Any]) -> None:
    publish("test", {}, key="a", now=NOW, release_at=NOW + timedelta(seconds=30))
    relay_due(now=NOW + timedelta(seconds=29), limit=10)
    assert carried_out == []
    relay_due(now=NOW + timedelta(seconds=30), limit=10)
    assert carried_out == [{}]


def test_a_withdrawn_effect_is_never_carried_out(carried_out: list[Any]) -> None:
    publish("test", {}, key="a", now=NOW, release_at=NOW + timedelta(seconds=30))
    assert withdraw("a")
    relay_due(now=NOW + timedelta(days=1), limit=10)
    assert carried_out == []
    assert OutboxMessage.objects.get().state == OutboxState.WITHDRAWN


def test_what_is_carried_out_cannot_be_withdrawn(carried_out: list[Any]) -> None:
    publish("test", {}, key="a", now=NOW)
    relay_due(now=NOW, limit=10)
    assert not withdraw("a")


def test_many_effects_of_one_transaction_are_one_nudge(django_capture_on_commit_callbacks: Any) -> None:
    with django_capture_on_commit_callbacks() as callbacks:
        for n in range(3):
            publish("test", {}, key=str(n), now=NOW)
    assert callbacks == [nudge_relay]


def test_a_nudge_lost_with_its_savepoint_is_made_again(django_capture_on_commit_callbacks: Any) -> None:
    with django_capture_on_commit_callbacks() as callbacks:
        with pytest.raises(LookupError):
            _publish_and_fail("lost")
        publish("test", {}, key="kept", now=NOW)
    assert callbacks == [nudge_relay]


def test_an_effect_that_must_wait_needs_no_nudge(django_capture_on_commit_callbacks: Any) -> None:
    with django_capture_on_commit_callbacks() as callbacks:
        publish("test", {}, key="a", now=NOW, release_at=NOW + timedelta(seconds=30))
    assert callbacks == []


def test_a_broker_that_is_down_does_not_break_the_request(
    monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: Any
) -> None:
    def refuse(*args: object, **options: object) -> None:
        raise OperationalError("Connection refused")

    monkeypatch.setattr("notifications.actions.outbox.current_app.send_task", refuse)
    with django_capture_on_commit_callbacks(execute=True):
        publish("test", {}, key="a", now=NOW)
    assert OutboxMessage.objects.get().state == OutboxState.PENDING
