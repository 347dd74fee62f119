"""Danish sentences for events, refusals and problems of entering (UX §1.e: verb first; PITFALLS §7)."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from journeys.domain.citizen.citizen_facts import Affiliation
from journeys.domain.events import EventKind, EventSource
from journeys.domain.state.entry import EntryProblem
from journeys.domain.state.fold import Destination
from journeys.domain.state.status import AdmissionType
from organisations.domain.moments import day, due, moment, until
from organisations.sentences import reading_language

NameOf = Callable[[Any], str]
Says = Callable[[Mapping[str, Any], NameOf], str]

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


@dataclass(frozen=True, slots=True)
class EventWords:
    """What is said of a kind of event: its `label` on lists, and its sentence in the timeline, verb first."""

    label: Promise
    says: Promise | Says


_WORDS: dict[EventKind, EventWords] = {}
# Of a kind without words: a page says less rather than fail; a test of completeness keeps it from ever being needed.
UNNAMED = EventWords(gettext_lazy("Nyt i forløbet"), gettext_lazy("Noterede noget i forløbet"))


def register_event_words(words: Mapping[EventKind, EventWords]) -> None:
    """The words of a noun's kinds; called from AppConfig.ready()."""
    _WORDS.update(words)


def event_label(kind: EventKind) -> str:
    """What arrived, in a few words."""
    return str(_WORDS.get(kind, UNNAMED).label)


def event_sentence(kind: EventKind, payload: Mapping[str, Any], name_of: NameOf) -> str:
    """What happened, verb first; who did it stands beside it. `name_of` turns an organisation id into its name."""
    says = _WORDS.get(kind, UNNAMED).says
    return says(payload, name_of) if callable(says) else str(says)


def with_words_of(sentence: Promise, **fields: str) -> Says:
    """A sentence with texts of the payload in it; empty ones where the payload has none."""
    return lambda payload, _: str(sentence) % {word: payload.get(name, "") for word, name in fields.items()}


def before_text(sentence: Promise) -> Says:
    """A sentence, and after it what somebody wrote, if anything."""
    return lambda payload, _: f"{sentence}: {payload['text']}" if payload.get("text") else str(sentence)


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
    return words(datetime.fromisoformat(value), language=reading_language())


def day_words(value: Any) -> str:
    """A day of a payload (ISO 8601), with its weekday and its year."""
    known = isinstance(value, str)
    return day(date.fromisoformat(value), language=reading_language()) if known else _("ukendt dag")


def cancelled_sentence(payload: Mapping[str, Any], name_of: NameOf) -> str:
    """A message that cancels another, or somebody's own act taken back."""
    return _("Tog en indtastning tilbage") if payload.get("taken_back") else _("Annullerede en tidligere besked")


def destination_word(value: Any) -> str:
    """A destination in words."""
    return str(DESTINATION_WORDS[Destination(value)]) if value else _("ukendt sted")


_PROBLEMS: dict[str, Promise] = {
    "entry.in_future": gettext_lazy("Tidspunktet ligger i fremtiden. Skriv, hvornår det skete."),
    "date.short_year": gettext_lazy("Skriv årstallet med fire cifre, for eksempel 2026."),
    "date.no_such_year": gettext_lazy("Årstallet %(year)s kan ikke være rigtigt. Se efter det."),
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
    "act.by_an_act_of_its_own": gettext_lazy(
        "Dette kan ikke tages tilbage her. Gælder det ikke længere, så brug forløbets egne knapper."
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


def problem_sentence(problem: EntryProblem) -> str:
    """A problem of entering by hand, for the field that it concerns."""
    return refused_sentence(problem.code, problem.facts)
