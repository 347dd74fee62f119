"""Barriers: what stands in the way of a step, on any day of the stay, each with owner and due time (UX §3 item 3).

A barrier is not a delay: a delay exists only after the agreed discharge time (`discharge.agreement.rules.delays`).
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from journeys.domain.events import EventKind, EventRecord
from journeys.domain.events.kinds import END_KINDS
from journeys.domain.events.payloads.agreement import BarrierClosed, BarrierRaised


class BarrierKind(StrEnum):
    """What can stand in the way; anything else is `other` with a text."""

    MEDICINE = "medicine"
    AIDS = "aids"
    HOME = "home"
    PLACE = "place"
    REHABILITATION = "rehabilitation"
    TRANSPORT = "transport"
    RELATIVES = "relatives"
    OTHER = "other"


class BarrierOwner(StrEnum):
    """Whose it is to clear away: one side, so that nothing is open without an owner (RULES 001-22)."""

    HOSPITAL = "hospital"
    MUNICIPALITY = "municipality"


@dataclass(frozen=True, slots=True)
class Barrier:
    """One barrier; `closed_at` is None while it stands."""

    ref: str
    kind: BarrierKind
    text: str
    owner: BarrierOwner
    raised_at: datetime
    due_at: datetime | None
    organisation: str | None
    closed_at: datetime | None = None

    @property
    def is_open(self) -> bool:
        """Whether it still stands."""
        return self.closed_at is None


def barriers(counting: Sequence[EventRecord], legs: Collection[str] = ()) -> tuple[Barrier, ...]:
    """The barriers from the effective events in order; whoever goes home or dies has none left.

    `legs` are the refs of the discharges that are transfers: nobody went home by them (RULES 2i V4).
    """
    found: dict[str, Barrier] = {}
    for event in counting:
        if event.kind is EventKind.BARRIER_RAISED:
            found[event.ref] = _raised(event)
        elif event.kind is EventKind.BARRIER_CLOSED:
            _close(found, [str(event.read(BarrierClosed).barrier_ref)], event.occurred_at)
        elif event.kind in END_KINDS and event.ref not in legs:
            _close(found, list(found), event.occurred_at)
    return tuple(found.values())


def _raised(event: EventRecord) -> Barrier:
    raised = event.read(BarrierRaised)
    kind, owner = raised.barrier, raised.owner
    return Barrier(
        ref=event.ref,
        kind=BarrierKind(kind) if kind in {each.value for each in BarrierKind} else BarrierKind.OTHER,
        text=raised.text or "",
        owner=BarrierOwner(owner) if owner in {each.value for each in BarrierOwner} else BarrierOwner.HOSPITAL,
        raised_at=event.occurred_at,
        due_at=raised.due_at,
        organisation=event.organisation,
    )


def _close(found: dict[str, Barrier], refs: Sequence[str], at: datetime) -> None:
    for ref in refs:
        if ref in found and found[ref].is_open and found[ref].raised_at <= at:
            found[ref] = replace(found[ref], closed_at=at)
