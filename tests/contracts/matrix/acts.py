"""Whose act is whose, by its name in the API: the roles that a side does it with (DESIGN §6; RULES 2b–2i)."""

from enum import StrEnum

from organisations.domain.roles import Role


class Side(StrEnum):
    """The sides of a journey."""

    HOLDER = "holder"
    MUNICIPALITY = "municipality"
    PRACTICE = "practice"
    OUT_OF_HOURS = "out_of_hours"


_NURSE, _DOCTOR, _SECRETARY = Role.HOSPITAL_NURSE, Role.HOSPITAL_DOCTOR, Role.WARD_SECRETARY
WARD = frozenset({_NURSE, _DOCTOR, _SECRETARY})
DOCTOR = frozenset({_DOCTOR})
NURSES_AND_DOCTORS = frozenset({_NURSE, _DOCTOR})
ASSESSOR, COMMUNITY_NURSE = frozenset({Role.NEEDS_ASSESSOR}), frozenset({Role.COMMUNITY_NURSE})
CARE = ASSESSOR | COMMUNITY_NURSE
SOCIAL = frozenset({Role.SOCIAL_WORKER})
GP, PRACTICE = frozenset({Role.GP}), frozenset({Role.GP, Role.GP_NURSE})
ON_CALL = frozenset({Role.OUT_OF_HOURS_DOCTOR})

# "Acts belong to whoever holds the contact."
_OF_THE_HOLDER = (
    "place physician handover-offer speciality admission-type call-off plan-outcome still-here arrived admitted leave "
    "return discharged departure region confirm-discharge decline-discharge confirm-stay decline-stay join-citizens "
    "part-citizens confirm-doubt cancel-doubt correct-doubt ready waiting-reasons terminal propose-ready-correction "
    "answer-discharge-question accept-counter-proposal propose-discharge-time expected-discharge send-letter "
    "invite-to-meeting decline-meeting "
    "hand-letter fmk-updated decide-rehabilitation rehabilitation-sent other-tasks-done name-acute-physician"
)
# What a named doctor answers for (RULES 2b F1, 2d, 2e).
_OF_ITS_DOCTORS = "handover-accept approve-ready-correction decline-ready-correction exempt extend"
# What the serving municipality answers for.
_OF_THE_MUNICIPALITY = (
    "nursing affiliations report-sent share enrol accept-discharge-time counter-discharge-time offer-discharge-time "
    "question-discharge-time"
)
# "Others (serving municipality, own practice, lægevagt) write reported".
_REPORTED = "report-discharge report-death"
DEATH_IN_BED_OR_HOME = frozenset({"died", "confirm-death", "decline-death"})
LOGS_CALLS = frozenset({"log-call", "emergency-called", "emergency-ended"})
MARKS_DAYS = frozenset({"agree-days", "dispute-days"})
# An entry is answered; the rest waits until it is a stay.
ON_ENTRY = frozenset({"confirm-stay", "decline-stay"})

WHO_ACTS: dict[str, frozenset[Role]] = {
    **dict.fromkeys(_OF_THE_HOLDER.split(), WARD),
    **dict.fromkeys(_OF_ITS_DOCTORS.split(), DOCTOR),
    **dict.fromkeys(_OF_THE_MUNICIPALITY.split(), CARE),
    **dict.fromkeys(_REPORTED.split(), CARE | PRACTICE | ON_CALL),
    # "Of a citizen at home a doctor registers the death"; in a bed see IN_BED.
    **dict.fromkeys(DEATH_IN_BED_OR_HOME, DOCTOR | GP | ON_CALL),
    **dict.fromkeys(LOGS_CALLS, WARD | COMMUNITY_NURSE | PRACTICE | ON_CALL),
    "resume-treatment": NURSES_AND_DOCTORS,
    # "A false death is taken back by any doctor of the responsible hospital or the own practice".
    "deny-death": DOCTOR | GP,
    # RULES 2d, 003 #59: of a citizen in hospital the ward's, see IN_BED.
    "medication-responsible": NURSES_AND_DOCTORS | GP,
    # Any party, the social area too (001 bilag 2, B2-P5 b); of a plan made without the citizen a doctor tells.
    "ask-for-meeting": WARD | CARE | PRACTICE | SOCIAL,
    "tell-citizen": DOCTOR,
    # Whoever referred the citizen, or is asked, passes on what they know; the ward asks (001-12, 001-30, 001-40).
    "coordination": WARD | CARE,
    "referral": PRACTICE | ON_CALL,
    "ask-practice": WARD,
    "answer-hospital": PRACTICE | ON_CALL,
    "acknowledge": WARD | CARE | PRACTICE | SOCIAL,
    "note": WARD | CARE | PRACTICE | ON_CALL,
    "destination": WARD | CARE,
    "gp": WARD | CARE | PRACTICE,
    "residence": WARD | CARE,
    "relative": WARD | CARE,
    "wish": WARD | CARE,
    "barrier": WARD | CARE,
    "close-barrier": WARD | CARE,
    "disagree": WARD | CARE,
    # Money: the needs assessment speaks for the payer (RULES 2c).
    "agree-days": WARD | ASSESSOR,
    "dispute-days": WARD | ASSESSOR,
    "acknowledge-letter": PRACTICE,
    # RULES 2d S8, S9: referred by hospital, own practice or lægevagt; the municipal nurse begins it on their word.
    "start-acute-function": DOCTOR | GP | ON_CALL | COMMUNITY_NURSE,
    "offer-takeover": DOCTOR | GP | ON_CALL | COMMUNITY_NURSE,
    "end-acute-function": DOCTOR | GP | ON_CALL | COMMUNITY_NURSE,
    "accept-takeover": DOCTOR | GP,
    "treatment-over": DOCTOR,
}
# What of a citizen in a bed only roles of the hospital do.
IN_BED: dict[str, frozenset[Role]] = {
    **dict.fromkeys(DEATH_IN_BED_OR_HOME, WARD),
    "medication-responsible": NURSES_AND_DOCTORS,
}
