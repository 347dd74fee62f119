"""How long nothing may be heard of a citizen before the ward is asked (RULES 2i V8; 001-22). No source gives a time."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from journeys.domain.doctors.handovers import HandoverOffer
from journeys.domain.events import EventKind, EventRecord
from journeys.domain.events.payloads.responsibility import HandoverAccepted

# Within which a question about a silence is to be answered (inf).
ANSWER_WITHIN = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class Silences:
    """After the planned time, in acute-ambulatory care, and in a bed; all (inf) and configurable."""

    planned: timedelta = timedelta(hours=4)
    acute_ambulatory: timedelta = timedelta(hours=24)
    in_bed: timedelta = timedelta(days=14)


DEFAULT_SILENCES = Silences()

# What shows that the hospital still has the citizen; what others say or read proves nothing.
_SIGNS = frozenset(
    {
        EventKind.ACUTE_ARRIVED,
        EventKind.ADMITTED,
        EventKind.LEAVE_STARTED,
        EventKind.LEAVE_ENDED,
        EventKind.PLACED,
        EventKind.PHYSICIAN_NAMED,
        EventKind.HANDOVER_ACCEPTED,
        EventKind.READY_REGISTERED,
        EventKind.TREATMENT_RESUMED,
        EventKind.TERMINAL_DECLARED,
        EventKind.EXPECTED_DISCHARGE_STATED,
        EventKind.DISCHARGE_PROPOSED,
        EventKind.STAY_CONFIRMED,
    }
)


def last_sign(counting: Sequence[EventRecord]) -> datetime | None:
    """When the hospital last said something that shows that the citizen is there."""
    signs = [
        event
        for event in counting
        if event.kind in _SIGNS and event.read(HandoverAccepted).offer != HandoverOffer.ACUTE_FUNCTION
    ]
    return max((event.occurred_at for event in signs), default=None)


def plan_lapses_at(
    planned_at: datetime | None, decided_at: datetime, silences: Silences = DEFAULT_SILENCES
) -> datetime:
    """When a stay that has not begun is no longer expected; without a planned time a week after the decision (inf)."""
    return planned_at + silences.planned if planned_at else decided_at + timedelta(days=7)
