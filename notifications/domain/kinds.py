"""What a unit can be told (issue 2; RULES 2e, 2i)."""

from enum import StrEnum


class NotificationKind(StrEnum):
    """One kind per sentence that a unit reads."""

    ADMISSION = "admission"
    ACUTE_ARRIVAL = "acute_arrival"
    DISCHARGE = "discharge"
    NO_SHOW = "no_show"
    TRANSFER = "transfer"
    LEFT_AGAINST_ADVICE = "left_against_advice"
    LEAVE = "leave"
    DEATH = "death"
    DEATH_REPORTED = "death_reported"
    DISCHARGE_REPORTED = "discharge_reported"
    REPORT_DECLINED = "report_declined"
    STAY_CLAIMED = "stay_claimed"
    STAY_DECLINED = "stay_declined"
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
    READY = "ready"
    READY_REASONS = "ready_reasons"
    READY_CORRECTION_PROPOSED = "ready_correction_proposed"
    READY_DISAGREED = "ready_disagreed"
    TREATMENT_RESUMED = "treatment_resumed"
    TERMINAL = "terminal"
    BARRIER_RAISED = "barrier_raised"
    BARRIER_CLOSED = "barrier_closed"
    EXPECTED_DISCHARGE = "expected_discharge"
    DISCHARGE_PROPOSED = "discharge_proposed"
    DISCHARGE_AGREED = "discharge_agreed"
    DISCHARGE_COUNTERED = "discharge_countered"
    DISCHARGE_QUESTIONED = "discharge_questioned"
    DISCHARGE_ANSWERED = "discharge_answered"
    WISH_RECORDED = "wish_recorded"
    WINDOW_EXEMPTED = "window_exempted"
    EMERGENCY = "emergency"
    EMERGENCY_OVER = "emergency_over"
    LETTER_SENT = "letter_sent"
    LETTER_RECEIPT = "letter_receipt"
    LETTER_OVERDUE = "letter_overdue"
    DOCUMENT_SENT = "document_sent"
    MESSAGE_NOT_RECEIVED = "message_not_received"
    DOCUMENT_ANSWERED = "document_answered"
    DOCUMENT_SENT_IN_ERROR = "document_sent_in_error"
    CITIZEN_TOLD = "citizen_told"
    MEETING_ASKED = "meeting_asked"
    MEETING_INVITED = "meeting_invited"
    MEETING_DECLINED = "meeting_declined"
    ACUTE_FUNCTION = "acute_function"
    ACUTE_FUNCTION_OVER = "acute_function_over"
    ENROLLED = "enrolled"
    NOTE = "note"
    DEADLINE_PASSED = "deadline_passed"
    ANSWER_OWED = "answer_owed"
    ANSWER_MISSING = "answer_missing"
    PLAN_TASK_LATE = "plan_task_late"
    LEARNING_NOMINATED = "learning_nominated"
    ADMINISTRATOR_ASKED = "administrator_asked"
    ADMINISTRATOR_GIVEN = "administrator_given"
    ADMINISTRATOR_ENDED = "administrator_ended"
    ADMINISTRATOR_SEES = "administrator_sees"


# About accounts, not about citizens: shown to administrators.
ABOUT_ACCOUNTS = frozenset(
    {
        NotificationKind.ADMINISTRATOR_ASKED,
        NotificationKind.ADMINISTRATOR_GIVEN,
        NotificationKind.ADMINISTRATOR_ENDED,
        NotificationKind.ADMINISTRATOR_SEES,
    }
)
