"""Who may do what, by role; whether it can be done now is a policy, what is seen is visibility (DESIGN 3)."""

from enum import StrEnum
from functools import cache

from organisations.domain.roles import FIGURES_ONLY, Role, Sector, roles_of


class Permission(StrEnum):
    """Every act and view that a role can be allowed."""

    VIEW_JOURNEY = "view_journey"
    VIEW_OWN_JOURNEY = "view_own_journey"
    SHARE_OWN_PAGE = "share_own_page"
    WRITE_OWN_WORDS = "write_own_words"
    SEARCH_CITIZENS = "search_citizens"
    BREAK_GLASS = "break_glass"
    REVIEW_BREAK_GLASS = "review_break_glass"
    CLAIM_CURRENT_CONTACT = "claim_current_contact"
    STATE_AFFILIATION = "state_affiliation"
    SHARE_JOURNEY = "share_journey"
    STATE_GP = "state_gp"
    PLACE_CITIZEN = "place_citizen"
    APPOINT_RESPONSIBLE_PHYSICIAN = "appoint_responsible_physician"
    ACCEPT_RESPONSIBLE_PHYSICIAN = "accept_responsible_physician"
    STATE_MEDICATION = "state_medication"
    STATE_MEDICATION_IN_HOSPITAL = "state_medication_in_hospital"
    STATE_DESTINATION = "state_destination"
    ANSWER_NURSING = "answer_nursing"
    ENTER_PLANNED_STAY = "enter_planned_stay"
    ENTER_MANUAL_JOURNEY = "enter_manual_journey"
    ENTER_CONTACT = "enter_contact"
    REGISTER_DEATH = "register_death"
    REGISTER_DEATH_AT_HOME = "register_death_at_home"
    TAKE_BACK_DEATH = "take_back_death"
    REPORT_CONTACT = "report_contact"
    CONFIRM_STAY = "confirm_stay"
    CORRECT_EVENT = "correct_event"
    ANSWER_QUESTION = "answer_question"
    ANSWER_SERVICES = "answer_services"
    MARK_SEEN = "mark_seen"
    ACKNOWLEDGE_JOURNEY = "acknowledge_journey"
    SEND_ADMISSION_REPORT = "send_admission_report"
    STATE_STAY = "state_stay"
    JOIN_CITIZENS = "join_citizens"
    STATE_RESIDENCE = "state_residence"
    WRITE_NOTE = "write_note"
    CHOOSE_MAIL = "choose_mail"
    MANAGE_REFERENCE_DATA = "manage_reference_data"
    MANAGE_AGREEMENT = "manage_agreement"
    VIEW_MESSAGE_LOG = "view_message_log"
    VIEW_OPERATIONS = "view_operations"
    VIEW_STATISTICS = "view_statistics"
    VIEW_PLANS = "view_plans"
    MANAGE_PLANS = "manage_plans"
    VIEW_REGISTERS = "view_registers"
    MANAGE_REGISTERS = "manage_registers"
    MANAGE_INITIATIVES = "manage_initiatives"
    REQUEST_CHANGE = "request_change"
    DECIDE_CHANGE = "decide_change"
    VIEW_LEARNING = "view_learning"
    NOMINATE_JOURNEY = "nominate_journey"
    CHECK_LEARNING = "check_learning"
    VIEW_SURVEYS = "view_surveys"
    ISSUE_SURVEY_CODES = "issue_survey_codes"
    ANSWER_STAFF_SURVEY = "answer_staff_survey"
    REVIEW_SURVEY_TEXTS = "review_survey_texts"
    VIEW_SURVEY_STATEMENTS = "view_survey_statements"
    REGISTER_READY = "register_ready"
    ASSESS_READY = "assess_ready"
    RESUME_TREATMENT = "resume_treatment"
    CORRECT_READY = "correct_ready"
    APPROVE_READY_CORRECTION = "approve_ready_correction"
    RECORD_DISAGREEMENT = "record_disagreement"
    MANAGE_BARRIERS = "manage_barriers"
    PROPOSE_DISCHARGE_TIME = "propose_discharge_time"
    ANSWER_DISCHARGE_TIME = "answer_discharge_time"
    RECORD_WISHES = "record_wishes"
    AGREE_PAYABLE_DAY = "agree_payable_day"
    VIEW_PAYMENT = "view_payment"
    LOG_CALL = "log_call"
    EXTEND_RESPONSIBILITY = "extend_responsibility"
    EXEMPT_RESPONSIBILITY = "exempt_responsibility"
    SEND_DISCHARGE_LETTER = "send_discharge_letter"
    ACKNOWLEDGE_DISCHARGE_LETTER = "acknowledge_discharge_letter"
    SEND_DOCUMENT = "send_document"
    ANSWER_DOCUMENT = "answer_document"
    MANAGE_SORTING = "manage_sorting"
    TELL_CITIZEN = "tell_citizen"
    ASK_FOR_MEETING = "ask_for_meeting"
    ASK_PRACTICE = "ask_practice"
    SHARE_KNOWLEDGE = "share_knowledge"
    CALL_MEETING = "call_meeting"
    START_ACUTE_FUNCTION = "start_acute_function"
    TAKE_OVER_ACUTE_FUNCTION = "take_over_acute_function"
    END_HOSPITAL_TREATMENT = "end_hospital_treatment"
    CLOSE_OUT = "close_out"
    ENROL = "enrol"


HOSPITAL = roles_of(Sector.HOSPITAL)
HOSPITAL_CLINICAL = frozenset({Role.HOSPITAL_NURSE, Role.HOSPITAL_DOCTOR})
HOSPITAL_DOCTOR = frozenset({Role.HOSPITAL_DOCTOR})
# The social sector sees and answers what was sent to it and does nothing else (RULES 4 social sector).
SOCIAL = frozenset({Role.SOCIAL_WORKER})
MUNICIPAL_CARE = frozenset({Role.NEEDS_ASSESSOR, Role.COMMUNITY_NURSE})
PRACTICE = frozenset({Role.GP, Role.GP_NURSE})
GP = frozenset({Role.GP})
OUT_OF_HOURS = frozenset({Role.OUT_OF_HOURS_DOCTOR})
CLUSTER = frozenset({Role.CLUSTER_ADMINISTRATOR})
SYSTEM = frozenset({Role.SYSTEM_ADMINISTRATOR})
OPERATOR = frozenset({Role.OPERATOR})
CITIZEN = frozenset({Role.CITIZEN})
CARE = HOSPITAL | MUNICIPAL_CARE | PRACTICE | OUT_OF_HOURS

_P = Permission
WHO_MAY: dict[Permission, frozenset[Role]] = {
    _P.VIEW_JOURNEY: CARE | SOCIAL,
    _P.VIEW_OWN_JOURNEY: CITIZEN,
    # To relatives, by a code: the citizen, and whoever has asked the citizen.
    _P.SHARE_OWN_PAGE: CITIZEN | HOSPITAL | MUNICIPAL_CARE,
    _P.WRITE_OWN_WORDS: CITIZEN,
    _P.SEARCH_CITIZENS: CARE,
    _P.BREAK_GLASS: HOSPITAL_CLINICAL | MUNICIPAL_CARE | PRACTICE | OUT_OF_HOURS,
    _P.REVIEW_BREAK_GLASS: HOSPITAL_DOCTOR | SYSTEM,
    _P.CLAIM_CURRENT_CONTACT: OUT_OF_HOURS | HOSPITAL_CLINICAL | frozenset({Role.COMMUNITY_NURSE}),
    _P.STATE_AFFILIATION: MUNICIPAL_CARE,
    _P.SHARE_JOURNEY: MUNICIPAL_CARE,
    _P.STATE_GP: HOSPITAL | MUNICIPAL_CARE | PRACTICE,
    _P.PLACE_CITIZEN: HOSPITAL,
    _P.APPOINT_RESPONSIBLE_PHYSICIAN: HOSPITAL,
    _P.ACCEPT_RESPONSIBLE_PHYSICIAN: HOSPITAL_DOCTOR,
    # A doctor's responsibility, so no secretary's and no practice nurse's to state (003 #59).
    _P.STATE_MEDICATION: HOSPITAL_CLINICAL | GP,
    _P.STATE_MEDICATION_IN_HOSPITAL: HOSPITAL_CLINICAL,
    _P.STATE_DESTINATION: HOSPITAL | MUNICIPAL_CARE,
    _P.ANSWER_NURSING: MUNICIPAL_CARE,
    _P.ENTER_PLANNED_STAY: HOSPITAL,
    # Begins a stay whose message is missing; what happens in one that stands is the holder's (DESIGN 6).
    _P.ENTER_MANUAL_JOURNEY: HOSPITAL | MUNICIPAL_CARE,
    _P.ENTER_CONTACT: HOSPITAL,
    _P.REGISTER_DEATH: HOSPITAL,
    _P.REGISTER_DEATH_AT_HOME: HOSPITAL_DOCTOR | GP | OUT_OF_HOURS,
    _P.TAKE_BACK_DEATH: HOSPITAL_DOCTOR | GP,
    # Who does not hold the contact says what they heard; the holder answers.
    _P.REPORT_CONTACT: MUNICIPAL_CARE | PRACTICE | OUT_OF_HOURS,
    _P.CONFIRM_STAY: HOSPITAL,
    # Whoever does anything may undo it; the right to the act itself decides (journeys/domain/sight/rights.py).
    _P.CORRECT_EVENT: CARE | SOCIAL,
    _P.ANSWER_QUESTION: CARE | SOCIAL,
    # Whether the municipality serves a citizen whom it does not see yet (DESIGN 4; SPEC A3.3 rule 7).
    _P.ANSWER_SERVICES: frozenset({Role.NEEDS_ASSESSOR}),
    _P.MARK_SEEN: CARE | SOCIAL,
    _P.ACKNOWLEDGE_JOURNEY: HOSPITAL | MUNICIPAL_CARE | PRACTICE | SOCIAL,
    _P.SEND_ADMISSION_REPORT: MUNICIPAL_CARE,
    _P.STATE_STAY: HOSPITAL,
    # Whoever has the citizen in front of them finds out who it is (RULES 2i V9).
    _P.JOIN_CITIZENS: HOSPITAL,
    _P.STATE_RESIDENCE: HOSPITAL | MUNICIPAL_CARE,
    _P.WRITE_NOTE: CARE,
    _P.CHOOSE_MAIL: CARE | SOCIAL | SYSTEM,
    _P.MANAGE_REFERENCE_DATA: SYSTEM,
    # Everybody reads the agreement; its words are kept by one (RULES 001-97).
    _P.MANAGE_AGREEMENT: SYSTEM,
    _P.VIEW_MESSAGE_LOG: SYSTEM,
    # Whether the machinery keeps up: numbers, no citizen and no message.
    _P.VIEW_OPERATIONS: SYSTEM | OPERATOR,
    _P.VIEW_STATISTICS: CLUSTER | SYSTEM | HOSPITAL | MUNICIPAL_CARE | FIGURES_ONLY,
    # The plans name no citizen: whoever works with the agreement reads them, the cluster's secretariat writes them.
    _P.VIEW_PLANS: CARE | SOCIAL | CLUSTER | SYSTEM,
    _P.MANAGE_PLANS: CLUSTER,
    # So do the registers; an initiative belongs to no cluster.
    _P.VIEW_REGISTERS: CARE | SOCIAL | CLUSTER | SYSTEM,
    _P.MANAGE_REGISTERS: CLUSTER,
    _P.MANAGE_INITIATIVES: CLUSTER | SYSTEM,
    # Anybody asks for a change of the agreement, citizens too; the steering group decides, or the region's
    # administrator for it (FQ10).
    _P.REQUEST_CHANGE: CARE | SOCIAL | CLUSTER | SYSTEM | CITIZEN | FIGURES_ONLY | OPERATOR,
    _P.DECIDE_CHANGE: SYSTEM | frozenset({Role.STEERING_GROUP}),
    # What a second person has checked names nobody; until then only the parties see it (FQ2; 001-103).
    _P.VIEW_LEARNING: CARE | SOCIAL | CLUSTER | SYSTEM,
    _P.NOMINATE_JOURNEY: CARE | SOCIAL | CITIZEN,
    _P.CHECK_LEARNING: CARE,
    # Sums of answers; the words for those who follow the cooperation up, after somebody outside it has read them.
    _P.VIEW_SURVEYS: CARE | SOCIAL | CLUSTER | SYSTEM,
    _P.ISSUE_SURVEY_CODES: HOSPITAL | CLUSTER,
    _P.ANSWER_STAFF_SURVEY: CARE | SOCIAL,
    _P.REVIEW_SURVEY_TEXTS: SYSTEM,
    _P.VIEW_SURVEY_STATEMENTS: CLUSTER | SYSTEM,
    # The nurse or secretary registers what a named doctor has assessed (RULES 2b F1).
    _P.REGISTER_READY: HOSPITAL,
    _P.ASSESS_READY: HOSPITAL_DOCTOR,
    _P.RESUME_TREATMENT: HOSPITAL_CLINICAL,
    _P.CORRECT_READY: HOSPITAL,
    _P.APPROVE_READY_CORRECTION: HOSPITAL_DOCTOR,
    _P.RECORD_DISAGREEMENT: HOSPITAL | MUNICIPAL_CARE,
    _P.MANAGE_BARRIERS: HOSPITAL | MUNICIPAL_CARE,
    _P.PROPOSE_DISCHARGE_TIME: HOSPITAL,
    _P.ANSWER_DISCHARGE_TIME: MUNICIPAL_CARE,
    _P.RECORD_WISHES: HOSPITAL | MUNICIPAL_CARE,
    _P.AGREE_PAYABLE_DAY: HOSPITAL | frozenset({Role.NEEDS_ASSESSOR}),
    _P.VIEW_PAYMENT: HOSPITAL | MUNICIPAL_CARE,
    # Who may call in the 72 hours is asserted per call; the ward writes the log (RULES 2e).
    _P.LOG_CALL: HOSPITAL | frozenset({Role.COMMUNITY_NURSE}) | PRACTICE | OUT_OF_HOURS,
    _P.EXTEND_RESPONSIBILITY: HOSPITAL_DOCTOR,
    _P.EXEMPT_RESPONSIBILITY: HOSPITAL_DOCTOR,
    _P.SEND_DISCHARGE_LETTER: HOSPITAL,
    _P.ACKNOWLEDGE_DISCHARGE_LETTER: PRACTICE,
    # Which kind a sector may send stands with the kind; the social area answers what was sent to it (RULES 4).
    _P.SEND_DOCUMENT: HOSPITAL | MUNICIPAL_CARE | PRACTICE,
    _P.ANSWER_DOCUMENT: HOSPITAL | MUNICIPAL_CARE | PRACTICE | SOCIAL,
    # Whoever distributes what a ward, municipality or practice gets; no role is a unit's administrator alone.
    _P.MANAGE_SORTING: frozenset({Role.WARD_SECRETARY, Role.NEEDS_ASSESSOR}) | PRACTICE,
    # Of a plan that was made without the citizen (001 bilag 2, B2-P5 c).
    _P.TELL_CITIZEN: HOSPITAL_DOCTOR,
    # Any party, the social area and for the citizen too; the hospital calls it (B2-P5 b, c).
    _P.ASK_FOR_MEETING: HOSPITAL | MUNICIPAL_CARE | PRACTICE | SOCIAL,
    _P.CALL_MEETING: HOSPITAL,
    # The hospital asks; whoever referred the citizen, or is asked, passes on what they know (001-30, 001-40).
    _P.ASK_PRACTICE: HOSPITAL,
    _P.SHARE_KNOWLEDGE: PRACTICE | OUT_OF_HOURS,
    _P.START_ACUTE_FUNCTION: HOSPITAL_DOCTOR | GP | OUT_OF_HOURS | frozenset({Role.COMMUNITY_NURSE}),
    _P.TAKE_OVER_ACUTE_FUNCTION: HOSPITAL_DOCTOR | GP,
    # Nobody else ends what makes the hospital's doctor responsible round the clock (001-93).
    _P.END_HOSPITAL_TREATMENT: HOSPITAL_DOCTOR,
    # Each side meets its own conditions (RULES 001-03).
    _P.CLOSE_OUT: HOSPITAL,
    _P.ENROL: MUNICIPAL_CARE,
}

# Views and searches need sight only; everything else speaks for a party, so it needs to be that party (DESIGN 6).
NEEDS_NO_PARTY = frozenset(
    {
        _P.VIEW_JOURNEY,
        _P.VIEW_OWN_JOURNEY,
        _P.SEARCH_CITIZENS,
        _P.BREAK_GLASS,
        _P.REVIEW_BREAK_GLASS,
        _P.CLAIM_CURRENT_CONTACT,
        _P.MARK_SEEN,
        _P.CHOOSE_MAIL,
        _P.MANAGE_REFERENCE_DATA,
        _P.MANAGE_AGREEMENT,
        _P.VIEW_MESSAGE_LOG,
        _P.VIEW_STATISTICS,
        _P.VIEW_PLANS,
        _P.MANAGE_PLANS,
        _P.VIEW_REGISTERS,
        _P.MANAGE_REGISTERS,
        _P.MANAGE_INITIATIVES,
        _P.REQUEST_CHANGE,
        _P.DECIDE_CHANGE,
        _P.VIEW_LEARNING,
        # Surveys lie in no journey and know of none.
        _P.VIEW_SURVEYS,
        _P.ISSUE_SURVEY_CODES,
        _P.ANSWER_STAFF_SURVEY,
        _P.REVIEW_SURVEY_TEXTS,
        _P.VIEW_SURVEY_STATEMENTS,
        # The rules are the unit's own and lie in no journey.
        _P.MANAGE_SORTING,
        # Limits of the apps above say who else may (journeys/selectors/sight.py, payment/selectors/day_payers.py).
        _P.LOG_CALL,
        _P.AGREE_PAYABLE_DAY,
    }
)

# Looking changes nothing; everything else needs more than an opened glass.
READS = frozenset(
    {
        _P.VIEW_JOURNEY,
        _P.VIEW_OWN_JOURNEY,
        _P.SEARCH_CITIZENS,
        _P.BREAK_GLASS,
        _P.REVIEW_BREAK_GLASS,
        _P.CLAIM_CURRENT_CONTACT,
        _P.VIEW_MESSAGE_LOG,
        _P.VIEW_OPERATIONS,
        _P.VIEW_STATISTICS,
        _P.VIEW_PLANS,
        _P.VIEW_REGISTERS,
        _P.VIEW_LEARNING,
        _P.VIEW_SURVEYS,
        _P.VIEW_SURVEY_STATEMENTS,
        _P.VIEW_PAYMENT,
        _P.MANAGE_REFERENCE_DATA,
    }
)

# What can be done with a stay that was entered by hand and that nobody has confirmed: look, take it back, answer it.
ON_UNCONFIRMED = frozenset(
    {
        _P.VIEW_JOURNEY,
        _P.SEARCH_CITIZENS,
        _P.MARK_SEEN,
        _P.ENTER_MANUAL_JOURNEY,
        _P.CORRECT_EVENT,
        _P.CONFIRM_STAY,
    }
)


@cache
def permissions_of(role: Role | None) -> frozenset[Permission]:
    """Everything that the table lets a role; no role may nothing."""
    return frozenset(permission for permission in WHO_MAY if role_may(role, permission))


@cache
def role_may(role: Role | None, permission: Permission) -> bool:
    """Whether the table lets a role; no role may nothing."""
    return role is not None and role in WHO_MAY[permission]
