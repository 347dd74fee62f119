"""What the other parties are told about an event; None for what is only kept."""

from journeys.domain.departures import EndedBy
from journeys.domain.events import EventKind as K

# Values are the notification kinds by name: journeys' rules know no other app.
_TOLD = {
    K.ADMITTED: "admission",
    K.ACUTE_ARRIVED: "acute_arrival",
    K.DISCHARGED: "discharge",
    K.LEAVE_STARTED: "leave",
    K.LEAVE_ENDED: "leave",
    K.DIED: "death",
    K.DEATH_REPORTED: "death_reported",
    K.DISCHARGE_REPORTED: "discharge_reported",
    K.REPORT_DECLINED: "report_declined",
    K.STAY_CLAIMED: "stay_claimed",
    K.STAY_DECLINED: "stay_declined",
    K.CANCELLED: "cancellation",
    K.ADMISSION_DECIDED: "admission_planned",
    K.ADMISSION_CALLED_OFF: "admission_called_off",
    K.NURSING_ANSWERED: "question_answered",
    K.DESTINATION_STATED: "question_answered",
    K.HANDOVER_OFFERED: "handover_offered",
    K.HANDOVER_ACCEPTED: "handover_accepted",
    K.READY_REGISTERED: "ready",
    K.REASONS_STATED: "ready_reasons",
    K.READY_CORRECTION_PROPOSED: "ready_correction_proposed",
    K.TREATMENT_RESUMED: "treatment_resumed",
    K.TERMINAL_DECLARED: "terminal",
    K.READY_DISAGREED: "ready_disagreed",
    K.BARRIER_RAISED: "barrier_raised",
    K.BARRIER_CLOSED: "barrier_closed",
    K.EXPECTED_DISCHARGE_STATED: "expected_discharge",
    K.DISCHARGE_PROPOSED: "discharge_proposed",
    K.DISCHARGE_ACCEPTED: "discharge_agreed",
    K.DISCHARGE_COUNTERED: "discharge_countered",
    K.DISCHARGE_QUESTIONED: "discharge_questioned",
    K.DISCHARGE_ANSWERED: "discharge_answered",
    K.WISH_RECORDED: "wish_recorded",
    K.RESPONSIBILITY_EXEMPTED: "window_exempted",
    K.EMERGENCY_CALLED: "emergency",
    K.EMERGENCY_ENDED: "emergency_over",
    K.DEPARTURE_STATED: "question_answered",
    K.LETTER_HANDED: "letter_sent",
    K.LETTER_SENT: "letter_sent",
    K.LETTER_ACKNOWLEDGED: "letter_receipt",
    K.MUNICIPAL_ENROLLED: "enrolled",
    K.ACUTE_FUNCTION_STARTED: "acute_function",
    K.ACUTE_FUNCTION_ENDED: "acute_function_over",
    K.TREATMENT_OVER: "acute_function_over",
}
# The two sides plan the home-coming between them; the practice reads the outcome on the journey.
BETWEEN_THE_TWO = frozenset(
    {
        K.READY_REGISTERED,
        K.REASONS_STATED,
        K.READY_CORRECTION_PROPOSED,
        K.READY_DISAGREED,
        K.BARRIER_RAISED,
        K.BARRIER_CLOSED,
        K.EXPECTED_DISCHARGE_STATED,
        K.DISCHARGE_PROPOSED,
        K.DISCHARGE_ACCEPTED,
        K.DISCHARGE_COUNTERED,
        K.DISCHARGE_QUESTIONED,
        K.DISCHARGE_ANSWERED,
        K.WISH_RECORDED,
    }
)
SIDES = frozenset({"hospital", "municipality"})


_DEPARTURES = {EndedBy.TRANSFERRED.value: "transfer", EndedBy.LEFT_AGAINST_ADVICE.value: "left_against_advice"}


def told_as(kind: K, *, corrects: bool, ended_by: str | None = None) -> str | None:
    """The kind of notification for an event; a correction of something told is told as a correction.

    `ended_by` is how a discharge went: nobody is told of a discharge to the home that was none (RULES 2i V4).
    """
    told = _TOLD.get(kind)
    if kind is K.ADMISSION_CALLED_OFF and ended_by == EndedBy.NO_SHOW:
        told = "no_show"
    if kind in (K.DISCHARGED, K.DEPARTURE_STATED):
        told = _DEPARTURES.get(ended_by or "", told)
    return "correction" if told is not None and corrects and kind is not K.CANCELLED else told
