"""What a problem is, where it is and what to do about it, for people (DESIGN §3)."""

from collections.abc import Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from medcom.domain.classic.layouts import LAYOUTS, SENT
from medcom.domain.sending import Carrier
from medcom.domain.states import Door, MessageState
from medcom.parsing.activities import ACTIVITIES
from medcom.parsing.codes import Operation
from medcom.parsing.problems.problem import PROBLEMS, Problem, Severity, template_text
from organisations.sentences import reading_language

STATE_LABELS: dict[MessageState, Promise] = {
    MessageState.RECEIVED: _("Modtaget, venter"),
    MessageState.ACCEPTED: _("Behandlet"),
    MessageState.REJECTED: _("Afvist"),
    MessageState.DUPLICATE: _("Gentagelse"),
    MessageState.CONFLICT: _("Modstridende gentagelse"),
    MessageState.UNREADABLE: _("Kan ikke læses"),
    MessageState.UNSUPPORTED: _("Type kan ikke modtages"),
    MessageState.ACKNOWLEDGEMENT: _("Kvittering"),
    MessageState.FAILED_WILL_RETRY: _("Fejlede, prøves igen"),
    MessageState.SET_ASIDE: _("Lagt til side"),
    MessageState.OPENED: _("Kuvert med flere breve"),
    MessageState.PARTLY_REFUSED: _("Kuvert, hvor ikke alle breve er modtaget"),
}
DOOR_LABELS: dict[Door, Promise] = {Door.GATEWAY: _("Gateway"), Door.COMMAND: _("Kommando")}
CARRIER_LABELS: dict[Carrier, Promise] = {
    Carrier.NONE: _("Ingen meddelelser herfra: breve læses her"),
    Carrier.FHIR: _("FHIR (CareCommunication 5.0)"),
    Carrier.OIOXML: _("OIOXML: de versioner, der er sat hak ved; ellers får afsenderen en opgave"),
    Carrier.PAPER: _("Papir eller telefon: afsenderen får en opgave"),
}
# Why no message could be made of a letter; "" is that none carries it.
_HINDRANCES: dict[str, Promise] = {
    "": _("når ikke frem i deres system: ring, eller send det på papir"),
    "number": _("ikke sendt: borgeren har intet CPR-nummer"),
    "sender_numbers": _("ikke sendt: jeres SOR-kode eller lokationsnummer mangler"),
    "receiver_numbers": _("ikke sendt: modtagerens SOR-kode eller lokationsnummer mangler"),
    "no_schema": _("kan ikke sendes som MedCom-XML: der findes intet skema for denne slags; ring, eller send på papir"),
    "files": _("ikke sendt: deres system tager ikke imod filer fra os; ring, eller send det på papir"),
    "time": _("ikke sendt: et tidspunkt, som brevet skal have, mangler"),
    "phone": _("ikke sendt: telefonnummeret til svar er ikke et telefonnummer"),
}
_OTHER_HINDRANCE = _("ikke sendt: der kunne ikke laves en meddelelse af det")
SEVERITY_LABELS: dict[Severity, Promise] = {
    Severity.ERROR: _("Fejl"),
    Severity.WARNING: _("Advarsel"),
    Severity.INFORMATION: _("Oplysning"),
}
_PREFIXES = {Operation.FIRST: "", Operation.REVISE: "RE_", Operation.CANCEL: "AN_"}
# What an administrator does about a problem: by its code, else by the part before the dot.
REMEDIES: dict[str, Promise] = {
    "intake.receiver_unknown": _("Opret modtageren i stamdata, og bed afsenderen om at sende en ny meddelelse."),
    "intake.sender_unknown": _("Opret afsenderen i stamdata, og bed afsenderen om at sende en ny meddelelse."),
    "intake.receiver_contradiction": _(
        "Ret SOR-kode eller lokationsnummer i stamdata, eller bed afsenderen rette dem."
    ),
    "intake.sender_contradiction": _("Ret SOR-kode eller lokationsnummer i stamdata, eller bed afsenderen rette dem."),
    "intake.provider_unknown": _("Opret afdelingen i stamdata, så kommende meddelelser placeres rigtigt."),
    "intake.report_recipient_unknown": _("Opret modtageren af indlæggelsesrapporten i stamdata."),
    "intake.conflicting_duplicate": _(
        "Sammenlign med den første meddelelse. Bed afsenderen sende indholdet igen med et nyt id, hvis det er rigtigt."
    ),
    "intake.envelope_reused": _("Afsenderens system genbruger kuvert-id. Bed afsenderen rette det og sende igen."),
    "intake.out_of_operation": _("Fejlen er vores. Meddelelsen prøves igen af sig selv."),
    "intake.failed": _("Fejlen er vores. Prøv igen, når den er rettet, eller læg meddelelsen til side med en grund."),
    "intake.duplicate": _("Der skal ikke gøres noget."),
    "hco.profile_unchecked": _("Der skal ikke gøres noget."),
    "xml.structure_checked": _("Der skal ikke gøres noget."),
    "xml.structure_unchecked": _("Der skal ikke gøres noget."),
    "header.event_unsupported": _("Aftal med afsenderen, at denne type sendes til et andet system."),
    "unreadable.old_format": _("Aftal med afsenderen, at der sendes FHIR, eller at typen sendes til et andet system."),
    "xml.version_unknown": _("Aftal med afsenderen, at denne type sendes til et andet system."),
    "bundle.profile_old": _("Bed afsenderen om at sende efter den gældende standard."),
    "unreadable": _("Bed afsenderen om at sende meddelelsen igen; indholdet kom ikke frem i en form, der kan læses."),
}
DEFAULT_REMEDY = _("Bed afsenderen om at rette meddelelsen og sende den igen med et nyt id.")
NO_REMEDY = _("Meddelelsen er modtaget alligevel. Gør afsenderen opmærksom på det.")
# Of a warning about a message that was refused for something else.
NOT_THE_CAUSE = _("Meddelelsen er afvist af andre grunde. Bed afsenderen rette også dette.")


def carrier_choices() -> list[tuple[str, Promise]]:
    """What a counterpart's system can receive, for forms."""
    return [(carrier.value, label) for carrier, label in CARRIER_LABELS.items()]


def version_choices() -> list[tuple[str, str]]:
    """The classic versions that are sent from here, for forms."""
    return [(version, f"{LAYOUTS[version].type_code} {version}") for version in SENT]


def hindrance_words(code: str) -> str:
    """Why a letter reaches no other system."""
    return str(_HINDRANCES.get(code, _OTHER_HINDRANCE))


def state_label(state: MessageState) -> str:
    """The state in words."""
    return str(STATE_LABELS[state])


def activity_label(activity: str) -> str:
    """MedCom's short name and the code: "RE_STIN · revise-admit-inpatient"; an unknown code stands alone."""
    row = ACTIVITIES.get(activity)
    if row is None:
        return activity
    return f"{_PREFIXES[row.operation]}{row.kind.value} · {activity}"


def problem_from(stored: Mapping[str, Any]) -> Problem | None:
    """A problem as the log keeps it; None for a code that a later release has dropped."""
    if stored["code"] not in PROBLEMS:
        return None
    return Problem(stored["code"], stored.get("expression", ""), stored.get("detail", {}))


def problem_sentence(problem: Problem) -> str:
    """What is wrong, in the reader's language."""
    return template_text(problem, language=reading_language())


def remedy_sentence(problem: Problem, *, refused: bool = False) -> str:
    """What to do about it; `refused` says whether the message was not taken in."""
    found = REMEDIES.get(problem.code) or REMEDIES.get(problem.code.partition(".")[0])
    if found is None:
        harmless = NOT_THE_CAUSE if refused else NO_REMEDY
        found = DEFAULT_REMEDY if problem.severity is Severity.ERROR else harmless
    return str(found)
