"""Projects the close-out: a row per condition with owner and due time, and one task each (RULES 001-03, 001-22)."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from discharge.acute_function.rules import acute_function_tasks
from discharge.close_out.rules.conditions import CloseOutItem, CloseOutParties, close_out_items
from discharge.close_out.rules.tasks import close_out_tasks
from discharge.discharge_letter.projection import DueLetter, project_letters
from discharge.models import CloseOutCondition
from journeys.actions.projection.citizen import CitizenProjection, Projected
from journeys.actions.projection.gathering import add_rows
from journeys.domain.doctors.handovers import acute_function_at
from journeys.domain.events import EventKind
from journeys.domain.history.history import counting_in
from journeys.domain.state.status import JourneyStatus
from journeys.domain.tasks.open_tasks import WantedTask

SOURCE = "close_out"
_VALUES = ("place", "state", "met_at", "owner_id", "due_at", "source")


def project_after(projection: CitizenProjection) -> None:
    """Brings letters and conditions of every journey of the citizen up to date; runs in the event's transaction."""
    letters = project_letters(projection)
    existing: dict[UUID, dict[str, CloseOutCondition]] = {}
    for row in projection.stored.rows(CloseOutCondition):
        existing.setdefault(row.journey_id, {})[row.condition] = row
    acute = _acute_function(projection.journeys)
    for item in projection.journeys:
        items = items_of(item, letters[item.journey.pk])
        _save(item, items, existing.pop(item.journey.pk, {}))
        wanted = [*close_out_tasks(items, item.state, item.history.counting), *acute.get(item.journey.pk, ())]
        projection.sync_tasks(item, source=SOURCE, wanted=wanted)
    if existing:
        CloseOutCondition.objects.filter(journey_id__in=list(existing)).delete()


def items_of(item: Projected, letters: Sequence[DueLetter]) -> tuple[CloseOutItem, ...]:
    """The conditions of one journey; a cancelled one has nothing to close."""
    state = item.state
    if state.status is JourneyStatus.CANCELLED:
        return ()
    left_at = state.discharged_at or state.deceased_at
    told_by = tuple(event.organisation for event in item.history.counting if event.organisation)
    parties = CloseOutParties(
        hospital=state.provider or state.hospital,
        municipality=state.municipality,
        others=tuple(each for each in (state.facts.gp, *told_by) if each),
    )
    due_at = letters[-1].deadline.due_at if letters and left_at else None
    return close_out_items(state.close_out, parties, left_at=left_at, letter_due_at=due_at)


def _acute_function(journeys: Sequence[Projected]) -> dict[UUID, Sequence[WantedTask]]:
    """The tasks of the acute function that runs after everything that is known, on the journey that it began in."""
    events = counting_in(item.history for item in journeys)
    begun = [event for event in events if event.kind is EventKind.ACUTE_FUNCTION_STARTED]
    if not begun:
        return {}
    function = acute_function_at(events, events[-1].occurred_at)
    home = next(item for item in journeys if begun[-1] in item.history.counting)
    return {home.journey.pk: acute_function_tasks(function, home.state, since=begun[-1].occurred_at)}


def _save(item: Projected, items: Sequence[CloseOutItem], existing: dict[str, CloseOutCondition]) -> None:
    changed = []
    for place, said in enumerate(items):
        values: dict[str, Any] = {
            "place": place,
            "state": said.state.value,
            "met_at": said.met_at,
            "owner_id": UUID(said.owner) if said.owner else None,
            "due_at": said.due_at,
            "source": said.source,
        }
        row = existing.pop(said.condition.value, None)
        if row is None or any(getattr(row, name) != value for name, value in values.items()):
            changed.append(CloseOutCondition(journey_id=item.journey.pk, condition=said.condition.value, **values))
    add_rows(changed, update_conflicts=True, update_fields=_VALUES, unique_fields=("journey", "condition"))
    if existing:
        CloseOutCondition.objects.filter(pk__in=[row.pk for row in existing.values()]).delete()


def close_out_rows(citizen_id: UUID) -> list[dict[str, Any]]:
    """The citizen's conditions as plain values, for `rebuild --check`."""
    rows = CloseOutCondition.objects.filter(journey__citizen_id=citizen_id).values()
    return sorted(({key: value for key, value in row.items() if key != "id"} for row in rows), key=repr)
