"""The words of lists: what a task asks, what arrived last, what became of a journey that ended."""

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from discharge.wording.refused import RefusedByRule
from documents.domain.errors import CALL_ABOUT_ERROR
from documents.domain.outdated import RENEW_PLAN
from documents.domain.sorting.tasks import TASK_KINDS as SORTED_KINDS
from documents.domain.sorting.tasks import WORKS
from documents.selectors.channel import RECIPIENTS
from documents.sentences import lazy_words
from journeys.actions.acting.acts import Changed
from journeys.actions.refusals import NotOffered
from journeys.domain.events import EventKind
from journeys.domain.history.departures import EndedBy
from journeys.domain.state.status import JourneyStatus
from journeys.models import Journey
from journeys.sentences import UNNAMED, event_label, refused_sentence
from medcom.domain.sending import MESSAGE_TASK
from organisations.domain.moments import moment
from organisations.domain.refusals import Refusal
from organisations.sentences import reading_language

# Of each sector: one open task of a kind stands on a journey.
CALLS_ABOUT_ERRORS = tuple(f"{CALL_ABOUT_ERROR}{role}" for role in RECIPIENTS)
TASKS: dict[str, Promise] = {
    "municipal_services": gettext_lazy("Svar på, om borgeren har kommunale ydelser"),
    "report_of_admission": gettext_lazy("Send indlæggelsesrapport"),
    "contact_municipality": gettext_lazy("Kontakt kommunen tidligt: borgeren er under 18 år"),
    "correspondence_at_admission": gettext_lazy("Send afdelingen det, I ved om borgeren, i en korrespondance"),
    "answer_meeting": gettext_lazy("Svar på ønsket om et dialogmøde"),
    "invite_parties": gettext_lazy("Indbyd til udskrivningsaftale eller koordinationsplan"),
    "answer_knowledge": gettext_lazy("Svar hospitalet på, hvad praksis ved"),
    "begin_planning": gettext_lazy("Begynd at planlægge hjemkomsten"),
    RENEW_PLAN: gettext_lazy("Send en ny plejeforløbsplan: tiden er en anden"),
    "name_physician": gettext_lazy("Navngiv patientansvarlig læge"),
    "state_gp": gettext_lazy("Oplys egen læge"),
    "planned_stay_missed": gettext_lazy("Svar på, om borgeren kom til den planlagte indlæggelse"),
    "stay_silent": gettext_lazy("Svar på, om borgeren stadig er på hospitalet"),
    "find_gp": gettext_lazy("Borgeren har ikke egen læge: aftal, hvem der følger op"),
    "accept_handover": gettext_lazy("Overtag patientansvaret"),
    "settle_doubt": gettext_lazy("Afklar en besked, der ikke passer med forløbet"),
    "settle_death_time": gettext_lazy("Ret tidspunktet: dødsfaldet ligger før indlæggelsen"),
    "answer_death": gettext_lazy("Bekræft eller afvis, at borgeren er død"),
    "answer_discharge": gettext_lazy("Bekræft eller afvis, at borgeren er udskrevet"),
    "confirm_stay": gettext_lazy("Bekræft eller afvis en indtastet indlæggelse"),
    "stay_unconfirmed": gettext_lazy("Jeres indtastning er ikke bekræftet. Er den forkert, så tag den tilbage"),
    "state_destination": gettext_lazy("Oplys, hvor borgeren er udskrevet til"),
    "answer_nursing": gettext_lazy("Svar på, om borgeren får kommunal sygepleje"),
    "state_speciality": gettext_lazy("Oplys speciale"),
    "state_admission": gettext_lazy("Oplys, hvornår borgeren blev indlagt"),
    "state_region": gettext_lazy("Oplys hospitalets region"),
    "state_readiness": gettext_lazy("Oplys, om borgeren var færdigbehandlet"),
    "confirm_transfer": gettext_lazy("Oplys, om borgeren er modtaget på det andet hospital"),
    "state_emergency_outcome": gettext_lazy("Oplys, hvordan 1-1-2-opkaldet endte"),
    "answer_discharge_time": gettext_lazy("Svar på udskrivelsestidspunktet"),
    "propose_discharge_time": gettext_lazy("Foreslå, hvornår borgeren udskrives"),
    "answer_counter_proposal": gettext_lazy("Svar på kommunens forslag til tidspunkt"),
    "answer_discharge_question": gettext_lazy("Svar på kommunens spørgsmål om udskrivelsen"),
    "clear_barriers_hospital": gettext_lazy("Få hindringerne for udskrivelsen af vejen"),
    "clear_barriers_municipality": gettext_lazy("Få hindringerne for udskrivelsen af vejen"),
    "decide_ready_correction": gettext_lazy("Godkend rettelsen af tidspunktet for færdigbehandling"),
    "settle_ready_registration": gettext_lazy("Ret færdigmeldingen, der ikke passer med opholdet"),
    "state_reasons": gettext_lazy("Oplys, hvorfor borgeren stadig venter"),
    "discharge_letter": gettext_lazy("Send epikrisen"),
    "hand_letter": gettext_lazy("Giv borgeren epikrisen"),
    "await_letter_receipt": gettext_lazy("Afventer kvittering fra egen læge"),
    "letter_not_received": gettext_lazy("Epikrisen er ikke modtaget: ring til egen læge"),
    "enrol": gettext_lazy("Tilgangsfør borgeren i kommunens system"),
    **dict.fromkeys(CALLS_ABOUT_ERRORS, gettext_lazy("Ring til afsenderen om et brev, der er sendt ved en fejl")),
    MESSAGE_TASK: gettext_lazy("Et brev er ikke nået frem til modtagerens system: ring, eller send det på papir"),
    **{kind: lazy_words(WORKS[work]) for kind, work in SORTED_KINDS.items()},
    "update_fmk": gettext_lazy("Ajourfør Fælles Medicinkort"),
    "decide_rehabilitation": gettext_lazy("Afgør, om borgeren skal have en genoptræningsplan"),
    "send_rehabilitation_plan": gettext_lazy("Send genoptræningsplanen"),
    "other_discharge_tasks": gettext_lazy("Udfør de øvrige opgaver ved udskrivelsen"),
    "accept_takeover": gettext_lazy("Overtag ansvaret i akutfunktionen"),
    "state_referrer": gettext_lazy("Oplys, hvem der henviste til akutfunktionen"),
    "name_acute_physician": gettext_lazy("Navngiv lægen for akutfunktionen"),
}
# Why a task is there, what hangs on it and, where its time is worked out, how.
_WHY: dict[str, Promise] = {
    MESSAGE_TASK: gettext_lazy(
        "Modtageren læser i sit eget system og har måske ikke set brevet. Hvorfor står på brevet."
    ),
    "settle_doubt": gettext_lazy("Indtil det er afklaret, kan oplysningerne være forkerte for alle parter."),
    "settle_death_time": gettext_lazy(
        "Et af de to tidspunkter er forkert. En besked rettes i hospitalets eget system."
    ),
    "municipal_services": gettext_lazy("Kommunen ser først forløbet, når det er besvaret."),
    "report_of_admission": gettext_lazy("Hospitalet har bedt om den."),
    "contact_municipality": gettext_lazy(
        "Kommunen kender ofte ikke børn og unge, der bliver indlagt i psykiatrien. Skriv til den, eller ring og notér "
        "opkaldet: så er opgaven løst."
    ),
    "correspondence_at_admission": gettext_lazy(
        "Indlæggelsesrapporten kan ikke bruges for borgeren. Skriv, hvad afdelingen skal vide, og ring også, hvis det "
        "haster."
    ),
    "answer_meeting": gettext_lazy("Alle parter og borgeren kan bede om et møde. Hospitalet indkalder til det."),
    "invite_parties": gettext_lazy(
        "Udskrivelsen er ved at blive planlagt, og hospitalet tager initiativet. Opgaven er løst, når I har indbudt "
        "parterne eller sendt aftalen."
    ),
    "answer_knowledge": gettext_lazy("Afdelingen behandler borgeren ud fra det, I ved. Haster det, ringer den."),
    "begin_planning": gettext_lazy(
        "Den gode udskrivelse starter ved indlæggelsen: sig den forventede dag, foreslå en tid eller send planen."
    ),
    RENEW_PLAN: gettext_lazy(
        "Kommunen forbereder sig efter planen, og den siger ikke den tid, der gælder nu. Opgaven er løst, når en ny "
        "version er sendt, eller når planens tid gælder igen."
    ),
    "name_physician": gettext_lazy("Der skal altid være én navngivet læge, mens borgeren er indlagt."),
    "state_gp": gettext_lazy("Uden egen læge ved ingen, hvem der har ansvaret efter udskrivelsen."),
    "planned_stay_missed": gettext_lazy("Tiden er gået, og ingen har meldt borgeren indlagt."),
    "stay_silent": gettext_lazy("Der er længe ikke hørt nyt fra hospitalet. Måske mangler beskeden om udskrivelsen."),
    "find_gp": gettext_lazy("Borgeren har ikke egen læge. Den, der har kontakten, sørger for, at nogen følger op."),
    "accept_handover": gettext_lazy("Den afgivende læge har ansvaret, indtil det er overtaget."),
    "answer_death": gettext_lazy("Andre har meldt det. Borgerens status ændres først, når det er bekræftet."),
    "answer_discharge": gettext_lazy("Andre har meldt det. Borgerens status ændres først, når det er bekræftet."),
    "confirm_stay": gettext_lazy("Borgerens forløb ændres først, når det er bekræftet. Ring, hvis I er i tvivl."),
    "stay_unconfirmed": gettext_lazy("Indtil en besked eller den anden side bekræfter den, åbner den intet andet."),
    "state_destination": gettext_lazy("De 72 timer kan ikke afgøres uden svaret."),
    "answer_nursing": gettext_lazy("De 72 timer kan ikke afgøres uden svaret."),
    "state_speciality": gettext_lazy("De 72 timer kan ikke afgøres uden svaret."),
    "state_admission": gettext_lazy("De 72 timer kan ikke afgøres uden svaret."),
    "state_region": gettext_lazy("De 72 timer kan ikke afgøres uden svaret."),
    "state_readiness": gettext_lazy("De 72 timer kan ikke afgøres uden svaret."),
    "propose_discharge_time": gettext_lazy(
        "Hospitalet tager initiativet, så kommunen ved, hvornår den skal være klar."
    ),
    "answer_discharge_time": gettext_lazy(
        "Kommunen læser ved næste vagtskifte og svarer inden fire arbejdstimer (hverdage kl. 8–15), dog før den "
        "foreslåede tid."
    ),
    "answer_counter_proposal": gettext_lazy(
        "Tiden er en gensidig aftale. Afdelingen læser hver dag kl. 8–15 og svarer inden fire timer."
    ),
    "answer_discharge_question": gettext_lazy(
        "Kommunen kan ikke svare på tiden uden svaret. Afdelingen læser hver dag kl. 8–15 og svarer inden fire timer."
    ),
    "clear_barriers_hospital": gettext_lazy("Borgeren kan ikke komme hjem, før de er af vejen."),
    "clear_barriers_municipality": gettext_lazy("Borgeren kan ikke komme hjem, før de er af vejen."),
    "decide_ready_correction": gettext_lazy("Tidspunktet ændres kun, når en anden læge på hospitalet godkender det."),
    "settle_ready_registration": gettext_lazy("Registreringen ligger uden for indlæggelsen, så den tæller ikke."),
    "state_reasons": gettext_lazy("Den sidste årsag er udløbet. Indtil en ny er oplyst, er dagene ikke kommunens."),
    "confirm_transfer": gettext_lazy(
        "I har oplyst, at borgeren er overflyttet, men intet hospital har meldt modtagelsen inden fire timer. "
        "Indtil da svarer I for borgeren."
    ),
    "state_emergency_outcome": gettext_lazy(
        "Ingen har oplyst, om borgeren blev indlagt. Indtil da viser alle, at præhospitalet svarer."
    ),
    "discharge_letter": gettext_lazy("Egen læge skal kende forløbet på hospitalet."),
    "await_letter_receipt": gettext_lazy("Epikrisen er sendt. Kommer kvitteringen ikke, så send den igen."),
    "letter_not_received": gettext_lazy("Den er sendt tre gange, uden at egen læge har kvitteret."),
    "hand_letter": gettext_lazy("Borgeren har ikke egen læge, så epikrisen går til borgeren selv."),
    "enrol": gettext_lazy("Forløbet er først slut, når kommunen har borgeren i sit system."),
    **dict.fromkeys(
        CALLS_ABOUT_ERRORS,
        gettext_lazy("Brevet må ikke bruges. Aftal, hvad der gøres ved det, der er læst. Svar så på brevet her."),
    ),
    **dict.fromkeys(SORTED_KINDS, gettext_lazy("Fordelt efter et brev, af regler eller en kollega. Se brevet.")),
    "update_fmk": gettext_lazy("Kommunen og egen læge giver medicin efter Fælles Medicinkort."),
    "decide_rehabilitation": gettext_lazy("Forløbet er først slut, når det er afgjort."),
    "send_rehabilitation_plan": gettext_lazy("Genoptræningen begynder, når kommunen har planen."),
    "other_discharge_tasks": gettext_lazy("Forløbet er først slut, når de er udført."),
    "accept_takeover": gettext_lazy("Den, der tilbyder, har ansvaret, indtil det er overtaget."),
    "state_referrer": gettext_lazy("Henviseren afgør, hvem der er patientansvarlig."),
    "name_acute_physician": gettext_lazy("Hospitalet har ansvaret hele døgnet, og det skal være en navngiven læge."),
}


# Of a kind without words: the test of completeness keeps it from ever being needed.
UNNAMED_TASK = gettext_lazy("Se forløbet")


def task_sentence(kind: str) -> str:
    """What an open task asks for."""
    return str(TASKS.get(kind, UNNAMED_TASK))


def why_of_task(kind: str) -> str:
    """Why an open task is there."""
    return str(_WHY.get(kind, ""))


def news_sentence(kind: str, *, corrects: bool) -> str:
    """What arrived last; a correction says so. A kind that only a newer version knows is told of all the same."""
    word = event_label(EventKind(kind)) if kind in set(EventKind) else str(UNNAMED.label)
    if corrects and kind != EventKind.CANCELLED:
        return _("Rettet: %(what)s") % {"what": word}
    return word


def gone_sentence(journey: Journey) -> str:
    """Why a journey leaves the lists, in plain words; empty while it stays."""
    status = journey.status_value
    if status not in (JourneyStatus.CANCELLED, JourneyStatus.DECEASED):
        return ""
    at = journey.deceased_at if status is JourneyStatus.DECEASED else journey.cancelled_at
    when = moment(at, language=reading_language()) if at else ""
    if status is JourneyStatus.DECEASED:
        return _("Borgeren er død %(when)s.") % {"when": when}
    if journey.ended_by == EndedBy.NO_SHOW:
        return _("Borgeren kom ikke til den planlagte indlæggelse. Noteret %(when)s.") % {"when": when}
    if journey.planned_at is not None:
        return _("Den planlagte indlæggelse er aflyst %(when)s.") % {"when": when}
    return _("Indlæggelsen er annulleret af hospitalet %(when)s. Borgeren er ikke indlagt.") % {"when": when}


def age_words(age: int | None) -> str:
    """ "81 år", or nothing when the age is unknown."""
    return "" if age is None else _("%(age)s\u00a0år") % {"age": age}


def new_words(count: int) -> str:
    """How much a unit was told and has not read: the mark on row and page."""
    return ngettext("%(count)s ny", "%(count)s nye", count) % {"count": count} if count else ""


def letter_words(count: int, unopened: int) -> str:
    """Letters that wait on a row; empty where there is none."""
    if not count:
        return ""
    if not unopened:
        return ngettext("%(count)s brev ikke kvitteret", "%(count)s breve ikke kvitteret", count) % {"count": count}
    return ngettext("%(count)s ulæst brev", "%(count)s ulæste breve", unopened) % {"count": unopened}


def more_tasks(count: int) -> str:
    """How many tasks stand behind the first one."""
    return ngettext("+ %(count)s mere", "+ %(count)s mere", count) % {"count": count}


def refusal_sentence(refusal: Exception) -> str:
    """Why something was not done, for people."""
    if isinstance(refusal, Refusal | RefusedByRule | NotOffered):
        return refusal.sentence
    if isinstance(refusal, Changed):
        return _("Forløbet er ændret, siden du åbnede siden. Intet er gemt. Se ændringen, og prøv igen.")
    return refused_sentence(getattr(refusal, "code", ""), getattr(refusal, "facts", None))


LOOKS: dict[str, Promise] = {
    "list": gettext_lazy("Så en liste"),
    "open": gettext_lazy("Åbnede"),
    "search": gettext_lazy("Søgte"),
    "act": gettext_lazy("Gjorde noget"),
    "read_log": gettext_lazy("Læste loggen"),
    "export": gettext_lazy("Hentede en fil"),
    "refused": gettext_lazy("Blev afvist"),
}
PURPOSES: dict[str, Promise] = {
    "party": gettext_lazy("Part i forløbet"),
    "current_contact": gettext_lazy("Aktuel kontakt"),
    "break_glass": gettext_lazy("Værdispring"),
    "search": gettext_lazy("Søgning"),
    "self": gettext_lazy("Sig selv"),
    "relative": gettext_lazy("Pårørende med kode"),
    "administration": gettext_lazy("Administration"),
    "learning": gettext_lazy("Læring, uden at vise hvem"),
    "none": gettext_lazy("Intet"),
}
SECURITY: dict[str, Promise] = {
    "signed_in": gettext_lazy("Logget ind"),
    "sign_in_failed": gettext_lazy("Forkert brugernavn eller adgangskode"),
    "locked_out": gettext_lazy("Afvist efter for mange forsøg"),
    "signed_out": gettext_lazy("Logget ud"),
    "second_factor_failed": gettext_lazy("Forkert totrinskode"),
    "second_factor_added": gettext_lazy("Totrinslogin slået til"),
    "second_factor_removed": gettext_lazy("Totrinslogin slået fra"),
    "password_changed": gettext_lazy("Adgangskode skiftet"),
    "account_changed": gettext_lazy("Bruger oprettet eller ændret"),
    "membership_saved": gettext_lazy("Rolle givet eller ændret"),
    "membership_ended": gettext_lazy("Rolle afsluttet"),
    "role_asked_for": gettext_lazy("Rolle foreslået, venter på en anden administrator"),
    "role_declined": gettext_lazy("Foreslået rolle afslået"),
    "clinical_role_for_administrator": gettext_lazy("Administrator har fået en rolle, der ser borgere"),
    "unit_closed": gettext_lazy("Enhed lukket"),
    "searches_limited": gettext_lazy("For mange søgninger på CPR-numre"),
}
SECTIONS: dict[str, Promise] = {
    "extended": gettext_lazy("Afdelingen svarer (72 timer)"),
    "undecided": gettext_lazy("72 timer ikke afgjort"),
    "hospital": gettext_lazy("På hospital nu"),
    "planned": gettext_lazy("Ventes indlagt"),
    "home": gettext_lazy("Udskrevet seneste 14 dage"),
    "gone": gettext_lazy("Annulleret eller død"),
}
