"""Celery tasks of the journeys app: the deadline sweep."""

from celery import shared_task
from django.utils import timezone

from journeys.actions.deadlines import sweep_due

BATCH = 500
# Before all that has the default (settings): no other work is as bound to its time as a timer's.
FIRST = 0


@shared_task(name="journeys.tasks.sweep_deadlines", ignore_result=True, priority=FIRST)
def sweep_deadlines() -> int:
    """Fires every deadline that is due, batch by batch; harmless to run twice at once."""
    total = 0
    while fired := sweep_due(now=timezone.now(), limit=BATCH):
        total += fired
    return total
