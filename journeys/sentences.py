"""Danish sentences for events, refusals and problems of entering (UX §1.e: verb first; PITFALLS §7)."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from journeys.domain.citizen.citizen_facts import Affiliation
from journeys.domain.doctors.handovers import Offer
from journeys.domain.events import EventKind, EventSource
from journeys.domain.state.entry import Problem
from journeys.domain.state.fold import Destination
from journeys.domain.state.status import AdmissionType
from organisations.domain.moments import day, due, language_of, moment, until

NameOf = Callable[[Any], str]

DESTINATION_WORDS: dict[Destination, Promise] = {
    Destination.OWN_HOME: gettext_lazy("eget hjem"),
    Destination.NURSING_HOME: gettext_lazy("plejehjem"),
    Destination.TEMPORARY_PLACE: gettext_lazy("midlertidig plads"),
    Destination.ACUTE_PLACE: gettext_lazy("akutplads"),
    Destination.HEALTH_CARE_PLACE: gettext_lazy("sundheds- og omsorgsplads"),
    Destination.RESIDENTIAL_FACILITY: gettext_lazy("bosted"),
    Destination.HOSPICE: gettext_lazy("hospice"),
    Destination.OTHER_HOSPITAL: gettext_lazy("andet hospital"),
    Destination.OTHER: gettext_lazy("andet sted"),
}
AFFILIATION_WORDS: dict[Affiliation, Promise] = {
    Affiliation.COMMUNITY_NURSING: gettext_lazy("kommunal sygepleje"),
    Affiliation.ELDER_CARE: gettext_lazy("ældrepleje"),
    Affiliation.SOCIAL: gettext_lazy("socialområdet"),
    Affiliation.NURSING_HOME: gettext_lazy("plejehjem"),
    Affiliation.MUNICIPAL_SERVICES: gettext_lazy("hjælp fra kommunen"),
}
SPECIALITY_WORDS: dict[str, Promise] = {
    "somatic": gettext_lazy("somatik"),
    "psychiatric": gettext_lazy("psykiatri"),
    "unknown": gettext_lazy("ukendt"),
}
ADMISSION_WORDS: dict[AdmissionType, Promise] = {
    AdmissionType.ACUTE: gettext_lazy("akut"),
    AdmissionType.PLANNED: gettext_lazy("planlagt"),
    AdmissionType.UNKNOWN: gettext_lazy("ukendt"),
}
SOURCE_WORDS: dict[EventSource, Promise] = {
    EventSource.MESSAGE: gettext_lazy("besked fra hospitalet"),
    EventSource.FORM: gettext_lazy("indtastet manuelt"),
    EventSource.API: gettext_lazy("fra et andet system (API)"),
    EventSource.COMMAND: gettext_lazy("indlæst af driften"),
}

# Sentences that need nothing but the kind.
_PLAIN: dict[EventKind, Promise] = {
    EventKind.LEAVE_STARTED: gettext_lazy("Sendte borgeren på orlov"),
    EventKind.LEAVE_ENDED: gettext_lazy("Tog imod borgeren igen efter orlov"),
    EventKind.DIED: gettext_lazy("Registrerede, at borgeren er død"),
    EventKind.REPORT_OF_ADMISSION_SENT: gettext_lazy("Sendte indlæggelsesrapporten"),
    EventKind.ACKNOWLEDGED: gettext_lazy("Kvitterede"),
    EventKind.TERMINAL_DECLARED: gettext_lazy("Erklærede borgeren terminal"),
    EventKind.EMERGENCY_CALLED: gettext_lazy("Ringede 1-1-2"),
    EventKind.EMERGENCY_ENDED: gettext_lazy("Afsluttede 1-1-2-kaldet uden indlæggelse"),
    EventKind.CALL_LOGGED: gettext_lazy("Noterede et opkald"),
    EventKind.ACUTE_FUNCTION_STARTED: gettext_lazy("Henviste borgeren til akutfunktionen"),
    EventKind.ACUTE_FUNCTION_ENDED: gettext_lazy("Afsluttede borgeren i akutfunktionen"),
    EventKind.TREATMENT_OVER: gettext_lazy("Afsluttede behandlingen"),
    EventKind.RESPONSIBILITY_EXEMPTED: gettext_lazy("Undtog borgeren fra de 72 timer"),
}


# Of a kind without a sentence: the test of completeness keeps it from ever being needed.
_UNNAMED = gettext_lazy("Noterede noget i forløbet")


def event_sentence(kind: EventKind, payload: Mapping[str, Any], name_of: NameOf) -> str:
    """What happened, verb first; who did it stands beside it. `name_of` turns an organisation id into its name."""
    make = _MADE.get(kind)
    return make(payload, name_of) if make else str(_PLAIN.get(kind, _UNNAMED))


def ended(text: str) -> str:
    """A text as a sentence: with a full stop, unless it ends with a mark already."""
    words = text.rstrip()
    return words if not words or words[-1] in ".?!…:" else f"{words}."


def moment_words(value: Any) -> str:
    """An instant of a payload in Danish time, with its weekday and its year."""
    return _written(value, moment)


def due_words(value: Any) -> str:
    """A deadline of a payload, after "senest": its day when it ends that day."""
    return _written(value, due)


def until_words(value: Any) -> str:
    """The end of something in a payload, after "til"; midnight is the end of the day before."""
    return _written(value, until)


def _written(value: Any, words: Callable[..., str]) -> str:
    if not isinstance(value, str):
        return str(_("ukendt tidspunkt"))
    return words(datetime.fromisoformat(value), language=language_of(get_language()))


def day_words(value: Any) -> str:
    """A day of a payload (ISO 8601), with its weekday and its year."""
    known = isinstance(value, str)
    return day(date.fromisoformat(value), language=language_of(get_language())) if known else _("ukendt dag")


def _at(payload: Mapping[str, Any], name_of: NameOf, sentence: str) -> str:
    place = name_of(payload.get("provider") or payload.get("hospital"))
    return _("%(sentence)s på %(place)s") % {"sentence": sentence, "place": place} if place else sentence


def _arrived(payload: Mapping[str, Any], name_of: NameOf) -> str:
    return _at(payload, name_of, _("Modtog borgeren akut (endnu ikke indlagt)"))


def _admitted(payload: Mapping[str, Any], name_of: NameOf) -> str:
    return _at(payload, name_of, _("Indlagde borgeren"))


def cancelled_sentence(payload: Mapping[str, Any], name_of: NameOf) -> str:
    """A message that cancels another, or somebody's own act taken back."""
    return _("Tog en indtastning tilbage") if payload.get("taken_back") else _("Annullerede en tidligere besked")


def _decided(payload: Mapping[str, Any], name_of: NameOf) -> str:
    when = moment_words(payload.get("planned_at"))
    return _at(payload, name_of, _("Planlagde indlæggelse %(when)s") % {"when": when})


def _called_off(payload: Mapping[str, Any], name_of: NameOf) -> str:
    if payload.get("no_show") is True:
        return _("Noterede, at borgeren ikke kom til den planlagte indlæggelse")
    reason = payload.get("reason")
    plain = _("Aflyste den planlagte indlæggelse")
    return f"{plain}: {reason}" if reason else plain


def _placed(payload: Mapping[str, Any], name_of: NameOf) -> str:
    bed, place = payload.get("bed"), name_of(payload.get("provider"))
    if bed and place:
        return _("Gav borgeren plads på %(place)s, seng %(bed)s") % {"place": place, "bed": bed}
    if place:
        return _("Gav borgeren plads på %(place)s") % {"place": place}
    return _("Gav borgeren seng %(bed)s") % {"bed": bed or "–"}


def _reported(sentence: Promise) -> Callable[[Mapping[str, Any], NameOf], str]:
    def words(payload: Mapping[str, Any], name_of: NameOf) -> str:
        text = payload.get("text")
        return f"{sentence}: {text}" if text else str(sentence)

    return words


def _claimed(payload: Mapping[str, Any], name_of: NameOf) -> str:
    stay = payload.get("stay") or {}
    if stay.get("kind") == EventKind.ADMISSION_DECIDED:
        plain = _("Indtastede, at en indlæggelse er planlagt")
    elif stay.get("kind") == EventKind.ACUTE_ARRIVED:
        plain = _("Indtastede, at borgeren er modtaget akut")
    else:
        plain = _("Indtastede, at borgeren er indlagt")
    return _("%(what)s, ikke bekræftet") % {"what": _at(stay, name_of, plain)}


def _stay_declined(payload: Mapping[str, Any], name_of: NameOf) -> str:
    plain = _("Afviste den indtastede indlæggelse")
    return f"{plain}: {payload['text']}" if payload.get("text") else plain


def _declined(payload: Mapping[str, Any], name_of: NameOf) -> str:
    of_death = payload.get("reported") == EventKind.DEATH_REPORTED
    plain = _("Svarede, at borgeren ikke er død") if of_death else _("Svarede, at borgeren ikke er udskrevet")
    return f"{plain}: {payload['text']}" if payload.get("text") else plain


def _speciality(payload: Mapping[str, Any], name_of: NameOf) -> str:
    word = SPECIALITY_WORDS.get(str(payload.get("speciality")), SPECIALITY_WORDS["unknown"])
    return _("Oplyste specialet: %(word)s") % {"word": word}


def _admission_type(payload: Mapping[str, Any], name_of: NameOf) -> str:
    word = ADMISSION_WORDS[AdmissionType(payload.get("admission_type", "unknown"))]
    return _("Oplyste, at indlæggelsen er %(word)s") % {"word": word}


def _named(payload: Mapping[str, Any], name_of: NameOf) -> str:
    return _("Udpegede %(name)s som patientansvarlig læge") % {"name": _doctor(payload, name_of)}


def _offered(payload: Mapping[str, Any], name_of: NameOf) -> str:
    return _("Tilbød patientansvaret til %(name)s") % {"name": _doctor(payload, name_of)}


def _doctor(payload: Mapping[str, Any], name_of: NameOf) -> str:
    return ", ".join(part for part in (payload.get("name") or "", name_of(payload.get("organisation"))) if part)


def _destination(payload: Mapping[str, Any], name_of: NameOf) -> str:
    return _("Oplyste, at borgeren udskrives til %(place)s") % {"place": destination_word(payload.get("destination"))}


def destination_word(value: Any) -> str:
    """A destination in words."""
    return str(DESTINATION_WORDS[Destination(value)]) if value else _("ukendt sted")


def _nursing(payload: Mapping[str, Any], name_of: NameOf) -> str:
    answer = payload.get("community_nursing")
    if answer is None:
        return _("Svarede, at det ikke vides, om borgeren får kommunal sygepleje")
    return _("Svarede ja til kommunal sygepleje") if answer else _("Svarede nej til kommunal sygepleje")


def _note(payload: Mapping[str, Any], name_of: NameOf) -> str:
    return _("Skrev: %(text)s") % {"text": payload.get("text", "")}


def _gp(payload: Mapping[str, Any], name_of: NameOf) -> str:
    if payload.get("taken_back"):
        return cancelled_sentence(payload, name_of)
    practice = name_of(payload.get("organisation"))
    if not practice:
        return _("Oplyste, at borgeren ikke har egen læge")
    return _("Oplyste egen læge: %(practice)s") % {"practice": practice}


def _residence(payload: Mapping[str, Any], name_of: NameOf) -> str:
    if payload.get("taken_back"):
        return cancelled_sentence(payload, name_of)
    return _("Oplyste bopælskommunen: %(municipality)s") % {"municipality": name_of(payload.get("organisation"))}


def _extended(payload: Mapping[str, Any], name_of: NameOf) -> str:
    return _("Forlængede afdelingens ansvar til %(until)s") % {"until": until_words(payload.get("until"))}


def _accepted(payload: Mapping[str, Any], name_of: NameOf) -> str:
    if payload.get("offer") == Offer.ACUTE_FUNCTION:
        return _("Overtog ansvaret for den kommunale akutfunktion")
    return _("Overtog patientansvaret")


_MADE: dict[EventKind, Callable[[Mapping[str, Any], NameOf], str]] = {
    EventKind.ACUTE_ARRIVED: _arrived,
    EventKind.ADMITTED: _admitted,
    EventKind.CANCELLED: cancelled_sentence,
    EventKind.DEATH_REPORTED: _reported(gettext_lazy("Meldte borgeren død, ikke bekræftet")),
    EventKind.DISCHARGE_REPORTED: _reported(gettext_lazy("Meldte borgeren udskrevet, ikke bekræftet")),
    EventKind.REPORT_DECLINED: _declined,
    EventKind.STAY_CLAIMED: _claimed,
    EventKind.STAY_DECLINED: _stay_declined,
    EventKind.ADMISSION_DECIDED: _decided,
    EventKind.ADMISSION_CALLED_OFF: _called_off,
    EventKind.PLACED: _placed,
    EventKind.SPECIALITY_STATED: _speciality,
    EventKind.ADMISSION_TYPE_STATED: _admission_type,
    EventKind.PHYSICIAN_NAMED: _named,
    EventKind.HANDOVER_OFFERED: _offered,
    EventKind.HANDOVER_ACCEPTED: _accepted,
    EventKind.DESTINATION_STATED: _destination,
    EventKind.NURSING_ANSWERED: _nursing,
    EventKind.NOTE_WRITTEN: _note,
    EventKind.GP_STATED: _gp,
    EventKind.RESIDENCE_STATED: _residence,
    EventKind.RESPONSIBILITY_EXTENDED: _extended,
}


def register_event_sentences(made: Mapping[EventKind, Callable[[Mapping[str, Any], NameOf], str]]) -> None:
    """An upper app's words for the kinds that it gives meaning; called from AppConfig.ready()."""
    _MADE.update(made)


_PROBLEMS: dict[str, Promise] = {
    "entry.in_future": gettext_lazy("Tidspunktet ligger i fremtiden. Skriv, hvornår det skete."),
    "date.short_year": gettext_lazy("Skriv årstallet med fire cifre, for eksempel 2026."),
    "date.no_such_year": gettext_lazy("Årstallet %(year)s kan ikke være rigtigt. Skriv det med fire cifre."),
    "date.too_early": gettext_lazy("%(date)s ligger for langt tilbage. Se efter årstallet."),
    "date.too_late": gettext_lazy("%(date)s ligger for langt ude i fremtiden. Se efter årstallet."),
    "date.before_birth": gettext_lazy("%(date)s ligger før borgerens fødsel. Se efter årstallet."),
    "date.long_ago": gettext_lazy(
        "%(date)s er mere end et år siden. Er det rigtigt? Ret det, eller sæt kryds, og gem."
    ),
    "date.far_ahead": gettext_lazy(
        "%(date)s ligger langt ude i fremtiden. Er det rigtigt? Ret det, eller sæt kryds, og gem."
    ),
    "field.shape": gettext_lazy("Feltet skal have en enkelt værdi af den rigtige slags, for eksempel tekst."),
    "event.not_showable": gettext_lazy("Teksten indeholder tegn, der ikke kan vises. Skriv den igen uden dem."),
    "event.no_such_time": gettext_lazy("Et tidspunkt ligger uden for kalenderen. Skriv årstallet med fire cifre."),
    "event.too_large": gettext_lazy("Det er for meget på én gang. Intet er gemt."),
    "text.names_cpr": gettext_lazy("Der står noget, der ligner et CPR-nummer. Fjern det: andre læser teksten."),
    "entry.deceased": gettext_lazy("Borgeren er registreret som død. Er det en fejl, så tag dødsfaldet tilbage først."),
    "entry.not_in_hospital": gettext_lazy(
        "Borgeren er ikke registreret på hospitalet. Indtast først, hvornår borgeren blev indlagt eller kom akut."
    ),
    "entry.not_in_bed": gettext_lazy("Borgeren er kun modtaget akut. Indtast først indlæggelsen."),
    "entry.not_on_leave": gettext_lazy("Borgeren er ikke på orlov."),
    "entry.before_beginning": gettext_lazy("Det kan ikke være sket før %(earliest)s. Ret tidspunktet."),
    "entry.not_planned": gettext_lazy("Indlæggelsen er ikke længere planlagt og kan ikke aflyses."),
    "entry.reason_missing": gettext_lazy("Skriv, hvorfor indlæggelsen er aflyst. De andre parter læser det."),
    "handover.none_offered": gettext_lazy(
        "Der er ikke længere tilbudt et patientansvar. Se tidslinjen for, hvem der har det nu."
    ),
    "physician.name_missing": gettext_lazy("Skriv lægens navn."),
    "physician.not_in_hospital": gettext_lazy("Der udpeges kun en hospitalslæge, mens borgeren er på hospitalet."),
    "act.message_cannot_be_taken_back": gettext_lazy(
        "En besked fra hospitalet kan ikke fortrydes her. Afdelingen retter den i sit eget system og sender en ny; "
        "så retter forløbet sig selv. Ring til afdelingen, hvis det haster."
    ),
    "act.message_cannot_be_corrected": gettext_lazy(
        "En besked fra hospitalet kan ikke rettes her. Afdelingen retter den i sit eget system og sender en ny; "
        "så retter forløbet sig selv. Ring til afdelingen, hvis det haster."
    ),
    "act.immutable": gettext_lazy(
        "En færdigmelding kan ikke ændres eller slettes efter 30 sekunder. Genoptag behandlingen, eller foreslå en "
        "rettelse, som en læge på hospitalet godkender."
    ),
    "act.already_voided": gettext_lazy("Hændelsen er allerede rettet eller taget tilbage. Se tidslinjen."),
    "act.not_own": gettext_lazy("Kun den side, der har indtastet oplysningen, kan rette den. Ring til dem."),
    "act.facts_of_others": gettext_lazy(
        "Oplysninger om borgeren gælder i alle forløb og ændres kun fra et forløb, der er i gang. Intet er gemt. Ring "
        "til dem, der har borgeren nu."
    ),
    "act.joins_unseen": gettext_lazy(
        "Det ville lægge et ophold, som I ikke ser, sammen med dette forløb. Intet er gemt. Ring til det hospital, der "
        "har borgeren, eller indtast et nyt ophold, som det kan bekræfte."
    ),
    "act.cannot_be_corrected": gettext_lazy("Dette kan ikke rettes, kun tages tilbage."),
    "act.moved_across_stay": gettext_lazy(
        "Tidspunktet kan ikke flyttes hen over en indlæggelse, en udskrivelse eller et dødsfald. Tag oplysningen "
        "tilbage, og indtast den på ny."
    ),
    "act.key_reused": gettext_lazy(
        "Der er allerede gemt noget andet herfra, og det står. Dette er ikke gemt. Er det også rigtigt, så gem igen; "
        "er det en rettelse, så ret det første i tidslinjen. (Et program skal bruge en ny nøgle.)"
    ),
    "act.key_taken_back": gettext_lazy(
        "Det blev gemt første gang, men er siden rettet eller taget tilbage. Skal det stå, så gem igen. "
        "(Et program skal bruge en ny nøgle.)"
    ),
    "act.key_not_a_key": gettext_lazy("Nøglen må højst have 255 almindelige tegn. Intet er gemt."),
    "act.version_not_a_number": gettext_lazy("If-Match skal være forløbets version, et tal. Intet er gemt."),
    "act.not_now": gettext_lazy("Det giver ikke mening, som forløbet står nu. Se status øverst på forløbet."),
    "act.changed": gettext_lazy("Forløbet er ændret, siden du åbnede siden. Intet er gemt."),
    "access.reason_too_short": gettext_lazy("Begrundelsen skal være på mindst 10 tegn."),
    "access.reason_no_words": gettext_lazy("Skriv begrundelsen med ord, så en anden kan forstå den."),
    "access.reason_has_cpr": gettext_lazy("Skriv begrundelsen uden CPR-nummer."),
    "access.too_often": gettext_lazy(
        "Du har gjort det for mange gange på kort tid. Vent lidt, eller bed en kollega om hjælp. Ring ved livsfare."
    ),
    "access.pass_used": gettext_lazy("Søg efter CPR-nummeret igen."),
    "access.own_review": gettext_lazy("Du kan ikke kontrollere dit eget opslag."),
    "fact.later_known": gettext_lazy(
        "Der er allerede oplyst noget, der gælder fra %(at)s. Vælg den dag eller senere, eller ret den gamle "
        "oplysning i tidslinjen."
    ),
    "doubt.settled": gettext_lazy("Det er allerede afklaret. Se tidslinjen."),
    "doubt.no_target": gettext_lazy("Der er intet at annullere her. Bekræft, hvad der er rigtigt, eller ret det."),
    "report.registers": gettext_lazy("Registrér det selv. Det skal ikke bekræftes af andre."),
    "report.answered": gettext_lazy("Meldingen er allerede besvaret. Se tidslinjen."),
    "relative.unknown": gettext_lazy("Den pårørende findes ikke længere. Åbn forløbet igen."),
    "affiliation.nothing_changed": gettext_lazy("Du har ikke ændret noget. Vælg mindst ét svar."),
}


def register_refusals(sentences: Mapping[str, Promise]) -> None:
    """Why other acts are refused; called from AppConfig.ready()."""
    _PROBLEMS.update(sentences)


def refused_sentence(code: str, facts: Mapping[str, Any] | None = None) -> str:
    """Why something was refused and what to do; an unknown code still says that nothing was saved."""
    sentence = _PROBLEMS.get(code)
    if sentence is None:
        return _("Det kan ikke lade sig gøre nu. Intet er gemt.")
    words = {
        name: moment_words(value) if name in ("at", "earliest") else value for name, value in (facts or {}).items()
    }
    return str(sentence) % words if words else str(sentence)


def problem_sentence(problem: Problem) -> str:
    """A problem of entering by hand, for the field that it concerns."""
    return refused_sentence(problem.code, problem.facts)
