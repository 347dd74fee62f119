"""States of an outbox row and which follow which (DESIGN §4)."""

from enum import StrEnum


class OutboxState(StrEnum):
    """Where an outbox row stands."""

    PENDING = "pending"
    DONE = "done"
    DEAD = "dead"
    WITHDRAWN = "withdrawn"


# Done and withdrawn are final; dead waits for a person who revives it, so that nothing is lost.
TRANSITIONS: dict[OutboxState, frozenset[OutboxState]] = {
    OutboxState.PENDING: frozenset({OutboxState.DONE, OutboxState.DEAD, OutboxState.WITHDRAWN}),
    OutboxState.DONE: frozenset(),
    OutboxState.DEAD: frozenset({OutboxState.PENDING}),
    OutboxState.WITHDRAWN: frozenset(),
}


def sources_of(target: OutboxState) -> list[OutboxState]:
    """The states that may become `target`: the condition of the UPDATE that moves a row."""
    return [state for state, targets in TRANSITIONS.items() if target in targets]
