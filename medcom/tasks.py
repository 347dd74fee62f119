"""Celery tasks of the intake."""

import time
from datetime import timedelta

import structlog
from celery import shared_task
from django.db import InterfaceError, OperationalError, close_old_connections, connection
from django.utils import timezone

from medcom.actions.intake import process
from medcom.actions.letters import place_waiting
from medcom.actions.outgoing import send_letters
from medcom.models import InboundMessage

# A message this young is most likely in the hands of the request that brought it.
YOUNG_FOR = timedelta(seconds=10)
TIME_BOX_SECONDS = 20.0
_log = structlog.get_logger(__name__)


@shared_task(name="medcom.tasks.process_waiting_messages", ignore_result=True)
def process_waiting_messages() -> int:
    """Work on messages that were stored and not finished, and on letters whose journey has come since.

    Returns how many messages were looked at.
    """
    ends_at = time.monotonic() + TIME_BOX_SECONDS
    looked_at = 0
    try:
        # A connection lost in a restart of the database stays dead until someone closes it (PITFALLS §3).
        if not connection.in_atomic_block:
            close_old_connections()
        now = timezone.now()
        waiting = InboundMessage.objects.waiting(now - YOUNG_FOR, now).values_list("pk", flat=True)
        for key in list(waiting[:500]):
            if time.monotonic() >= ends_at:
                break
            # `process` never raises: a row that fails stops none behind it.
            process(InboundMessage.objects.get(pk=key), now=timezone.now())
            looked_at += 1
        place_waiting(now=timezone.now())
    except (OperationalError, InterfaceError) as error:
        _log.warning("processing_interrupted", error=type(error).__name__)
    return looked_at


@shared_task(name="medcom.tasks.send_released_letters", ignore_result=True)
def send_released_letters() -> int:
    """Build letters that were released, and send again those that nobody acknowledged; returns how many moved."""
    try:
        if not connection.in_atomic_block:
            close_old_connections()
        return send_letters(now=timezone.now())
    except (OperationalError, InterfaceError) as error:
        _log.warning("sending_interrupted", error=type(error).__name__)
        return 0
