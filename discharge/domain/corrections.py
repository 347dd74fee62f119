"""Clerical corrections of a ready time: one proposes, a doctor of the same hospital decides (RULES 2b lifecycle 3)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from journeys.domain.events import EventKind, EventRecord


@dataclass(frozen=True, slots=True)
class ProposedCorrection:
    """A correction that waits for a doctor; `at` None says that the registration was made in error."""

    ref: str
    target_ref: str
    at: datetime | None
    reason: str
    actor: str | None
    proposed_at: datetime


def pending_correction(counting: Sequence[EventRecord]) -> ProposedCorrection | None:
    """The newest proposal about a registration that still counts; deciding voids the registration or the proposal."""
    registered = {event.ref for event in counting if event.kind is EventKind.READY_REGISTERED}
    for event in reversed(counting):
        if event.kind is EventKind.READY_CORRECTION_PROPOSED and event.text("ready_ref") in registered:
            return ProposedCorrection(
                ref=event.ref,
                target_ref=event.text("ready_ref") or "",
                at=event.instant("at"),
                reason=event.text("reason") or "",
                actor=event.actor,
                proposed_at=event.occurred_at,
            )
    return None
