"""Celery tasks of principles: the stored figures."""

import structlog
from celery import shared_task
from django.db import InterfaceError, OperationalError, close_old_connections, connection
from django.utils import timezone

from principles.indicators.actions.publishing import keep_figures

_log = structlog.get_logger(__name__)


@shared_task(name="principles.tasks.keep_stored_figures", ignore_result=True)
def keep_stored_figures() -> int:
    """Count touched cells again and publish what is due; returns how many months were taken."""
    try:
        if not connection.in_atomic_block:
            close_old_connections()
        return keep_figures(now=timezone.now())
    except (OperationalError, InterfaceError) as error:
        _log.warning("figures_interrupted", error=type(error).__name__)
        return 0
