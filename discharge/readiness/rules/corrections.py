"""Clerical corrections of a ready time: one proposes, a doctor of the same hospital decides (RULES 2b lifecycle 3)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from journeys.domain.calendar.clock import local_date
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
    # Where the assessment was typed wrongly too.
    assessed_at: datetime | None = None


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
                assessed_at=event.instant("assessed_at"),
            )
    return None


def moved_reasons(reasons: Sequence[Mapping[str, Any]], *, was_at: datetime, at: datetime) -> list[dict[str, Any]]:
    """The reasons of a registration whose time is corrected: those that began with the waiting still do.

    A reason that began on a later day keeps it, as does one that had begun before the corrected time already.
    """
    moved = []
    for reason in reasons:
        since = datetime.fromisoformat(reason["from"]) if reason.get("from") else None
        with_waiting = since is not None and at < since and local_date(since) <= local_date(was_at)
        moved.append({**reason, "from": None} if with_waiting else dict(reason))
    return moved
