"""Publishing effects with the facts, and carrying them out after commit (DESIGN §4)."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import structlog
from celery import current_app
from django.db import connection, transaction
from django.db.models import F

from notifications.domain.back_off import is_dead, wait_after
from notifications.domain.outbox import OutboxState, sources_of
from notifications.domain.redaction import redacted_error
from notifications.models import OutboxMessage

Handler = Callable[[Mapping[str, Any], datetime], None]

RELAY_TASK = "notifications.tasks.relay_outbox"
# A nudge that waited longer than this has been overtaken by the periodic round.
NUDGE_EXPIRES_SECONDS = 10
_handlers: dict[str, Handler] = {}
_log = structlog.get_logger(__name__)


class UnknownTopic(LookupError):
    """A row waits for a handler that this process does not have, as during a staggered release."""


@dataclass(frozen=True, slots=True)
class RelayResult:
    """How many rows one round carried out and how many failed."""

    done: int
    failed: int


def register_handler(topic: str, function: Handler) -> None:
    """Let `function(payload, now)` carry out a topic; it runs in the transaction that marks the row done."""
    if _handlers.setdefault(topic, function) is not function:
        raise ValueError(f"the topic {topic!r} has a handler already")


def publish(
    topic: str, payload: Mapping[str, Any], *, key: str, now: datetime, release_at: datetime | None = None
) -> None:
    """Write an effect in the caller's transaction; a key that is known already changes nothing.

    `release_at` holds back the effects of an act that can be undone; `withdraw` takes them away before it.
    """
    release_at = max(release_at or now, now)
    row = OutboxMessage(
        topic=topic, key=key, payload=dict(payload), created_at=now, release_at=release_at, next_attempt_at=release_at
    )
    OutboxMessage.objects.bulk_create([row], ignore_conflicts=True)
    if release_at <= now:
        _nudge_after_commit()


def withdraw(key: str) -> bool:
    """Take back an effect that has not been carried out; False when it is too late or the key is unknown."""
    rows = OutboxMessage.objects.filter(key=key, state__in=sources_of(OutboxState.WITHDRAWN))
    return rows.update(state=OutboxState.WITHDRAWN) == 1


def revive(row: OutboxMessage, *, now: datetime) -> bool:
    """Give a dead row a new set of attempts."""
    revived = OutboxMessage.objects.filter(pk=row.pk, state__in=sources_of(OutboxState.PENDING)).update(
        state=OutboxState.PENDING, settled_at=None, next_attempt_at=now, attempts=0
    )
    if revived:
        _nudge_after_commit()
    return revived == 1


def relay_due(*, now: datetime, limit: int) -> RelayResult:
    """Carry out at most `limit` due rows, each in a transaction of its own; a row that fails never stops the others."""
    done = failed = 0
    # Looked at outside a transaction: on SQLite an empty round would otherwise take the write lock (PITFALLS §1).
    if not OutboxMessage.objects.due(now).exists():
        return RelayResult(done=0, failed=0)
    while done + failed < limit:
        outcome = _relay_one(now)
        if outcome is None:
            break
        done, failed = done + outcome, failed + (not outcome)
    return RelayResult(done=done, failed=failed)


def _relay_one(now: datetime) -> bool | None:
    """Claim and carry out one row: True done, False failed, None nothing left.

    The claim and the effect share the transaction, so a process that dies leaves the row pending.
    """
    with transaction.atomic():
        row = OutboxMessage.objects.due(now).select_for_update(skip_locked=True).first()
        # SQLite ignores the lock; the conditional UPDATE is what counts (PITFALLS §10).
        if row is None or not _mark_done(row, now):
            return None
        try:
            with transaction.atomic():
                _carry_out(row, now)
        except Exception as error:
            _put_off(row, error, now)
            return False
        return True


def _carry_out(row: OutboxMessage, now: datetime) -> None:
    handler = _handlers.get(row.topic)
    if handler is None:
        raise UnknownTopic(row.topic)
    handler(row.payload, now)


def _put_off(row: OutboxMessage, error: Exception, now: datetime) -> None:
    attempts = row.attempts + 1
    dead = is_dead(attempts)
    OutboxMessage.objects.filter(pk=row.pk).update(
        state=OutboxState.DEAD if dead else OutboxState.PENDING,
        settled_at=now if dead else None,
        attempts=F("attempts") + 1,
        next_attempt_at=now + wait_after(attempts),
        last_error=redacted_error(error),
    )
    _log.warning(
        "outbox_failed", topic=row.topic, row=row.pk, attempts=attempts, dead=dead, error=redacted_error(error)
    )


def _mark_done(row: OutboxMessage, now: datetime) -> bool:
    claim = OutboxMessage.objects.filter(pk=row.pk, state__in=sources_of(OutboxState.DONE))
    return claim.update(state=OutboxState.DONE, settled_at=now) == 1


def _nudge_after_commit() -> None:
    """One nudge per transaction, however many rows it publishes."""
    savepoints = set(connection.savepoint_ids)
    # A nudge inside a savepoint that is rolled back is lost with it, so only one from an enclosing block counts.
    if not any(entry[1] is nudge_relay and entry[0] <= savepoints for entry in connection.run_on_commit):
        transaction.on_commit(nudge_relay)


def nudge_relay() -> None:
    """Ask a worker to relay now; without a broker the periodic task does it (PITFALLS §3)."""
    try:
        # No retry: a committed request must not wait for a broker that is down.
        current_app.send_task(
            RELAY_TASK,
            ignore_result=True,
            # Sent by its name, it does not get the default of its own accord.
            priority=current_app.conf.task_default_priority,
            expires=NUDGE_EXPIRES_SECONDS,
            retry=False,
            retry_policy={"max_retries": 0},
        )
    except Exception as error:
        _log.warning("nudge_failed", error=type(error).__name__)
