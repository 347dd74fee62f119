"""What is still to be done after a discharge, and by whom: letter, close-out, acute function (RULES 001-03, 001-22)."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from enum import StrEnum

from discharge.domain.close_out import Item
from journeys.domain.close_out import Condition, ConditionState
from journeys.domain.events import EventKind, EventRecord
from journeys.domain.fold import JourneyState
from journeys.domain.handovers import AcuteFunction
from journeys.domain.letters import Letter
from journeys.domain.status import JourneyStatus
from journeys.domain.tasks import WantedTask, contact_party


class AfterTask(StrEnum):
    """Tasks of the discharge's end; one open task of a kind per journey."""

    LETTER = "discharge_letter"
    LETTER_RECEIPT = "await_letter_receipt"
    LETTER_LOST = "letter_not_received"
    HAND_LETTER = "hand_letter"
    ENROL = "enrol"
    FMK = "update_fmk"
    DECIDE_REHABILITATION = "decide_rehabilitation"
    SEND_REHABILITATION_PLAN = "send_rehabilitation_plan"
    OTHER_TASKS = "other_discharge_tasks"
    ACCEPT_TAKEOVER = "accept_takeover"
    STATE_REFERRER = "state_referrer"
    NAME_ACUTE_PHYSICIAN = "name_acute_physician"


# L4: after two resendings without a receipt the letter is a task again.
RESENDINGS = 2

_TASK_OF = {
    Condition.ENROLLED: AfterTask.ENROL,
    Condition.FMK: AfterTask.FMK,
    Condition.REHABILITATION: AfterTask.DECIDE_REHABILITATION,
    Condition.OTHER_TASKS: AfterTask.OTHER_TASKS,
}


def close_out_tasks(
    items: Iterable[Item], state: JourneyState, counting: Sequence[EventRecord]
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
        if kind is AfterTask.ENROL and state.facts.municipal_services is None:
            continue
        if kind is AfterTask.DECIDE_REHABILITATION and _is_needed(counting):
            kind = AfterTask.SEND_REHABILITATION_PLAN
        tasks.append(WantedTask(kind, item.owner, state.discharged_at, item.due_at))
    return tuple(tasks)


def _is_needed(counting: Sequence[EventRecord]) -> bool:
    decided = [event for event in counting if event.kind is EventKind.REHABILITATION_DECIDED]
    return bool(decided) and decided[-1].payload.get("needed") is True


def letter_task(letter: Letter, owner: str, due_at: datetime | None, *, to_citizen: bool = False) -> WantedTask:
    """What the ward that discharged still owes of a letter without a receipt (RULES 2f L4).

    Sent, it only waits, and is never late; sent again twice without a receipt, somebody must call. Without a practice
    the citizen gets it.
    """
    if to_citizen:
        return WantedTask(AfterTask.HAND_LETTER, owner, letter.discharged_at, due_at)
    if not letter.on_its_way or letter.sent_at is None:
        return WantedTask(AfterTask.LETTER, owner, letter.discharged_at, due_at)
    kind = AfterTask.LETTER_LOST if letter.resent >= RESENDINGS else AfterTask.LETTER_RECEIPT
    return WantedTask(kind, owner, letter.sent_at)


def acute_function_tasks(
    function: AcuteFunction | None, state: JourneyState, *, since: datetime
) -> tuple[WantedTask, ...]:
    """The gaps of a running acute function: a takeover not accepted, no referrer, no named doctor (RULES 2d S8, S9)."""
    if function is None or state.status is JourneyStatus.DECEASED:
        return ()
    hospital = state.provider or state.hospital
    asked = contact_party(state) or function.unit
    takes_over = hospital if function.takeover_by == "hospital" else state.facts.gp
    wanted = (
        (AfterTask.ACCEPT_TAKEOVER, function.takeover_by is not None, takes_over or asked),
        (AfterTask.STATE_REFERRER, function.referred_by is None, function.unit or asked),
        (AfterTask.NAME_ACUTE_PHYSICIAN, function.by_hospital and state.physician is None, hospital or asked),
    )
    return tuple(WantedTask(kind, owner, since) for kind, is_open, owner in wanted if is_open and owner is not None)
