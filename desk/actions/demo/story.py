"""A story: one citizen's stay as steps in time; hours are counted back from now."""

from dataclasses import dataclass, field
from typing import Any

from journeys.domain.events import EventKind


@dataclass(frozen=True, slots=True)
class Step:
    """One thing told by a message: admit, emergency, leave, back, discharge, die, revise, cancel, move.

    Of somebody without papers: refused (a message), by_hand, identified.
    """

    what: str
    hours_ago: float
    # `move`: the key of the receiving ward; `revise`: how many hours the corrected time lies before the step.
    to: str = ""
    by_hours: float = 0


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing entered by hand: its kind, when, whose (organisation key or "" for the ward), and what."""

    kind: EventKind
    hours_ago: float
    payload: dict[str, Any] = field(default_factory=dict)
    by: str = ""


@dataclass(frozen=True, slots=True)
class Glass:
    """Somebody who is no party opened the citizen with a reason, and nobody has judged it yet."""

    username: str
    hours_ago: float
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Tale:
    """Where, whose, what is known, and what happened. None is unknown, as in life."""

    ward: str
    municipality: str
    steps: tuple[Step, ...]
    gp: str | None = "praksis-01"
    services: bool | None = True
    nursing: bool | None = None
    social: bool | None = None
    elder: bool | None = None
    # Fifteen or so, where the others are old.
    young: bool = False
    facts: tuple[Fact, ...] = ()
    planned_in_hours: float | None = None
    # Comes in under a replacement number, and turns out to be the person of the cast.
    provisional: bool = False
    glass: Glass | None = None
