"""The journey's states and transitions, and the tables beside them (RULES 2i; medcom SPEC A3.4)."""

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


class AdmissionType(StrEnum):
    """Acute or planned; unknown until somebody says so."""

    ACUTE = "acute"
    PLANNED = "planned"
    UNKNOWN = "unknown"


S, K = JourneyStatus, EventKind

# Every state before the first contact event is None. A pair that is not here changes nothing and is kept as an anomaly.
TRANSITIONS: dict[tuple[JourneyStatus | None, EventKind], JourneyStatus] = {
    (None, K.ADMISSION_DECIDED): S.PLANNED,
    (S.PLANNED, K.ADMISSION_DECIDED): S.PLANNED,
    (S.PLANNED, K.ADMISSION_CALLED_OFF): S.CANCELLED,
    (S.CANCELLED, K.ADMISSION_DECIDED): S.PLANNED,
    (S.ADMITTED, K.LEAVE_STARTED): S.ON_LEAVE,
    (S.ON_LEAVE, K.LEAVE_STARTED): S.ON_LEAVE,
    (S.READY, K.LEAVE_STARTED): S.ON_LEAVE,
    (None, K.LEAVE_STARTED): S.ON_LEAVE,
    (S.PLANNED, K.LEAVE_STARTED): S.ON_LEAVE,
    (S.ON_LEAVE, K.LEAVE_ENDED): S.ADMITTED,
    (S.ADMITTED, K.LEAVE_ENDED): S.ADMITTED,
    (None, K.LEAVE_ENDED): S.ADMITTED,
    (S.PLANNED, K.LEAVE_ENDED): S.ADMITTED,
    # Only who is in a bed goes on leave: the admission between was lost (by hand it is refused, see `entry`).
    (S.ACUTE_AMBULATORY, K.LEAVE_STARTED): S.ON_LEAVE,
    (S.ACUTE_AMBULATORY, K.LEAVE_ENDED): S.ADMITTED,
    (S.READY, K.LEAVE_ENDED): S.READY,
    (S.ADMITTED, K.READY_REGISTERED): S.READY,
    (S.READY, K.TREATMENT_RESUMED): S.ADMITTED,
    (S.READY, K.TERMINAL_DECLARED): S.ADMITTED,
    **{(state, K.ACUTE_ARRIVED): S.ACUTE_AMBULATORY for state in (None, *JourneyStatus) if state is not S.DECEASED},
    **{(state, K.ADMITTED): S.ADMITTED for state in (None, *JourneyStatus) if state is not S.DECEASED},
    **{(state, K.DISCHARGED): S.DISCHARGED for state in (None, *JourneyStatus) if state is not S.DECEASED},
    **{(state, K.DIED): S.DECEASED for state in (None, *JourneyStatus)},
}

# A sister table: in these states the citizen is in hospital care.
IN_HOSPITAL = frozenset({S.ADMITTED, S.ACUTE_AMBULATORY, S.ON_LEAVE, S.READY})
# And in these nothing more is expected of anybody.
ENDED = frozenset({S.CLOSED, S.CANCELLED, S.DECEASED})


def next_status(current: JourneyStatus | None, kind: EventKind) -> JourneyStatus | None:
    """The state after an event of `kind`, or None when the table knows no such step."""
    return TRANSITIONS.get((current, kind))
