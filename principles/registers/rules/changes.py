"""Requests to change the agreement: what can be decided, and how many stand open (FQ10; K23)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum


class ChangeState(StrEnum):
    """Where a request stands; each decision has a reason."""

    OPEN = "open"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    IMPLEMENTED = "implemented"


TRANSITIONS: Mapping[ChangeState, frozenset[ChangeState]] = {
    ChangeState.OPEN: frozenset({ChangeState.ACCEPTED, ChangeState.REJECTED}),
    ChangeState.ACCEPTED: frozenset({ChangeState.IMPLEMENTED, ChangeState.REJECTED}),
    # What was refused can be taken up again.
    ChangeState.REJECTED: frozenset({ChangeState.ACCEPTED}),
    ChangeState.IMPLEMENTED: frozenset(),
}


@dataclass(frozen=True, slots=True)
class Requests:
    """K23: how many wait for a decision, how many got one, and how many of these stand in the agreement."""

    open: int
    decided: int
    implemented: int


def requests(states: Iterable[ChangeState]) -> Requests:
    """Of these requests."""
    listed = list(states)
    waiting = listed.count(ChangeState.OPEN)
    return Requests(waiting, len(listed) - waiting, listed.count(ChangeState.IMPLEMENTED))
