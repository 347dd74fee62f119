"""What hangs on a citizen's journey rows, read at once however many journeys there are."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from django.db.models import Prefetch

from journeys.actions.projection.stored import StoredRows
from journeys.models import Deadline, EventPlacement, Journey, JourneyParty, Task
from journeys.querysets import JourneyQuerySet

# Attributes of a row that was read here; the caller holds the citizen's lock, so that nothing is added meanwhile.
PLACEMENTS, PARTIES, TASKS, DEADLINES = "known_placements", "known_parties", "known_open_tasks", "known_deadlines"


def with_belongings(journeys: JourneyQuerySet) -> JourneyQuerySet:
    """Journeys with placements, parties, open tasks and deadlines; a sweep that fires one of these is waited for."""
    deadlines = Deadline.objects.select_for_update().order_by("pk")
    return journeys.prefetch_related(
        Prefetch("placements", EventPlacement.objects.all(), PLACEMENTS),
        Prefetch("parties", JourneyParty.objects.all(), PARTIES),
        Prefetch("tasks", Task.objects.open(), TASKS),
        Prefetch("deadlines", deadlines, DEADLINES),
    )


def hang(stored: StoredRows, journeys: Sequence[Journey]) -> None:
    """Hangs on the journeys of a citizen what was read with everything else; their deadlines are locked."""
    tables: dict[str, Iterable[Any]] = {
        PLACEMENTS: stored.rows(EventPlacement),
        PARTIES: stored.rows(JourneyParty),
        TASKS: stored.rows(Task),
        DEADLINES: sorted(stored.rows(Deadline), key=lambda row: row.pk),
    }
    by_id = {journey.pk: journey for journey in journeys}
    for name, rows in tables.items():
        hanging: dict[UUID, list[Any]] = defaultdict(list)
        for row in rows:
            row.journey = by_id[row.journey_id]
            hanging[row.journey_id].append(row)
        for journey in journeys:
            setattr(journey, name, hanging[journey.pk])


def without_belongings(journey: Journey) -> Journey:
    """A new row: nothing hangs on it yet."""
    for name in (PLACEMENTS, PARTIES, TASKS, DEADLINES):
        setattr(journey, name, [])
    return journey


def placements_of(journey: Journey) -> list[EventPlacement]:
    """The placements that were read with the row."""
    return _read(journey, PLACEMENTS)


def parties_of(journey: Journey) -> list[JourneyParty]:
    """The parties that were read with the row."""
    return _read(journey, PARTIES)


def open_tasks_of(journey: Journey) -> list[Task]:
    """The open tasks, read with the row."""
    return _read(journey, TASKS)


def deadlines_of(journey: Journey) -> list[Deadline]:
    """All deadlines, read and locked with the row."""
    return _read(journey, DEADLINES)


def _read(journey: Journey, name: str) -> list[Any]:
    found: list[Any] | None = getattr(journey, name, None)
    if found is None:
        row = with_belongings(Journey.objects.filter(pk=journey.pk)).get()
        found = getattr(row, name)
    return found
