"""What can happen to a citizen, by kind, and how we learn of it (DESIGN §2)."""

from enum import StrEnum


class EventSource(StrEnum):
    """How we learned of an event."""

    MESSAGE = "message"
    FORM = "form"
    API = "api"
    COMMAND = "command"


class EventKind(StrEnum):
    """Everything that can happen; what an event of a kind holds is the type that `PAYLOADS` names."""

    # Contacts (RULES 2i). class, period_start, period_end, leave_start, leave_end, provider, hospital, municipality,
    # report_of_admission, report_recipient, family_name, given_names, address_line, postal_code, city
    # and of a discharge: ended_by, medically_ready; of a beginning by hand also typed: given_names, family_name
    ACUTE_ARRIVED = "acute_arrived"
    ADMITTED = "admitted"
    LEAVE_STARTED = "leave_started"
    LEAVE_ENDED = "leave_ended"
    DISCHARGED = "discharged"
    DIED = "died"
    # How the last discharge went, said afterwards (RULES 2i V4, V8). ended_by, medically_ready
    DEPARTURE_STATED = "departure_stated"
    STAY_CONFIRMED = "stay_confirmed"  # the ward was asked: the citizen is still there
    REGION_STATED = "region_stated"  # region: code of the region that the ward lies in, where reference data has none
    # Adds nothing of its own: only voids what `voids_ref` names (AN_x, "Ret" that takes back).
    CANCELLED = "cancelled"

    # The same message to a second receiver. told (kind), municipality, report_of_admission, report_recipient
    ALSO_SENT = "also_sent"

    # The message `message` belongs to a chain or an episode that is known under another CPR number (RULES 2i V14).
    # message (ref, there), keys (names under which it is known), here, about (kind), provider, hospital
    OTHER_CITIZEN_NAMED = "other_citizen_named"
    # The ward has looked at something that could not be right (DESIGN §4) and says that it stands as it is.
    DOUBT_SETTLED = "doubt_settled"  # settles (ref of the event in doubt), text

    # Said by somebody who does not hold the contact (DESIGN §6): a question to the holder that changes nothing. An
    # event that answers one, yes or no, carries report_ref.
    DEATH_REPORTED = "death_reported"  # text
    DISCHARGE_REPORTED = "discharge_reported"  # text
    REPORT_DECLINED = "report_declined"  # report_ref, reported (the kind), text

    # A stay entered by hand that others have to confirm (see `claims`). A contact that confirms one carries claim_ref.
    STAY_CLAIMED = "stay_claimed"  # stay: {kind, class, provider, hospital, municipality, *_name(s)}
    STAY_DECLINED = "stay_declined"  # claim_ref, text

    # Planned stay. planned_at, hospital, provider, admission_type, municipality, referred_by (organisation),
    # referred_by_name, referred_by_phone | reason, no_show
    ADMISSION_DECIDED = "admission_decided"
    ADMISSION_CALLED_OFF = "admission_called_off"

    # Facts of one journey, entered by hand.
    PLACED = "placed"  # provider, hospital, bed
    SPECIALITY_STATED = "speciality_stated"  # speciality
    ADMISSION_TYPE_STATED = "admission_type_stated"  # admission_type
    PHYSICIAN_NAMED = "physician_named"  # name, organisation, authorisation_id
    HANDOVER_OFFERED = "handover_offered"  # name, organisation, authorisation_id
    HANDOVER_ACCEPTED = "handover_accepted"  # offer (Offer): what is taken over at occurred_at; old ones lack it
    # Who answers for the medication as a whole: a pointer of its own. party, name, organisation
    MEDICATION_RESPONSIBLE_STATED = "medication_responsible_stated"
    DESTINATION_STATED = "destination_stated"  # destination
    NURSING_ANSWERED = "nursing_answered"  # community_nursing
    REPORT_OF_ADMISSION_SENT = "report_of_admission_sent"  # manual
    ACKNOWLEDGED = "acknowledged"  # up_to (sequence of the newest event seen)
    NOTE_WRITTEN = "note_written"  # text
    SHARED = "shared"  # unit: forwarded inside the municipality, e.g. to the social area (RULES 001-73)

    # Facts about the citizen, on no journey. valid_from is occurred_at.
    # The row of a provisional number and the real citizen, on the real one (V9). citizen (the other's id), reason
    CITIZEN_JOINED = "citizen_joined"
    CITIZEN_PARTED = "citizen_parted"
    AFFILIATION_STATED = "affiliation_stated"  # affiliation, value
    GP_STATED = "gp_stated"  # organisation (None: the citizen has none)
    RESIDENCE_STATED = "residence_stated"  # organisation (municipality)

    # Readiness (RULES 2b). reasons: [{reason, sector, from, to, primary, text}]; a clerical correction is a
    # READY_REGISTERED that voids the first one and carries correction_reason and physician.
    READY_REGISTERED = "ready_registered"  # assessed_by, assessed_at, checklist, reasons, notified_at
    # A clerical correction waits for a doctor of the same hospital; without `at` the registration was made in error.
    READY_CORRECTION_PROPOSED = "ready_correction_proposed"  # ready_ref, at, assessed_at, reason
    REASONS_STATED = "reasons_stated"  # reasons: replaces the open period's waiting reasons from occurred_at on
    TREATMENT_RESUMED = "treatment_resumed"  # cause, physician
    TERMINAL_DECLARED = "terminal_declared"  # physician
    READY_DISAGREED = "ready_disagreed"  # text: recorded by either party, changes nothing (001-65, 001-85)
    BARRIER_RAISED = "barrier_raised"  # barrier, text, owner (hospital | municipality), due_at
    BARRIER_CLOSED = "barrier_closed"  # barrier_ref

    # The discharge time as a mutual agreement (RULES 001-65, 001-83).
    EXPECTED_DISCHARGE_STATED = "expected_discharge_stated"  # on (day)
    DISCHARGE_PROPOSED = "discharge_proposed"  # at
    DISCHARGE_ACCEPTED = "discharge_accepted"  # proposal_ref
    DISCHARGE_COUNTERED = "discharge_countered"  # proposal_ref, at, text
    DISCHARGE_QUESTIONED = "discharge_questioned"  # proposal_ref, missing
    DISCHARGE_ANSWERED = "discharge_answered"  # proposal_ref, text: what the question asked; the proposal stands
    WISH_RECORDED = "wish_recorded"  # said_by: citizen | relative, text

    # Close-out (RULES 001-03) and the discharge letter (2f).
    LETTER_SENT = "letter_sent"  # follow_up, recommendation, group
    LETTER_ACKNOWLEDGED = "letter_acknowledged"  # positive
    # No practice: on paper or by Digital Post to the citizen (L4). way, evidence, follow_up, recommendation
    LETTER_HANDED = "letter_handed"
    FMK_UPDATED = "fmk_updated"
    REHABILITATION_DECIDED = "rehabilitation_decided"  # needed
    REHABILITATION_PLAN_SENT = "rehabilitation_plan_sent"
    MUNICIPAL_ENROLLED = "municipal_enrolled"  # needed (False: nothing to enrol)
    OTHER_TASKS_DONE = "other_tasks_done"

    # The payment ledger's two-party marks (RULES 2c).
    DAY_AGREED = "day_agreed"  # dates, said: {date: {counts, day_number, payer}} as the ledger had them
    DAY_DISPUTED = "day_disputed"  # dates, said, text

    # The 72 hours (RULES 2e).
    RESPONSIBILITY_EXEMPTED = "responsibility_exempted"  # reason, physician
    RESPONSIBILITY_EXTENDED = "responsibility_extended"  # until, reason
    EMERGENCY_CALLED = "emergency_called"  # 112
    EMERGENCY_ENDED = "emergency_ended"  # without admission
    CALL_LOGGED = "call_logged"  # caller_role, caller_organisation, question, answer, entitled

    # Municipal acute function (RULES 2d S8, S9).
    ACUTE_FUNCTION_STARTED = "acute_function_started"  # referred_by: gp | out_of_hours | hospital, organisation
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
_RANK = {
    EventKind.ADMISSION_DECIDED: 0,
    EventKind.ACUTE_ARRIVED: 10,
    EventKind.ADMITTED: 20,
    EventKind.LEAVE_STARTED: 30,
    EventKind.LEAVE_ENDED: 40,
    EventKind.DISCHARGED: 80,
    EventKind.DIED: 90,
}
_RANK_OTHERS = 50


def rank(kind: EventKind) -> int:
    """The place of a kind among events of the same instant."""
    return _RANK.get(kind, _RANK_OTHERS)
