"""Tasks whose time has passed, for those who are to be told (RULES 001-22)."""

from collections.abc import Iterator
from datetime import datetime

from journeys.models import Task
from notifications.domain.escalation import WATCHED_FOR, Overdue, Watch

_told: set[str] = set()


def register_told(*kinds: str) -> None:
    """Kinds of tasks whose owner a timer tells when their time is up; called from AppConfig.ready()."""
    _told.update(kinds)


def overdue_tasks(now: datetime) -> Iterator[Overdue]:
    """Named by the citizen, the task and its time: a time that moves is a new one, a journey that is joined is not."""
    tasks = Task.objects.shown(now).filter(due_at__lte=now, due_at__gt=now - WATCHED_FOR)
    for task in tasks.order_by("due_at", "pk"):
        assert task.due_at is not None
        yield Overdue(
            key=f"task:{task.citizen_id}:{task.source}:{task.kind}:{task.opened_at.isoformat()}:{task.due_at.isoformat()}",
            watch=Watch.DEADLINE,
            unit_id=task.owner_id,
            subject_ref=task.journey_id,
            due_at=task.due_at,
            about=task.kind,
            told=task.kind in _told,
        )
