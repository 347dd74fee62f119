"""Eight threads relay, publish and notify at once; everything happens exactly once (PITFALLS §10)."""

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import pytest

from notifications.actions import outbox
from notifications.actions.notifications import notify_unit
from notifications.actions.outbox import publish, relay_due
from notifications.domain.back_off import wait_after
from notifications.domain.kinds import NotificationKind
from notifications.domain.outbox import OutboxState
from notifications.models import Notification, OutboxMessage
from organisations.domain.kinds import OrganisationKind
from organisations.models import Organisation
from tests.concurrency.threads import at_once

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
NOW = datetime(2026, 5, 15, 10, 0, tzinfo=UTC)
ROWS = 400


@pytest.fixture
def carried_out() -> Iterator[Counter[int]]:
    """How often each row of the topic "test" was carried out; every tenth fails the first time."""
    count: Counter[int] = Counter()

    def handler(payload: Mapping[str, Any], now: datetime) -> None:
        count[payload["n"]] += 1
        if payload["n"] % 10 == 0 and count[payload["n"]] == 1:
            raise LookupError

    outbox.register_handler("test", handler)
    yield count
    del outbox._handlers["test"]


def _publish_all() -> None:
    for n in range(ROWS):
        publish("test", {"n": n}, key=str(n), now=NOW)


def test_no_row_is_carried_out_twice(carried_out: Counter[int]) -> None:
    _publish_all()
    results = at_once(lambda: relay_due(now=NOW, limit=ROWS))
    assert set(carried_out) == set(range(ROWS))
    assert max(carried_out.values()) == 1
    assert sum(result.done for result in results) == ROWS - ROWS // 10


def test_a_row_that_failed_in_one_thread_is_done_once_in_another(carried_out: Counter[int]) -> None:
    _publish_all()
    at_once(lambda: relay_due(now=NOW, limit=ROWS))
    at_once(lambda: relay_due(now=NOW + wait_after(1), limit=ROWS))
    assert {n for n, times in carried_out.items() if times == 2} == set(range(0, ROWS, 10))
    assert OutboxMessage.objects.filter(state=OutboxState.DONE).count() == ROWS


def test_one_key_published_by_all_is_one_row() -> None:
    at_once(_publish_all)
    assert OutboxMessage.objects.count() == ROWS


def test_one_key_told_by_all_is_one_notification() -> None:
    unit, subject = Organisation.objects.create(name="Afsnit M4", kind=OrganisationKind.WARD), uuid4()

    def tell() -> Notification:
        kind = NotificationKind.WINDOW_ENDED
        return notify_unit(unit_id=unit.pk, kind=kind, subject_ref=subject, key="once", facts={}, now=NOW)

    assert set(at_once(tell)) == {Notification.objects.get()}
