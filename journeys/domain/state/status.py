"""The journey's states and transitions, and the tables beside them (RULES 2i; medcom SPEC A3.4)."""

from collections.abc import Set
from datetime import timedelta
from enum import StrEnum

from journeys.domain.events import EventKind


class JourneyStatus(StrEnum):
    """Where the journey stands (DESIGN §8)."""

    PLANNED = "planned"
    ADMITTED = "admitted"
    ACUTE_AMBULATORY = "acute_ambulatory"
    ON_LEAVE = "on_leave"
    READY = "ready"
    DISCHARGED = "discharged"
    CLOSED = "closed"
    CANCELLED = "cancelled"
    DECEASED = "deceased"


# Out of the hospital's hands: whether everything is closed out and whether the ward still answers are clocks apart.
AT_HOME = frozenset({JourneyStatus.DISCHARGED, JourneyStatus.CLOSED})


class AdmissionType(StrEnum):
    """Acute or planned; unknown until somebody says so."""

    ACUTE = "acute"
    PLANNED = "planned"
    UNKNOWN = "unknown"


class Overlay(StrEnum):
    """What lies over the state table: folds of their own know when it holds."""

    WAITS = "ready period open"
    ALL_MET = "close-out met"


S, K = JourneyStatus, EventKind

# A sister table: the state that is shown while an overlay holds (RULES 2b lifecycle, 2g). No event leads to one, since
# a ready period ends in more ways than by an event: a leave grows long, a registration is corrected.
OVERLAYS: dict[tuple[JourneyStatus, Overlay], JourneyStatus] = {
    (S.ADMITTED, Overlay.WAITS): S.READY,
    (S.DISCHARGED, Overlay.ALL_MET): S.CLOSED,
}
# The states that events lead to and from; every state before the first contact event is None.
BASE: tuple[JourneyStatus | None, ...] = (None, *(state for state in S if state not in OVERLAYS.values()))
ALIVE = tuple(state for state in BASE if state is not S.DECEASED)

# A pair that is not here changes nothing and is kept as an anomaly.
TRANSITIONS: dict[tuple[JourneyStatus | None, EventKind], JourneyStatus] = {
    (None, K.ADMISSION_DECIDED): S.PLANNED,
    (S.PLANNED, K.ADMISSION_DECIDED): S.PLANNED,
    (S.PLANNED, K.ADMISSION_CALLED_OFF): S.CANCELLED,
    (S.CANCELLED, K.ADMISSION_DECIDED): S.PLANNED,
    (S.ADMITTED, K.LEAVE_STARTED): S.ON_LEAVE,
    (S.ON_LEAVE, K.LEAVE_STARTED): S.ON_LEAVE,
    (None, K.LEAVE_STARTED): S.ON_LEAVE,
    (S.PLANNED, K.LEAVE_STARTED): S.ON_LEAVE,
    (S.ON_LEAVE, K.LEAVE_ENDED): S.ADMITTED,
    (S.ADMITTED, K.LEAVE_ENDED): S.ADMITTED,
    (None, K.LEAVE_ENDED): S.ADMITTED,
    (S.PLANNED, K.LEAVE_ENDED): S.ADMITTED,
    # Only who is in a bed goes on leave: the admission between was lost (by hand it is refused, see `entry`).
    (S.ACUTE_AMBULATORY, K.LEAVE_STARTED): S.ON_LEAVE,
    (S.ACUTE_AMBULATORY, K.LEAVE_ENDED): S.ADMITTED,
    **{(state, K.ACUTE_ARRIVED): S.ACUTE_AMBULATORY for state in ALIVE},
    **{(state, K.ADMITTED): S.ADMITTED for state in ALIVE},
    **{(state, K.DISCHARGED): S.DISCHARGED for state in ALIVE},
    **{(state, K.DIED): S.DECEASED for state in BASE},
}

# A sister table: in these states the citizen is in hospital care.
IN_HOSPITAL = frozenset({S.ADMITTED, S.ACUTE_AMBULATORY, S.ON_LEAVE, S.READY})
# In these the stay is over and the citizen lives.
AT_HOME = frozenset({S.DISCHARGED, S.CLOSED})
# And in these nothing more is expected of anybody.
ENDED = frozenset({S.CLOSED, S.CANCELLED, S.DECEASED})


def next_status(current: JourneyStatus | None, kind: EventKind) -> JourneyStatus | None:
    """The state after an event of `kind`, or None when the table knows no such step."""
    return TRANSITIONS.get((current, kind))


def shown_status(status: JourneyStatus, overlays: Set[Overlay]) -> JourneyStatus:
    """The state that people see: the table's, or the one that an overlay puts in its place."""
    return next((OVERLAYS[status, each] for each in overlays if (status, each) in OVERLAYS), status)


# A discharge whose conditions nobody meets, or a plan that never begins, is over after a year (inf): else never.
OVER_AT_LAST = timedelta(days=365)
