"""Keeps the task rows in step with what the rules want."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from journeys.actions.belongings import open_tasks_of
from journeys.domain.tasks import WantedTask
from journeys.models import Journey, Task, TaskState


def sync_tasks(journey: Journey, *, source: str, wanted: Sequence[WantedTask], now: datetime) -> None:
    """Opens, updates and ends the open tasks of one source; a task that is no longer wanted has got its answer."""
    open_rows = {task.kind: task for task in open_tasks_of(journey) if task.source == source}
    missing = []
    for want in wanted:
        row = open_rows.pop(want.kind, None)
        if row is None:
            missing.append(
                Task(journey=journey, citizen_id=journey.citizen_id, source=source, kind=want.kind, **_values(want))
            )
        elif any(getattr(row, name) != value for name, value in _values(want).items()):
            Task.objects.filter(pk=row.pk).update(**_values(want))
    if open_rows:
        over = Task.objects.filter(pk__in=[row.pk for row in open_rows.values()])
        over.update(state=TaskState.DONE.value, ended_at=now)
    Task.objects.bulk_create(missing)


def _values(want: WantedTask) -> dict[str, Any]:
    return {
        "owner_id": UUID(want.owner),
        "role": want.role,
        "opened_at": want.opened_at,
        "due_at": want.due_at,
        "shown_from": want.shown_from,
    }
