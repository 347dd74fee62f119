"""Celery tasks of the outbox, of mails and of escalation."""

import time

import structlog
from celery import shared_task
from django.db import InterfaceError, OperationalError, close_old_connections, connection
from django.utils import timezone

from notifications.actions.escalation import escalate_due
from notifications.actions.outbox import relay_due
from notifications.channels.email.sending import mail_round

# Few, since the time box is asked between two batches: on a slow machine a row takes a tenth of a second.
BATCH = 10
# A server that is slow takes seconds for each; the next round goes on.
MAILS = 50
# Short, so that a long queue of effects does not hold up the deadline sweep behind it; the next round goes on.
TIME_BOX_SECONDS = 5.0
_log = structlog.get_logger(__name__)


@shared_task(name="notifications.tasks.relay_outbox", ignore_result=True)
def relay_outbox() -> int:
    """Carry out due rows until none is left or the time box is over; returns how many were done."""
    ends_at = time.monotonic() + TIME_BOX_SECONDS
    done = 0
    while time.monotonic() < ends_at:
        # A connection lost in a restart of the database stays dead until someone closes it (PITFALLS §3); one in a
        # transaction belongs to the caller.
        if not connection.in_atomic_block:
            close_old_connections()
        try:
            result = relay_due(now=timezone.now(), limit=BATCH)
        except (OperationalError, InterfaceError) as error:
            _log.warning("relay_interrupted", error=type(error).__name__)
            break
        done += result.done
        if result.done + result.failed < BATCH:
            break
    return done


@shared_task(name="notifications.tasks.send_mails", ignore_result=True)
def send_mails() -> int:
    """Mails whose time has come, and those that a dead worker left; returns how many were sent."""
    try:
        if not connection.in_atomic_block:
            close_old_connections()
        return mail_round(now=timezone.now, limit=MAILS).sent
    except (OperationalError, InterfaceError) as error:
        _log.warning("mailing_interrupted", error=type(error).__name__)
        return 0


@shared_task(name="notifications.tasks.escalate", ignore_result=True)
def escalate() -> int:
    """Steps whose time has come; harmless to run twice at once. Returns how many were taken."""
    try:
        if not connection.in_atomic_block:
            close_old_connections()
        return escalate_due(now=timezone.now())
    except (OperationalError, InterfaceError) as error:
        _log.warning("escalation_interrupted", error=type(error).__name__)
        return 0
