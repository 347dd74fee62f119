"""What can happen to a citizen, by kind, and how we learn of it (DESIGN §2)."""

from enum import StrEnum


class EventSource(StrEnum):
    """How we learned of an event."""

    MESSAGE = "message"
    FORM = "form"
    API = "api"
    COMMAND = "command"


class EventKind(StrEnum):
    """Everything that can happen; what one holds and what is decided about it is its row in `payloads/`."""

    # Contacts (RULES 2i).
    ACUTE_ARRIVED = "acute_arrived"
    ADMITTED = "admitted"
    LEAVE_STARTED = "leave_started"
    LEAVE_ENDED = "leave_ended"
    DISCHARGED = "discharged"
    DIED = "died"
    # How the last discharge went, said afterwards (RULES 2i V4, V8).
    DEPARTURE_STATED = "departure_stated"
    STAY_CONFIRMED = "stay_confirmed"  # the ward was asked: the citizen is still there
    REGION_STATED = "region_stated"
    # Adds nothing of its own: only voids what `voids_ref` names (AN_x, "Ret" that takes back).
    CANCELLED = "cancelled"

    # The same message to a second receiver.
    ALSO_SENT = "also_sent"

    # The message `message` belongs to a chain or an episode that is known under another CPR number (RULES 2i V14).
    OTHER_CITIZEN_NAMED = "other_citizen_named"
    # The ward has looked at something that could not be right (DESIGN §4) and says that it stands as it is.
    DOUBT_SETTLED = "doubt_settled"

    # Said by somebody who does not hold the contact (DESIGN §6): a question to the holder that changes nothing. An
    # event that answers one, yes or no, carries report_ref.
    DEATH_REPORTED = "death_reported"
    DISCHARGE_REPORTED = "discharge_reported"
    REPORT_DECLINED = "report_declined"

    # A stay entered by hand that others have to confirm (see `claims`). A contact that confirms one carries claim_ref.
    STAY_CLAIMED = "stay_claimed"
    STAY_DECLINED = "stay_declined"

    # Planned stay.
    ADMISSION_DECIDED = "admission_decided"
    ADMISSION_CALLED_OFF = "admission_called_off"

    # Facts of one journey, entered by hand.
    PLACED = "placed"
    SPECIALITY_STATED = "speciality_stated"
    ADMISSION_TYPE_STATED = "admission_type_stated"
    PHYSICIAN_NAMED = "physician_named"
    HANDOVER_OFFERED = "handover_offered"
    HANDOVER_ACCEPTED = "handover_accepted"
    # Who answers for the medication as a whole: a pointer of its own.
    MEDICATION_RESPONSIBLE_STATED = "medication_responsible_stated"
    DESTINATION_STATED = "destination_stated"
    NURSING_ANSWERED = "nursing_answered"
    REPORT_OF_ADMISSION_SENT = "report_of_admission_sent"
    ACKNOWLEDGED = "acknowledged"
    NOTE_WRITTEN = "note_written"
    SHARED = "shared"  # inside the municipality, e.g. to the social area (RULES 001-73)

    # Facts about the citizen, on no journey. valid_from is occurred_at.
    # The row of a provisional number and the real citizen, on the real one (V9).
    CITIZEN_JOINED = "citizen_joined"
    CITIZEN_PARTED = "citizen_parted"
    AFFILIATION_STATED = "affiliation_stated"
    GP_STATED = "gp_stated"
    RESIDENCE_STATED = "residence_stated"

    # Readiness (RULES 2b). A clerical correction is a READY_REGISTERED that voids the first one and says why and who.
    READY_REGISTERED = "ready_registered"
    # A clerical correction waits for a doctor of the same hospital; without `at` the registration was made in error.
    READY_CORRECTION_PROPOSED = "ready_correction_proposed"
    REASONS_STATED = "reasons_stated"  # replaces the open period's reasons from occurred_at on
    TREATMENT_RESUMED = "treatment_resumed"
    TERMINAL_DECLARED = "terminal_declared"
    READY_DISAGREED = "ready_disagreed"  # by either party, changes nothing (001-65, 001-85)
    BARRIER_RAISED = "barrier_raised"
    BARRIER_CLOSED = "barrier_closed"

    # The discharge time as a mutual agreement (RULES 001-65, 001-83).
    EXPECTED_DISCHARGE_STATED = "expected_discharge_stated"
    DISCHARGE_PROPOSED = "discharge_proposed"
    DISCHARGE_ACCEPTED = "discharge_accepted"
    DISCHARGE_COUNTERED = "discharge_countered"
    DISCHARGE_QUESTIONED = "discharge_questioned"
    DISCHARGE_ANSWERED = "discharge_answered"  # what the question asked; the proposal stands
    WISH_RECORDED = "wish_recorded"

    # Close-out (RULES 001-03) and the discharge letter (2f).
    LETTER_SENT = "letter_sent"
    LETTER_ACKNOWLEDGED = "letter_acknowledged"
    # No practice: on paper or by Digital Post to the citizen (L4).
    LETTER_HANDED = "letter_handed"
    FMK_UPDATED = "fmk_updated"
    REHABILITATION_DECIDED = "rehabilitation_decided"
    REHABILITATION_PLAN_SENT = "rehabilitation_plan_sent"
    MUNICIPAL_ENROLLED = "municipal_enrolled"
    OTHER_TASKS_DONE = "other_tasks_done"

    # What the sectors write to each other; the words lie in `documents`, here is that it was sent and answered.
    DOCUMENT_SENT = "document_sent"
    DOCUMENT_ANSWERED = "document_answered"
    # Inside a municipality: another unit becomes a receiver of that version.
    DOCUMENT_FORWARDED = "document_forwarded"
    # To the wrong receiver or about the wrong citizen: whoever got it may not read it any more.
    DOCUMENT_SENT_IN_ERROR = "document_sent_in_error"

    # A doctor has told the citizen of a plan that was made without them (001 bilag 2, B2-P5 c).
    CITIZEN_TOLD = "citizen_told"

    # Psychiatry's meetings (001 bilag 2, B2-P5 b, c).
    MEETING_ASKED = "meeting_asked"
    MEETING_INVITED = "meeting_invited"
    MEETING_DECLINED = "meeting_declined"

    # Shared at the beginning of a stay (001-12, 001-30, 001-40).
    REFERRAL_TOLD = "referral_told"
    KNOWLEDGE_ASKED = "knowledge_asked"
    KNOWLEDGE_ANSWERED = "knowledge_answered"
    COORDINATION_STATED = "coordination_stated"

    # The payment ledger's two-party marks (RULES 2c).
    DAY_AGREED = "day_agreed"
    DAY_DISPUTED = "day_disputed"

    # The 72 hours (RULES 2e).
    RESPONSIBILITY_EXEMPTED = "responsibility_exempted"
    RESPONSIBILITY_EXTENDED = "responsibility_extended"
    EMERGENCY_CALLED = "emergency_called"
    EMERGENCY_ENDED = "emergency_ended"
    CALL_LOGGED = "call_logged"

    # Municipal acute function (RULES 2d S8, S9).
    ACUTE_FUNCTION_STARTED = "acute_function_started"
    ACUTE_FUNCTION_ENDED = "acute_function_ended"
    TREATMENT_OVER = "treatment_over"


CONTACT_KINDS = frozenset(
    {
        EventKind.ACUTE_ARRIVED,
        EventKind.ADMITTED,
        EventKind.LEAVE_STARTED,
        EventKind.LEAVE_ENDED,
        EventKind.DISCHARGED,
        EventKind.DIED,
    }
)
# Of which a journey is made: contacts, and what is decided of one that has not begun.
STAY_KINDS = CONTACT_KINDS | {EventKind.ADMISSION_DECIDED}
# With which a stay begins, in bed or not.
ADMISSIONS = frozenset({EventKind.ADMITTED, EventKind.ACUTE_ARRIVED})
# With which a stay ends.
END_KINDS = frozenset({EventKind.DISCHARGED, EventKind.DIED})
CITIZEN_KINDS = frozenset(
    {
        EventKind.AFFILIATION_STATED,
        EventKind.GP_STATED,
        EventKind.RESIDENCE_STATED,
        EventKind.CITIZEN_JOINED,
        EventKind.CITIZEN_PARTED,
    }
)

# Rank at the same instant: what must have happened first comes first (death on arrival: start = end, SPEC A3.2).
_RANKS = dict.fromkeys(EventKind, 50) | {
    EventKind.ADMISSION_DECIDED: 0,
    EventKind.ACUTE_ARRIVED: 10,
    EventKind.ADMITTED: 20,
    EventKind.LEAVE_STARTED: 30,
    EventKind.LEAVE_ENDED: 40,
    EventKind.DISCHARGED: 80,
    EventKind.DIED: 90,
}
# The place of a kind among events of the same instant.
rank = _RANKS.__getitem__
