"""Celery tasks of the journeys app: the deadline sweep."""

from celery import shared_task
from django.utils import timezone

from journeys.actions.deadlines import sweep_due

BATCH = 500


@shared_task(name="journeys.tasks.sweep_deadlines", ignore_result=True)
def sweep_deadlines() -> int:
    """Fires every deadline that is due, batch by batch; harmless to run twice at once."""
    total = 0
    while fired := sweep_due(now=timezone.now(), limit=BATCH):
        total += fired
    return total
