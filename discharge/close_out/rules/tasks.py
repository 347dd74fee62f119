"""What is still to be done after a discharge, and by whom (RULES 001-03, 001-22)."""

from collections.abc import Iterable, Sequence
from enum import StrEnum

from discharge.close_out.rules.conditions import CloseOutItem
from journeys.domain.events import EventKind, EventRecord
from journeys.domain.state.close_out import Condition, ConditionState
from journeys.domain.state.fold import JourneyState
from journeys.domain.state.status import JourneyStatus
from journeys.domain.tasks.open_tasks import WantedTask


class CloseOutTask(StrEnum):
    """One per condition; one open task of a kind per journey."""

    ENROL = "enrol"
    FMK = "update_fmk"
    DECIDE_REHABILITATION = "decide_rehabilitation"
    SEND_REHABILITATION_PLAN = "send_rehabilitation_plan"
    OTHER_TASKS = "other_discharge_tasks"


_TASK_OF = {
    Condition.ENROLLED: CloseOutTask.ENROL,
    Condition.FMK: CloseOutTask.FMK,
    Condition.REHABILITATION: CloseOutTask.DECIDE_REHABILITATION,
    Condition.OTHER_TASKS: CloseOutTask.OTHER_TASKS,
}


def close_out_tasks(
    items: Iterable[CloseOutItem], state: JourneyState, counting: Sequence[EventRecord]
) -> tuple[WantedTask, ...]:
    """One task per condition that is open after the discharge; the letter has its own, with or without a close-out."""
    if state.status is not JourneyStatus.DISCHARGED or state.discharged_at is None:
        return ()
    tasks = []
    for item in items:
        kind = _TASK_OF.get(item.condition)
        if kind is None or item.state is not ConditionState.OPEN or item.owner is None:
            continue
        # While nobody has said whether the municipality serves the citizen, that question comes first.
        if kind is CloseOutTask.ENROL and state.facts.municipal_services is None:
            continue
        if kind is CloseOutTask.DECIDE_REHABILITATION and _is_needed(counting):
            kind = CloseOutTask.SEND_REHABILITATION_PLAN
        tasks.append(WantedTask(kind, item.owner, state.discharged_at, item.due_at))
    return tuple(tasks)


def _is_needed(counting: Sequence[EventRecord]) -> bool:
    decided = [event for event in counting if event.kind is EventKind.REHABILITATION_DECIDED]
    return bool(decided) and decided[-1].payload.get("needed") is True
