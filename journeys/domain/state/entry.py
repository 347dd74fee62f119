"""Whether something can be entered by hand now: the order of a stay and the clock (issue: a manual journey)."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from journeys.domain.calendar.clock import to_minute
from journeys.domain.calendar.plausible import TOLERANCE
from journeys.domain.events import EventKind
from journeys.domain.events.kinds import ADMISSIONS
from journeys.domain.state.status import IN_HOSPITAL, JourneyStatus

# A planned time further away than this is a typing error (inf).
PLANNED_AT_MOST = timedelta(days=366)


@dataclass(frozen=True, slots=True)
class EntryProblem:
    """Why not: a machine code, the field it concerns, and the facts for its sentence."""

    code: str
    field: str
    facts: dict[str, str]


_NEEDS_BED = frozenset({EventKind.LEAVE_STARTED, EventKind.LEAVE_ENDED})


def contact_problem(
    kind: EventKind,
    occurred_at: datetime,
    *,
    now: datetime,
    status: JourneyStatus | None,
    begun_at: datetime | None,
    on_leave_since: datetime | None = None,
) -> EntryProblem | None:
    """The first reason why a contact event cannot be entered, or None. `status` None is a journey not yet begun."""
    if occurred_at > now + TOLERANCE:
        return EntryProblem("entry.in_future", "occurred_at", {"at": occurred_at.isoformat()})
    if status is JourneyStatus.DECEASED:
        return EntryProblem("entry.deceased", "kind", {})
    if kind in ADMISSIONS:
        return None
    if kind is not EventKind.DIED and status not in IN_HOSPITAL:
        return EntryProblem("entry.not_in_hospital", "kind", {})
    if kind in _NEEDS_BED and status is JourneyStatus.ACUTE_AMBULATORY:
        return EntryProblem("entry.not_in_bed", "kind", {})
    if kind is EventKind.LEAVE_ENDED and status is not JourneyStatus.ON_LEAVE:
        return EntryProblem("entry.not_on_leave", "kind", {})
    if kind is EventKind.DIED:
        # A death is true whatever was keyed before: a wrong time of admission is settled afterwards (B13).
        return None
    return _before(occurred_at, on_leave_since if kind is EventKind.LEAVE_ENDED else begun_at)


def death_at_home_problem(occurred_at: datetime, *, left_at: datetime | None) -> EntryProblem | None:
    """Why a death cannot have happened at home then: the citizen left hospital at `left_at`, the last of all stays.

    Both were typed to the minute.
    """
    if left_at is None or occurred_at >= to_minute(left_at):
        return None
    return EntryProblem("entry.death_in_stay", "occurred_at", {})


def moved_problem(kind: EventKind, occurred_at: datetime, beginning: datetime | None) -> EntryProblem | None:
    """Why a contact event cannot be corrected to another time: what it ends had begun at `beginning`."""
    begins_or_dies = kind in ADMISSIONS or kind is EventKind.DIED
    return None if begins_or_dies else _before(occurred_at, beginning)


def _before(occurred_at: datetime, earliest: datetime | None) -> EntryProblem | None:
    if earliest is not None and occurred_at < earliest:
        return EntryProblem("entry.before_beginning", "occurred_at", {"earliest": earliest.isoformat()})
    return None


def plan_problem(planned_at: datetime, *, now: datetime) -> EntryProblem | None:
    """Why a planned time cannot be right, or None."""
    if planned_at < now - TOLERANCE:
        return EntryProblem("entry.plan_in_past", "planned_at", {"at": planned_at.isoformat()})
    if planned_at > now + PLANNED_AT_MOST:
        return EntryProblem("entry.plan_too_far", "planned_at", {"at": planned_at.isoformat()})
    return None
