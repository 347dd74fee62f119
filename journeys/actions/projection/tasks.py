"""Keeps the task rows in step with what the rules want."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from journeys.actions.projection.belongings import open_tasks_of
from journeys.actions.projection.gathering import add_rows, set_on
from journeys.domain.tasks.open_tasks import WantedTask
from journeys.models import Journey, Task, TaskState
from organisations.models import Organisation
from organisations.selectors.organisations import answering_unit


@dataclass(frozen=True, slots=True)
class TaskChanges:
    """What the sources want of a citizen's journeys, written together: what is over first, a kind is open only once."""

    missing: list[Task] = field(default_factory=list)
    changed: list[tuple[Task, dict[str, Any]]] = field(default_factory=list)
    over: list[Task] = field(default_factory=list)

    def sync(
        self, journey: Journey, *, source: str, wanted: Sequence[WantedTask], organisations: Mapping[str, Organisation]
    ) -> None:
        """Opens, updates and ends the open tasks of one source; a task no longer wanted has got its answer.

        `organisations` are rows that the caller has read already, by id.
        """
        open_rows = {task.kind: task for task in open_tasks_of(journey) if task.source == source}
        heirs = _heirs({want.owner for want in wanted}, organisations)
        for want in wanted:
            values = _values(want, heirs)
            row = open_rows.pop(want.kind, None)
            if row is None:
                of = {"journey": journey, "citizen_id": journey.citizen_id, "source": source, "kind": want.kind}
                self.missing.append(Task(**of, **values))
            elif any(getattr(row, name) != value for name, value in values.items()):
                self.changed.append((row, values))
        self.over.extend(open_rows.values())

    def save(self, *, now: datetime) -> None:
        """Writes them."""
        opening = {(row.journey_id, row.kind) for row in self.missing}
        ended = {"state": TaskState.DONE.value, "ended_at": now}
        # A kind is open only once: where another source opens it again, this one's goes first.
        first = [row.pk for row in self.over if (row.journey_id, row.kind) in opening]
        if first:
            Task.objects.filter(pk__in=first).update(**ended)
        set_on([row for row in self.over if row.pk not in first], **ended)
        for row, values in self.changed:
            set_on([row], **values)
        add_rows(self.missing)


def _heirs(owners: set[str], organisations: Mapping[str, Organisation]) -> dict[UUID, UUID]:
    """Who answers for those of the owners that are closed (B31)."""
    unread = owners - organisations.keys()
    closed = [organisations[owner] for owner in owners - unread if organisations[owner].closed_on is not None]
    if unread:
        closed += Organisation.objects.filter(pk__in=unread, closed_on__isnull=False)
    return {unit.pk: answering_unit(unit).pk for unit in closed}


def move_tasks(unit: Organisation, heir: Organisation) -> None:
    """What a unit had open when it was closed is the heir's now."""
    Task.objects.open().filter(owner=unit).update(owner=heir)


def _values(want: WantedTask, heirs: dict[UUID, UUID]) -> dict[str, Any]:
    owner = UUID(want.owner)
    return {
        "owner_id": heirs.get(owner, owner),
        "role": want.role,
        "opened_at": want.opened_at,
        "due_at": want.due_at,
        "shown_from": want.shown_from,
    }
