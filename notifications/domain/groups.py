"""Kinds of news put together as people choose among them; their names tell nothing about a citizen (DESIGN §6)."""

from enum import StrEnum

from notifications.domain.kinds import NotificationKind as K


class NewsGroup(StrEnum):
    """What a rule or a choice is about; each kind of news is in one of them."""

    STAY = "stay"
    DISCHARGE_TIME = "discharge_time"
    READINESS = "readiness"
    DOCUMENTS = "documents"
    QUESTIONS = "questions"
    RESPONSIBILITY = "responsibility"
    ESCALATIONS = "escalations"
    PLANS = "plans"
    ACCOUNTS = "accounts"


_G = NewsGroup
KINDS_OF: dict[NewsGroup, tuple[K, ...]] = {
    _G.STAY: (
        K.ADMISSION,
        K.ACUTE_ARRIVAL,
        K.DISCHARGE,
        K.NO_SHOW,
        K.TRANSFER,
        K.LEFT_AGAINST_ADVICE,
        K.LEAVE,
        K.DEATH,
        K.DEATH_REPORTED,
        K.DISCHARGE_REPORTED,
        K.REPORT_DECLINED,
        K.STAY_CLAIMED,
        K.STAY_DECLINED,
        K.CORRECTION,
        K.CANCELLATION,
        K.ADMISSION_PLANNED,
        K.ADMISSION_CALLED_OFF,
        K.EMERGENCY,
        K.EMERGENCY_OVER,
    ),
    _G.DISCHARGE_TIME: (
        K.EXPECTED_DISCHARGE,
        K.DISCHARGE_PROPOSED,
        K.DISCHARGE_AGREED,
        K.DISCHARGE_COUNTERED,
        K.DISCHARGE_QUESTIONED,
        K.DISCHARGE_ANSWERED,
        K.WISH_RECORDED,
        K.BARRIER_RAISED,
        K.BARRIER_CLOSED,
    ),
    _G.READINESS: (
        K.READY,
        K.READY_REASONS,
        K.READY_CORRECTION_PROPOSED,
        K.READY_DISAGREED,
        K.TREATMENT_RESUMED,
        K.TERMINAL,
    ),
    _G.DOCUMENTS: (
        K.DOCUMENT_SENT,
        K.DOCUMENT_ANSWERED,
        K.DOCUMENT_SENT_IN_ERROR,
        K.CITIZEN_TOLD,
        K.MEETING_ASKED,
        K.MEETING_INVITED,
        K.MEETING_DECLINED,
        K.MESSAGE_NOT_RECEIVED,
        K.LETTER_SENT,
        K.LETTER_RECEIPT,
        K.LETTER_OVERDUE,
        K.REPORT_REQUESTED,
        K.NOTE,
    ),
    _G.QUESTIONS: (K.QUESTION_ASKED, K.QUESTION_ANSWERED),
    _G.RESPONSIBILITY: (
        K.HANDOVER_OFFERED,
        K.HANDOVER_ACCEPTED,
        K.WINDOW_STARTED,
        K.WINDOW_CHANGED,
        K.WINDOW_ENDED,
        K.WINDOW_VOIDED,
        K.WINDOW_EXEMPTED,
        K.ACUTE_FUNCTION,
        K.ACUTE_FUNCTION_OVER,
        K.ENROLLED,
    ),
    _G.ESCALATIONS: (K.DEADLINE_PASSED, K.ANSWER_OWED, K.ANSWER_MISSING),
    _G.PLANS: (K.PLAN_TASK_LATE, K.LEARNING_NOMINATED),
    _G.ACCOUNTS: (K.ADMINISTRATOR_ASKED, K.ADMINISTRATOR_GIVEN, K.ADMINISTRATOR_ENDED, K.ADMINISTRATOR_SEES),
}
GROUP_OF: dict[K, NewsGroup] = {kind: group for group, kinds in KINDS_OF.items() for kind in kinds}
# Whom an escalation is told to stand in its step, not in a unit's rules.
RULED_GROUPS = tuple(group for group in NewsGroup if group is not NewsGroup.ESCALATIONS)
