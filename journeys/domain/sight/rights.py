"""Which right an event takes: whoever corrects it or takes it back needs the right to the act itself (DESIGN §6)."""

from collections.abc import Mapping
from typing import Any

from journeys.domain.doctors.handovers import Offer
from journeys.domain.events import CONTACT_KINDS, EventKind
from journeys.domain.events.payloads.responsibility import HandoverAccepted
from journeys.domain.events.payloads.stays import Died, ReportDeclined
from journeys.domain.state.reports import CONFIRMED_BY
from journeys.domain.state.status import IN_HOSPITAL, JourneyStatus
from organisations.domain.permissions import Permission

K, P = EventKind, Permission

# What is said of a citizen who is at home, or of whoever has the citizen: through an old journey it would be said past
# the hospital that has the citizen now.
OF_WHERE_THE_CITIZEN_IS = frozenset(
    {
        K.DIED,
        K.DEATH_REPORTED,
        K.MEDICATION_RESPONSIBLE_STATED,
        K.EMERGENCY_CALLED,
        K.EMERGENCY_ENDED,
        K.ACUTE_FUNCTION_STARTED,
    }
)

# Acts whose right does not depend on where the citizen is. Of two rights either will do: each side has its own.
_RIGHTS: dict[EventKind, tuple[Permission, ...]] = {
    K.ADMISSION_DECIDED: (P.ENTER_PLANNED_STAY,),
    K.ADMISSION_CALLED_OFF: (P.ENTER_PLANNED_STAY,),
    K.STAY_CLAIMED: (P.ENTER_MANUAL_JOURNEY,),
    K.STAY_DECLINED: (P.CONFIRM_STAY,),
    K.DEATH_REPORTED: (P.REPORT_CONTACT,),
    K.DISCHARGE_REPORTED: (P.REPORT_CONTACT,),
    K.REPORT_DECLINED: (P.ENTER_CONTACT, P.REGISTER_DEATH_AT_HOME),
    K.PLACED: (P.PLACE_CITIZEN,),
    K.SPECIALITY_STATED: (P.STATE_STAY,),
    K.ADMISSION_TYPE_STATED: (P.STATE_STAY,),
    K.DEPARTURE_STATED: (P.STATE_STAY,),
    K.REGION_STATED: (P.STATE_STAY,),
    K.STAY_CONFIRMED: (P.STATE_STAY,),
    K.PHYSICIAN_NAMED: (P.APPOINT_RESPONSIBLE_PHYSICIAN, P.START_ACUTE_FUNCTION, P.TAKE_OVER_ACUTE_FUNCTION),
    K.HANDOVER_OFFERED: (P.APPOINT_RESPONSIBLE_PHYSICIAN,),
    K.HANDOVER_ACCEPTED: (P.ACCEPT_RESPONSIBLE_PHYSICIAN, P.TAKE_OVER_ACUTE_FUNCTION),
    K.MEDICATION_RESPONSIBLE_STATED: (P.STATE_MEDICATION,),
    K.DESTINATION_STATED: (P.STATE_DESTINATION,),
    K.NURSING_ANSWERED: (P.ANSWER_NURSING,),
    K.REPORT_OF_ADMISSION_SENT: (P.SEND_ADMISSION_REPORT,),
    K.ACKNOWLEDGED: (P.ACKNOWLEDGE_JOURNEY,),
    K.NOTE_WRITTEN: (P.WRITE_NOTE,),
    K.SHARED: (P.SHARE_JOURNEY,),
    K.CITIZEN_JOINED: (),
    K.CITIZEN_PARTED: (),
    K.DOUBT_SETTLED: (P.ENTER_CONTACT,),
    K.AFFILIATION_STATED: (P.STATE_AFFILIATION,),
    K.GP_STATED: (P.STATE_GP,),
    K.RESIDENCE_STATED: (P.STATE_RESIDENCE,),
    K.READY_REGISTERED: (P.REGISTER_READY,),
    K.READY_CORRECTION_PROPOSED: (P.CORRECT_READY,),
    K.REASONS_STATED: (P.REGISTER_READY,),
    K.TREATMENT_RESUMED: (P.RESUME_TREATMENT,),
    K.TERMINAL_DECLARED: (P.REGISTER_READY,),
    K.READY_DISAGREED: (P.RECORD_DISAGREEMENT,),
    K.BARRIER_RAISED: (P.MANAGE_BARRIERS,),
    K.BARRIER_CLOSED: (P.MANAGE_BARRIERS,),
    K.EXPECTED_DISCHARGE_STATED: (P.PROPOSE_DISCHARGE_TIME,),
    K.DISCHARGE_PROPOSED: (P.PROPOSE_DISCHARGE_TIME,),
    K.DISCHARGE_ACCEPTED: (P.PROPOSE_DISCHARGE_TIME, P.ANSWER_DISCHARGE_TIME),
    K.DISCHARGE_COUNTERED: (P.ANSWER_DISCHARGE_TIME,),
    K.DISCHARGE_QUESTIONED: (P.ANSWER_DISCHARGE_TIME,),
    K.DISCHARGE_ANSWERED: (P.PROPOSE_DISCHARGE_TIME,),
    K.WISH_RECORDED: (P.RECORD_WISHES,),
    K.LETTER_SENT: (P.SEND_DISCHARGE_LETTER,),
    K.LETTER_HANDED: (P.SEND_DISCHARGE_LETTER,),
    K.LETTER_ACKNOWLEDGED: (P.ACKNOWLEDGE_DISCHARGE_LETTER,),
    K.FMK_UPDATED: (P.CLOSE_OUT,),
    K.REHABILITATION_DECIDED: (P.CLOSE_OUT,),
    K.REHABILITATION_PLAN_SENT: (P.CLOSE_OUT,),
    K.MUNICIPAL_ENROLLED: (P.ENROL,),
    K.OTHER_TASKS_DONE: (P.CLOSE_OUT,),
    K.DAY_AGREED: (P.AGREE_PAYABLE_DAY,),
    K.DAY_DISPUTED: (P.AGREE_PAYABLE_DAY,),
    K.RESPONSIBILITY_EXEMPTED: (P.EXEMPT_RESPONSIBILITY,),
    K.RESPONSIBILITY_EXTENDED: (P.EXTEND_RESPONSIBILITY,),
    K.EMERGENCY_CALLED: (P.LOG_CALL,),
    K.EMERGENCY_ENDED: (P.LOG_CALL,),
    K.CALL_LOGGED: (P.LOG_CALL,),
    K.ACUTE_FUNCTION_STARTED: (P.START_ACUTE_FUNCTION,),
    K.ACUTE_FUNCTION_ENDED: (P.START_ACUTE_FUNCTION,),
    K.TREATMENT_OVER: (P.TAKE_OVER_ACUTE_FUNCTION,),
}

# Each acceptance is its own side's; of an old one that does not say which, either will do.
_TAKES_OVER = {
    Offer.PHYSICIAN.value: P.ACCEPT_RESPONSIBLE_PHYSICIAN,
    Offer.ACUTE_FUNCTION.value: P.TAKE_OVER_ACUTE_FUNCTION,
}


def rights_to(
    kind: EventKind, payload: Mapping[str, Any], status: JourneyStatus | None = None
) -> tuple[Permission, ...]:
    """The rights of which one is needed to change what an act said; none for what nobody changes by hand.

    What happens in a contact is the hospital's that holds it; a death at home, and the answer to a report of one, is a
    doctor's. `status` is where the citizen stands; None where the event lies in no journey.
    """
    if kind is K.DIED:
        return (P.REGISTER_DEATH_AT_HOME if Died.parse(payload).at_home else P.ENTER_CONTACT,)
    if kind is K.MEDICATION_RESPONSIBLE_STATED and status is not None:
        return (medication_right(status),)
    if kind is K.REPORT_DECLINED and status is not None and (reported := ReportDeclined.parse(payload).reported):
        return (contact_right(CONFIRMED_BY[reported], status),)
    if kind is K.HANDOVER_ACCEPTED and (offer := HandoverAccepted.parse(payload).offer) in _TAKES_OVER:
        return (_TAKES_OVER[offer],)
    return (P.ENTER_CONTACT,) if kind in CONTACT_KINDS else _RIGHTS.get(kind, ())


def contact_right(kind: EventKind, status: JourneyStatus | None) -> Permission:
    """The right to enter a contact event by hand: in a bed the holder's, a death elsewhere a doctor's (DESIGN §6).

    `status` None is a stay that begins with the entry.
    """
    if status is None:
        return P.ENTER_MANUAL_JOURNEY
    if kind is K.DIED:
        return P.REGISTER_DEATH if status in IN_HOSPITAL else P.REGISTER_DEATH_AT_HOME
    return P.ENTER_CONTACT


def medication_right(status: JourneyStatus) -> Permission:
    """The right to state who answers for the medication: in a bed the holder's (DESIGN §6; RULES 2d, Medication)."""
    return P.STATE_MEDICATION_IN_HOSPITAL if status in IN_HOSPITAL else P.STATE_MEDICATION
