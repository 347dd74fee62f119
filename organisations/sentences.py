"""Danish words for kinds, functions, areas and roles, as people read them."""

from django.utils.functional import Promise
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from organisations.domain.identifiers import IdentifierProblem
from organisations.domain.kinds import AreaType, OrganisationKind, Speciality, UnitFunction
from organisations.domain.moments import ENGLISH, language_of
from organisations.domain.permissions import WHO_MAY, Permission
from organisations.domain.phones import PhonePurpose
from organisations.domain.roles import Role

KIND_LABELS: dict[OrganisationKind, Promise] = {
    OrganisationKind.REGION: _("Region"),
    OrganisationKind.HOSPITAL: _("Hospital"),
    OrganisationKind.DEPARTMENT: _("Afdeling"),
    OrganisationKind.WARD: _("Sengeafsnit"),
    OrganisationKind.EMERGENCY_DEPARTMENT: _("Akutafdeling"),
    OrganisationKind.MUNICIPALITY: _("Kommune"),
    OrganisationKind.MUNICIPAL_UNIT: _("Kommunal enhed"),
    OrganisationKind.SOCIAL_UNIT: _("Social enhed"),
    OrganisationKind.GP_PRACTICE: _("Almen praksis"),
    OrganisationKind.OUT_OF_HOURS: _("Lægevagt"),
    OrganisationKind.PREHOSPITAL: _("Præhospital enhed"),
    OrganisationKind.CLUSTER_SECRETARIAT: _("Klyngesekretariat"),
    OrganisationKind.OTHER: _("Anden organisation"),
}
SPECIALITY_LABELS: dict[Speciality, Promise] = {
    Speciality.SOMATIC: _("Somatik"),
    Speciality.PSYCHIATRIC: _("Psykiatri"),
    Speciality.UNKNOWN: _("Ukendt"),
}
FUNCTION_LABELS: dict[UnitFunction, Promise] = {
    UnitFunction.NEEDS_ASSESSMENT: _("Visitation"),
    UnitFunction.COMMUNITY_NURSING: _("Hjemmesygepleje"),
    UnitFunction.ACUTE_FUNCTION: _("Akutfunktion"),
}
AREA_LABELS: dict[AreaType, Promise] = {AreaType.CLUSTER: _("Klynge"), AreaType.HEALTH_COUNCIL: _("Sundhedsråd")}
ROLE_LABELS: dict[Role, Promise] = {
    Role.HOSPITAL_NURSE: _("Sygeplejerske på hospitalet"),
    Role.HOSPITAL_DOCTOR: _("Hospitalslæge"),
    Role.WARD_SECRETARY: _("Lægesekretær"),
    Role.NEEDS_ASSESSOR: _("Visitator"),
    Role.COMMUNITY_NURSE: _("Hjemmesygeplejerske"),
    Role.SOCIAL_WORKER: _("Socialrådgiver"),
    Role.GP: _("Praktiserende læge"),
    Role.GP_NURSE: _("Praksissygeplejerske"),
    Role.OUT_OF_HOURS_DOCTOR: _("Vagtlæge"),
    Role.CLUSTER_ADMINISTRATOR: _("Klyngesekretariat"),
    Role.PRACTICE_CONSULTANT: _("Praksiskonsulent"),
    Role.REGION_ANALYST: _("Regionens analytiker"),
    Role.STEERING_GROUP: _("Styregruppe"),
    Role.OPERATOR: _("Driftsansvarlig"),
    Role.SYSTEM_ADMINISTRATOR: _("Systemadministrator"),
    Role.CITIZEN: _("Borger"),
}


def reading_language() -> str:
    """In which of the two languages whoever reads is answered now."""
    return language_of(get_language())


def in_english() -> bool:
    """Whether that is English."""
    return reading_language() == ENGLISH


def role_within(role: Role) -> str:
    """The role inside a sentence, with a small letter; an abbreviation keeps its own: "GP"."""
    label = str(ROLE_LABELS[role])
    return label if label[:2].isupper() else label[:1].lower() + label[1:]


def kind_choices() -> list[tuple[str, Promise]]:
    """Choices of Organisation.kind."""
    return [(kind.value, label) for kind, label in KIND_LABELS.items()]


def speciality_choices() -> list[tuple[str, Promise]]:
    """Choices of Organisation.speciality."""
    return [(speciality.value, label) for speciality, label in SPECIALITY_LABELS.items()]


def function_choices() -> list[tuple[str, Promise]]:
    """Choices of Organisation.function."""
    return [(function.value, label) for function, label in FUNCTION_LABELS.items()]


def area_choices() -> list[tuple[str, Promise]]:
    """Choices of CooperationArea.type."""
    return [(area.value, label) for area, label in AREA_LABELS.items()]


def role_choices() -> list[tuple[str, Promise]]:
    """Choices of Membership.role."""
    return [(role.value, label) for role, label in ROLE_LABELS.items()]


PROBLEM_SENTENCES: dict[IdentifierProblem, Promise] = {
    IdentifierProblem.CPR_FORMAT: _("CPR-nummeret skal have ti tegn: DDMMÅÅ og fire tegn mere."),
    IdentifierProblem.CPR_DATE: _("CPR-nummerets første seks tal er ikke en dato."),
    IdentifierProblem.CPR_FUTURE: _("CPR-nummerets dato ligger i fremtiden."),
    IdentifierProblem.GLN_FORMAT: _("Lokationsnummeret (GLN) skal have 13 cifre."),
    IdentifierProblem.GLN_CHECK_DIGIT: _("Lokationsnummerets (GLN) kontrolciffer passer ikke."),
    IdentifierProblem.SOR_FORMAT: _("SOR-id'et skal have 11 til 18 cifre."),
    IdentifierProblem.YDERNUMMER_FORMAT: _("Ydernummeret skal have seks cifre."),
    IdentifierProblem.SHAK_FORMAT: _("SHAK-koden skal have fire, seks eller syv tegn."),
    IdentifierProblem.MUNICIPALITY_FORMAT: _("Kommunekoden skal have tre cifre."),
    IdentifierProblem.REGION_UNKNOWN: _("Regionskoden er ikke en af de fem regioners."),
    IdentifierProblem.CVR_FORMAT: _("CVR-nummeret skal have otte cifre."),
    IdentifierProblem.CVR_CHECK_DIGIT: _("CVR-nummerets kontrolciffer passer ikke."),
    IdentifierProblem.AUTHORISATION_FORMAT: _("Autorisations-id'et skal have fem tegn: konsonanter og cifre."),
}


def problem_sentence(problem: IdentifierProblem) -> str:
    """What is wrong with an identifier and what it should look like."""
    return str(PROBLEM_SENTENCES[problem])


ROLE_PLURALS: dict[Role, Promise] = {
    Role.HOSPITAL_NURSE: _("hospitalets sygeplejersker"),
    Role.HOSPITAL_DOCTOR: _("hospitalets læger"),
    Role.WARD_SECRETARY: _("hospitalets lægesekretærer"),
    Role.NEEDS_ASSESSOR: _("kommunens visitatorer"),
    Role.COMMUNITY_NURSE: _("kommunens sygeplejersker"),
    Role.SOCIAL_WORKER: _("kommunens socialrådgivere"),
    Role.GP: _("praktiserende læger"),
    Role.GP_NURSE: _("praksissygeplejersker"),
    Role.OUT_OF_HOURS_DOCTOR: _("vagtlæger"),
    Role.CLUSTER_ADMINISTRATOR: _("klyngesekretariatet"),
    Role.PRACTICE_CONSULTANT: _("praksiskonsulenterne"),
    Role.REGION_ANALYST: _("regionens analytikere"),
    Role.STEERING_GROUP: _("styregruppen"),
    Role.OPERATOR: _("de driftsansvarlige"),
    Role.SYSTEM_ADMINISTRATOR: _("systemadministratorer"),
    Role.CITIZEN: _("borgeren selv"),
}
PHONE_LABELS: dict[PhonePurpose, Promise] = {
    PhonePurpose.INQUIRIES: _("telefon"),
    PhonePurpose.EXTENDED_RESPONSIBILITY: _("telefon til udvidet behandlingsansvar (72 timer)"),
    PhonePurpose.DUTY: _("vagttelefon (hele døgnet)"),
    PhonePurpose.GP_DIRECT: _("direkte linje til egen læge for fagfolk"),
    PhonePurpose.VISITATION: _("telefon til visitationen"),
    PhonePurpose.ACUTE_FUNCTION: _("telefon til akutfunktionen"),
}


def phone_purpose_label(purpose: PhonePurpose) -> Promise:
    """What a number is for."""
    return PHONE_LABELS[purpose]


_P = Permission
ACTS: dict[Permission, Promise] = {
    _P.VIEW_JOURNEY: _("se forløb"),
    _P.VIEW_OWN_JOURNEY: _("se sit eget forløb"),
    _P.WRITE_OWN_WORDS: _("skrive på sin egen side"),
    _P.SHARE_OWN_PAGE: _("give pårørende en kode til borgerens side"),
    _P.SEARCH_CITIZENS: _("søge efter borgere"),
    _P.BREAK_GLASS: _("åbne et forløb med værdispring"),
    _P.REVIEW_BREAK_GLASS: _("kontrollere opslag uden for egen enhed"),
    _P.CLAIM_CURRENT_CONTACT: _("angive en aktuel kontakt med borgeren"),
    _P.STATE_AFFILIATION: _("angive borgerens tilknytning til kommunen"),
    _P.SHARE_JOURNEY: _("dele forløbet inden for kommunen"),
    _P.STATE_GP: _("angive borgerens egen læge"),
    _P.PLACE_CITIZEN: _("placere borgeren på afsnit og seng"),
    _P.APPOINT_RESPONSIBLE_PHYSICIAN: _("udpege den patientansvarlige læge"),
    _P.ACCEPT_RESPONSIBLE_PHYSICIAN: _("overtage patientansvaret"),
    _P.STATE_MEDICATION: _("oplyse, hvem der har ansvaret for den samlede medicin"),
    _P.STATE_MEDICATION_IN_HOSPITAL: _("oplyse, hvem der har ansvaret for en indlagt borgers samlede medicin"),
    _P.STATE_DESTINATION: _("angive, hvor borgeren udskrives til"),
    _P.ANSWER_NURSING: _("svare på, om borgeren får kommunal sygepleje"),
    _P.ENTER_PLANNED_STAY: _("oprette en planlagt indlæggelse"),
    _P.ENTER_MANUAL_JOURNEY: _("oprette et forløb i hånden"),
    _P.ENTER_CONTACT: _("indtaste, hvad der sker med borgeren på hospitalet"),
    _P.REGISTER_DEATH: _("registrere, at en indlagt borger er død"),
    _P.REGISTER_DEATH_AT_HOME: _("registrere, at en borger uden for hospitalet er død"),
    _P.TAKE_BACK_DEATH: _("tage et dødsfald tilbage"),
    _P.REPORT_CONTACT: _("melde en udskrivelse eller et dødsfald til den, der har borgeren"),
    _P.CONFIRM_STAY: _("bekræfte eller afvise en indtastet indlæggelse"),
    _P.CORRECT_EVENT: _("rette en hændelse"),
    _P.ANSWER_QUESTION: _("svare på spørgsmålet"),
    _P.ANSWER_SERVICES: _("se og besvare spørgsmål om borgere, som kommunen ikke kender endnu"),
    _P.MARK_SEEN: _("markere forløbet som set"),
    _P.ACKNOWLEDGE_JOURNEY: _("kvittere for forløbet"),
    _P.SEND_ADMISSION_REPORT: _("sende indlæggelsesrapporten"),
    _P.STATE_STAY: _("angive speciale og indlæggelsesform"),
    _P.JOIN_CITIZENS: _("samle og skille CPR-numre"),
    _P.STATE_RESIDENCE: _("angive borgerens bopælskommune"),
    _P.WRITE_NOTE: _("skrive en note"),
    _P.MANAGE_REFERENCE_DATA: _("rette stamdata"),
    _P.VIEW_MESSAGE_LOG: _("se beskedloggen"),
    _P.VIEW_OPERATIONS: _("se, om maskineriet følger med"),
    _P.VIEW_STATISTICS: _("se statistik"),
    _P.REGISTER_READY: _("registrere borgeren som færdigbehandlet"),
    _P.ASSESS_READY: _("vurdere borgeren som færdigbehandlet"),
    _P.RESUME_TREATMENT: _("registrere, at behandlingen er genoptaget"),
    _P.CORRECT_READY: _("foreslå en rettelse af tidspunktet for færdigbehandling"),
    _P.APPROVE_READY_CORRECTION: _("godkende en rettelse af tidspunktet for færdigbehandling"),
    _P.RECORD_DISAGREEMENT: _("registrere uenighed"),
    _P.MANAGE_BARRIERS: _("registrere, hvad der står i vejen for udskrivelsen"),
    _P.PROPOSE_DISCHARGE_TIME: _("foreslå et udskrivelsestidspunkt"),
    _P.ANSWER_DISCHARGE_TIME: _("svare på et udskrivelsestidspunkt"),
    _P.RECORD_WISHES: _("skrive borgerens og de pårørendes ønsker"),
    _P.AGREE_PAYABLE_DAY: _("markere en betalingsdag som aftalt"),
    _P.VIEW_PAYMENT: _("se betalingsdage"),
    _P.LOG_CALL: _("registrere et opkald"),
    _P.EXTEND_RESPONSIBILITY: _("forlænge det udvidede behandlingsansvar"),
    _P.EXEMPT_RESPONSIBILITY: _("undtage fra det udvidede behandlingsansvar"),
    _P.SEND_DISCHARGE_LETTER: _("sende epikrisen"),
    _P.ACKNOWLEDGE_DISCHARGE_LETTER: _("kvittere for epikrisen"),
    _P.SEND_DOCUMENT: _("sende breve og planer"),
    _P.ANSWER_DOCUMENT: _("kvittere for breve og planer"),
    _P.CHOOSE_MAIL: _("vælge, hvad de får mail om"),
    _P.VIEW_PLANS: _("læse implementeringsplaner"),
    _P.MANAGE_PLANS: _("ændre klyngens implementeringsplan"),
    _P.VIEW_REGISTERS: _("læse registrene"),
    _P.MANAGE_REGISTERS: _("skrive i klyngens registre"),
    _P.MANAGE_INITIATIVES: _("ændre status for en indsats"),
    _P.REQUEST_CHANGE: _("foreslå en ændring af aftalen"),
    _P.DECIDE_CHANGE: _("afgøre forslag til aftalen"),
    _P.VIEW_LEARNING: _("læse forløb, som andre lærer af"),
    _P.NOMINATE_JOURNEY: _("foreslå, at andre lærer af et forløb"),
    _P.CHECK_LEARNING: _("se et forløb igennem, før andre lærer af det"),
    _P.VIEW_SURVEYS: _("læse, hvad spørgeskemaerne viser"),
    _P.ISSUE_SURVEY_CODES: _("lave koder til spørgeskemaer"),
    _P.ANSWER_STAFF_SURVEY: _("svare på medarbejdernes spørgeskema"),
    _P.REVIEW_SURVEY_TEXTS: _("fjerne navne fra borgernes egne ord"),
    _P.VIEW_SURVEY_STATEMENTS: _("læse borgernes egne ord"),
    _P.MANAGE_AGREEMENT: _("skrive nye udgaver af aftalens punkter"),
    _P.MANAGE_SORTING: _("rette reglerne for, hvordan breve sorteres"),
    _P.TELL_CITIZEN: _("skrive, at borgeren er fortalt om planen"),
    _P.ASK_FOR_MEETING: _("bede om et dialogmøde"),
    _P.ASK_PRACTICE: _("spørge egen læge om det, praksis ved"),
    _P.SHARE_KNOWLEDGE: _("give videre, hvad der er godt at vide"),
    _P.CALL_MEETING: _("indbyde til møde"),
    _P.START_ACUTE_FUNCTION: _("henvise til akutfunktionen"),
    _P.TAKE_OVER_ACUTE_FUNCTION: _("overtage ansvaret for borgeren i akutfunktionen"),
    _P.END_HOSPITAL_TREATMENT: _("sige, at hospitalets behandling er slut"),
    _P.CLOSE_OUT: _("afslutte et punkt i forløbet"),
    _P.ENROL: _("svare på, om borgeren er tilgangsført"),
}


def only_these_may(permission: Permission) -> str:
    """Who may do it, as the sentence of a disabled button."""
    roles = [str(ROLE_PLURALS[role]) for role in Role if role in WHO_MAY[permission]]
    return gettext("Kun {roles} kan {act}.").format(roles=_listed(roles), act=ACTS[permission])


def _listed(words: list[str]) -> str:
    *most, last = words
    return gettext("{most} og {last}").format(most=", ".join(most), last=last) if most else last
