"""The six conditions that end a discharge (RULES 001-03; 001 fn 2): closed when all are met or not needed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from journeys.domain.events import EventKind, EventRecord


class Condition(StrEnum):
    """The conditions in the order of the footnote."""

    DISCHARGED = "discharged"
    ENROLLED = "enrolled"
    LETTER = "letter"
    FMK = "fmk"
    REHABILITATION = "rehabilitation"
    OTHER_TASKS = "other_tasks"


class ConditionState(StrEnum):
    """Open until met; not needed when somebody said so."""

    OPEN = "open"
    MET = "met"
    NOT_NEEDED = "not_needed"


class Owner(StrEnum):
    """Whose condition it is."""

    HOSPITAL = "hospital"
    MUNICIPALITY = "municipality"


@dataclass(frozen=True, slots=True)
class ConditionResult:
    """One condition of one journey; `met_at` is also when it was said not to be needed."""

    condition: Condition
    state: ConditionState
    met_at: datetime | None
    owner: Owner


_OWNERS = {Condition.ENROLLED: Owner.MUNICIPALITY}


def close_out(counting: Sequence[EventRecord], *, municipal_services: bool | None) -> tuple[ConditionResult, ...]:
    """The six conditions from the effective events since the last discharge's stay began."""
    found = {
        Condition.DISCHARGED: _met(_last(counting, EventKind.DISCHARGED)),
        Condition.ENROLLED: _enrolled(counting, municipal_services),
        Condition.LETTER: _met(_acknowledged(counting)),
        Condition.FMK: _met(_last(counting, EventKind.FMK_UPDATED)),
        Condition.REHABILITATION: _rehabilitation(counting),
        Condition.OTHER_TASKS: _met(_last(counting, EventKind.OTHER_TASKS_DONE)),
    }
    return tuple(
        ConditionResult(condition, state, at, _OWNERS.get(condition, Owner.HOSPITAL))
        for condition, (state, at) in found.items()
    )


def closed_at(conditions: Sequence[ConditionResult]) -> datetime | None:
    """When the last condition was met, or None while one is open."""
    if any(each.state is ConditionState.OPEN for each in conditions):
        return None
    return max((each.met_at for each in conditions if each.met_at is not None), default=None)


_Found = tuple[ConditionState, datetime | None]


def _last(counting: Sequence[EventRecord], kind: EventKind) -> EventRecord | None:
    return next((event for event in reversed(counting) if event.kind is kind), None)


def _met(event: EventRecord | None) -> _Found:
    return (ConditionState.MET, event.occurred_at) if event else (ConditionState.OPEN, None)


def _acknowledged(counting: Sequence[EventRecord]) -> EventRecord | None:
    """Sent means positively acknowledged (RULES 2f L4)."""
    positive = [event for event in counting if event.kind is EventKind.LETTER_ACKNOWLEDGED]
    return next((event for event in positive if event.payload.get("positive") is True), None)


def _enrolled(counting: Sequence[EventRecord], municipal_services: bool | None) -> _Found:
    said = _last(counting, EventKind.MUNICIPAL_ENROLLED)
    if said is not None and said.payload.get("needed") is False:
        return ConditionState.NOT_NEEDED, said.occurred_at
    if said is None and municipal_services is False:
        return ConditionState.NOT_NEEDED, None
    return _met(said)


def _rehabilitation(counting: Sequence[EventRecord]) -> _Found:
    decided = _last(counting, EventKind.REHABILITATION_DECIDED)
    if decided is not None and decided.payload.get("needed") is False:
        return ConditionState.NOT_NEEDED, decided.occurred_at
    return _met(_last(counting, EventKind.REHABILITATION_PLAN_SENT))
