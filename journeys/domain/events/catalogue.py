"""What is decided about each kind of event: one row per kind, in which the tables of telling and release look."""

from collections.abc import Mapping
from dataclasses import dataclass

from journeys.domain.events.kinds import EventKind as K


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """What is decided about one kind.

    `told_as` is the notification kind by name, since journeys' rules know no other app; None is only kept, told to
    nobody. `immediate` is read by other houses at once and cannot be undone in silence (DESIGN §4). `only_words` is
    nothing without its words. `icon` is the code of its picture in the timeline.
    """

    told_as: str | None = None
    # The two sides plan the home-coming between them; the practice reads the outcome on the journey.
    between_the_two: bool = False
    icon: str = "task"
    immediate: bool = False
    only_words: bool = False


CATALOGUE: Mapping[K, Row] = {
    K.ACUTE_ARRIVED: Row(told_as="acute_arrival", icon="admit"),
    K.ADMITTED: Row(told_as="admission", icon="admit"),
    K.LEAVE_STARTED: Row(told_as="leave", icon="leave"),
    K.LEAVE_ENDED: Row(told_as="leave", icon="admit"),
    K.DISCHARGED: Row(told_as="discharge", icon="discharge"),
    K.DIED: Row(told_as="death", icon="death"),
    K.DEPARTURE_STATED: Row(told_as="question_answered", icon="discharge"),
    K.STAY_CONFIRMED: Row(),
    K.REGION_STATED: Row(),
    K.CANCELLED: Row(told_as="cancellation", icon="void"),
    K.ALSO_SENT: Row(),
    K.OTHER_CITIZEN_NAMED: Row(),
    K.DOUBT_SETTLED: Row(),
    K.DEATH_REPORTED: Row(told_as="death_reported"),
    K.DISCHARGE_REPORTED: Row(told_as="discharge_reported"),
    K.REPORT_DECLINED: Row(told_as="report_declined"),
    K.STAY_CLAIMED: Row(told_as="stay_claimed"),
    K.STAY_DECLINED: Row(told_as="stay_declined"),
    K.ADMISSION_DECIDED: Row(told_as="admission_planned", icon="clock"),
    K.ADMISSION_CALLED_OFF: Row(told_as="admission_called_off", icon="void"),
    K.PLACED: Row(icon="hospital"),
    K.SPECIALITY_STATED: Row(),
    K.ADMISSION_TYPE_STATED: Row(),
    K.PHYSICIAN_NAMED: Row(icon="user"),
    K.HANDOVER_OFFERED: Row(told_as="handover_offered", icon="user"),
    K.HANDOVER_ACCEPTED: Row(told_as="handover_accepted", icon="user"),
    K.MEDICATION_RESPONSIBLE_STATED: Row(icon="user"),
    K.DESTINATION_STATED: Row(told_as="question_answered", icon="home"),
    K.NURSING_ANSWERED: Row(told_as="question_answered"),
    K.REPORT_OF_ADMISSION_SENT: Row(icon="document"),
    K.ACKNOWLEDGED: Row(icon="double-check"),
    K.NOTE_WRITTEN: Row(icon="message", only_words=True),
    K.SHARED: Row(),
    K.CITIZEN_JOINED: Row(),
    K.CITIZEN_PARTED: Row(),
    K.AFFILIATION_STATED: Row(),
    K.GP_STATED: Row(icon="gp"),
    K.RESIDENCE_STATED: Row(icon="municipality"),
    K.READY_REGISTERED: Row(told_as="ready", between_the_two=True, icon="check"),
    K.READY_CORRECTION_PROPOSED: Row(told_as="ready_correction_proposed", between_the_two=True),
    K.REASONS_STATED: Row(told_as="ready_reasons", between_the_two=True),
    K.TREATMENT_RESUMED: Row(told_as="treatment_resumed"),
    K.TERMINAL_DECLARED: Row(told_as="terminal"),
    K.READY_DISAGREED: Row(told_as="ready_disagreed", between_the_two=True, only_words=True),
    K.BARRIER_RAISED: Row(told_as="barrier_raised", between_the_two=True),
    K.BARRIER_CLOSED: Row(told_as="barrier_closed", between_the_two=True),
    K.EXPECTED_DISCHARGE_STATED: Row(told_as="expected_discharge", between_the_two=True),
    K.DISCHARGE_PROPOSED: Row(told_as="discharge_proposed", between_the_two=True),
    K.DISCHARGE_ACCEPTED: Row(told_as="discharge_agreed", between_the_two=True),
    K.DISCHARGE_COUNTERED: Row(told_as="discharge_countered", between_the_two=True),
    K.DISCHARGE_QUESTIONED: Row(told_as="discharge_questioned", between_the_two=True),
    K.DISCHARGE_ANSWERED: Row(told_as="discharge_answered", between_the_two=True),
    K.WISH_RECORDED: Row(told_as="wish_recorded", between_the_two=True, only_words=True),
    K.LETTER_SENT: Row(told_as="letter_sent", icon="document"),
    K.LETTER_ACKNOWLEDGED: Row(told_as="letter_receipt", icon="double-check"),
    K.LETTER_HANDED: Row(told_as="letter_sent", icon="document"),
    K.FMK_UPDATED: Row(),
    K.REHABILITATION_DECIDED: Row(),
    K.REHABILITATION_PLAN_SENT: Row(),
    K.MUNICIPAL_ENROLLED: Row(told_as="enrolled"),
    K.OTHER_TASKS_DONE: Row(),
    K.DAY_AGREED: Row(),
    K.DAY_DISPUTED: Row(),
    K.RESPONSIBILITY_EXEMPTED: Row(told_as="window_exempted"),
    K.RESPONSIBILITY_EXTENDED: Row(),
    K.EMERGENCY_CALLED: Row(told_as="emergency", icon="phone", immediate=True),
    K.EMERGENCY_ENDED: Row(told_as="emergency_over"),
    K.CALL_LOGGED: Row(icon="phone", immediate=True),
    K.ACUTE_FUNCTION_STARTED: Row(told_as="acute_function"),
    K.ACUTE_FUNCTION_ENDED: Row(told_as="acute_function_over"),
    K.TREATMENT_OVER: Row(told_as="acute_function_over"),
}
