"""What a unit can be told (issue 2; RULES 2e, 2i)."""

from enum import StrEnum


class NotificationKind(StrEnum):
    """One kind per sentence that a unit reads."""

    ADMISSION = "admission"
    ACUTE_ARRIVAL = "acute_arrival"
    DISCHARGE = "discharge"
    LEAVE = "leave"
    DEATH = "death"
    CORRECTION = "correction"
    CANCELLATION = "cancellation"
    ADMISSION_PLANNED = "admission_planned"
    ADMISSION_CALLED_OFF = "admission_called_off"
    REPORT_REQUESTED = "report_requested"
    QUESTION_ASKED = "question_asked"
    QUESTION_ANSWERED = "question_answered"
    HANDOVER_OFFERED = "handover_offered"
    HANDOVER_ACCEPTED = "handover_accepted"
    WINDOW_STARTED = "window_started"
    WINDOW_CHANGED = "window_changed"
    WINDOW_ENDED = "window_ended"
    WINDOW_VOIDED = "window_voided"
