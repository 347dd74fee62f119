"""The words of the events of stays and of what is known of a citizen (UX §1.e: verb first; RULES 2i V4, V8)."""

from collections.abc import Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from journeys.domain.citizen.citizen_facts import Affiliation
from journeys.domain.doctors.handovers import HandoverOffer
from journeys.domain.events import EventKind
from journeys.domain.history.departures import EndedBy
from journeys.domain.state.status import AdmissionType
from journeys.sentences import (
    ADMISSION_WORDS,
    AFFILIATION_WORDS,
    SPECIALITY_WORDS,
    EventWords,
    NameOf,
    before_text,
    cancelled_sentence,
    destination_word,
    moment_words,
    with_words_of,
)

DEPARTURE_WORDS: dict[EndedBy, Promise] = {
    EndedBy.DISCHARGED: gettext_lazy("udskrevet"),
    EndedBy.TRANSFERRED: gettext_lazy("overflyttet til et andet hospital"),
    EndedBy.NO_SHOW: gettext_lazy("kom ikke til den planlagte indlæggelse"),
    EndedBy.LEFT_AGAINST_ADVICE: gettext_lazy("udskrevet mod lægeligt råd"),
}
REGION_WORDS: dict[str, Promise] = {
    "1081": gettext_lazy("Region Nordjylland"),
    "1082": gettext_lazy("Region Midtjylland"),
    "1083": gettext_lazy("Region Syddanmark"),
    "1084": gettext_lazy("Region Hovedstaden"),
    "1085": gettext_lazy("Region Sjælland"),
}


def _discharged(payload: Mapping[str, Any], name_of: NameOf) -> str:
    ended_by = payload.get("ended_by")
    if ended_by == EndedBy.TRANSFERRED:
        return _("Overflyttede borgeren til et andet hospital")
    if ended_by == EndedBy.LEFT_AGAINST_ADVICE:
        return str(_("Noterede, at borgeren udskrev sig mod lægeligt råd")) + _ready_words(payload)
    return _("Udskrev borgeren")


def _departure(payload: Mapping[str, Any], name_of: NameOf) -> str:
    word = DEPARTURE_WORDS[EndedBy(payload.get("ended_by", EndedBy.DISCHARGED))]
    return _("Oplyste, at borgeren er %(how)s%(ready)s") % {"how": word, "ready": _ready_words(payload)}


def _ready_words(payload: Mapping[str, Any]) -> str:
    ready = payload.get("medically_ready")
    if not isinstance(ready, bool):
        return ""
    return _(" (var færdigbehandlet)") if ready else _(" (var ikke færdigbehandlet)")


def _region(payload: Mapping[str, Any], name_of: NameOf) -> str:
    word = REGION_WORDS.get(str(payload.get("region")))
    return _("Oplyste, at afdelingen ligger i %(region)s") % {"region": word or _("en ukendt region")}


DEPARTURE_EVENT_WORDS: Mapping[EventKind, EventWords] = {
    EventKind.DISCHARGED: EventWords(gettext_lazy("Udskrevet"), _discharged),
    EventKind.DEPARTURE_STATED: EventWords(gettext_lazy("Oplyst, hvordan opholdet sluttede"), _departure),
    EventKind.REGION_STATED: EventWords(gettext_lazy("Region oplyst"), _region),
    EventKind.STAY_CONFIRMED: EventWords(
        gettext_lazy("Er her stadig"), gettext_lazy("Svarede, at borgeren stadig er på hospitalet")
    ),
    EventKind.CITIZEN_JOINED: EventWords(
        gettext_lazy("CPR-numre samlet"),
        with_words_of(gettext_lazy("Samlede et foreløbigt CPR-nummer med borgerens rigtige: %(why)s"), why="reason"),
    ),
    EventKind.CITIZEN_PARTED: EventWords(
        gettext_lazy("CPR-numre skilt"),
        with_words_of(gettext_lazy("Skilte et foreløbigt CPR-nummer fra borgeren igen: %(why)s"), why="reason"),
    ),
}


def _affiliation(payload: Mapping[str, Any], name_of: NameOf) -> str:
    if payload.get("taken_back"):
        return cancelled_sentence(payload, name_of)
    affiliation, value = Affiliation(payload["affiliation"]), payload.get("value")
    word = AFFILIATION_WORDS[affiliation]
    if affiliation in _SAID:
        return str(_SAID[affiliation][value])
    if value is None:
        return _("Oplyste, at det ikke vides, om borgeren får %(what)s") % {"what": word}
    if value:
        return _("Oplyste, at borgeren får %(what)s") % {"what": word}
    return _("Oplyste, at borgeren ikke får %(what)s") % {"what": word}


# One gets help, but belongs to an area and lives somewhere.
_SAID: dict[Affiliation, dict[bool | None, Promise]] = {
    Affiliation.SOCIAL: {
        None: gettext_lazy("Oplyste, at det ikke vides, om borgeren hører til socialområdet"),
        True: gettext_lazy("Oplyste, at borgeren hører til socialområdet"),
        False: gettext_lazy("Oplyste, at borgeren ikke hører til socialområdet"),
    },
    Affiliation.NURSING_HOME: {
        None: gettext_lazy("Oplyste, at det ikke vides, om borgeren bor på plejehjem"),
        True: gettext_lazy("Oplyste, at borgeren bor på plejehjem"),
        False: gettext_lazy("Oplyste, at borgeren ikke bor på plejehjem"),
    },
}


def _shared(payload: Mapping[str, Any], name_of: NameOf) -> str:
    unit = name_of(payload.get("unit"))
    return _("Delte forløbet med %(unit)s") % {"unit": unit} if unit else _("Delte forløbet med en anden enhed")


FACT_EVENT_WORDS: Mapping[EventKind, EventWords] = {
    EventKind.AFFILIATION_STATED: EventWords(gettext_lazy("Tilknytning til kommunen oplyst"), _affiliation),
    EventKind.SHARED: EventWords(gettext_lazy("Delt med en anden enhed"), _shared),
}
STAY_REFUSALS: Mapping[str, Promise] = {
    "code.name_missing": gettext_lazy("Skriv, hvem koden er til."),
    "code.days": gettext_lazy("Vælg, hvor længe koden skal virke."),
    "code.parent_decides": gettext_lazy(
        "Barnet er under 15 år. Så er det forældrene, der bestemmer, og kun afdelingen eller kommunen kan give en kode."
    ),
    "code.no_child": gettext_lazy(
        "Borgeren er fyldt 18 år, eller vi kender ikke alderen. Ingen har forældremyndighed. Spørg borgeren selv."
    ),
    "code.used_up": gettext_lazy("Koden fra før virker ikke mere. Tryk igen for at give en ny."),
    "code.unknown": gettext_lazy("Koden findes ikke mere."),
    "code.wrong": gettext_lazy(
        "Koden virker ikke. Se efter, om den er skrevet rigtigt, eller bed om en ny. Efter fem forkerte forsøg "
        "lukker en kode."
    ),
    "code.too_often": gettext_lazy("Der er prøvet for mange koder herfra. Vent en time, eller ring til afdelingen."),
    "own.not_yourself": gettext_lazy("Du kan ikke give dit eget login en borger. Bed en anden administrator."),
    "own.not_citizen": gettext_lazy("Kun et login med rollen borger kan åbne en borgers side."),
    "own.under_15": gettext_lazy(
        "Et login gives kun til borgere, der er fyldt 15 år, og hvis alder vi kender. Giv forældrene en kode i stedet."
    ),
    "entry.death_in_stay": gettext_lazy(
        "På det tidspunkt siger kun dem, der havde borgeren, at borgeren er død. Ret tidspunktet, eller ring til dem."
    ),
    "access.citizen_elsewhere": gettext_lazy(
        "Det kan ikke siges herfra: forløbet er ikke borgerens nuværende. Intet er gemt. Ring til dem, der har "
        "borgeren nu."
    ),
    "entry.plan_in_past": gettext_lazy(
        "Den planlagte tid er allerede gået. Er borgeren kommet, så indtast indlæggelsen i stedet."
    ),
    "entry.plan_too_far": gettext_lazy("Den planlagte tid ligger mere end et år ude i fremtiden. Se efter årstallet."),
    "entry.plan_out_of_sight": gettext_lazy(
        "Borgeren har et forløb, som din enhed ikke er part i, og planen ville blive en del af det. Ring til afsnittet."
    ),
    "entry.plan_time_missing": gettext_lazy("Skriv den nye tid."),
    "entry.plan_not_due": gettext_lazy(
        "Den planlagte tid er ikke kommet endnu. Vælg aflyst eller ny tid, hvis borgeren ikke skal indlægges da."
    ),
    "join.same": gettext_lazy("Det er samme nummer. Skriv borgerens rigtige CPR-nummer."),
    "join.already_joined": gettext_lazy("Borgeren er allerede samlet med et andet nummer. Skil dem først."),
    "join.number_is_real": gettext_lazy(
        "Borgeren har et rigtigt CPR-nummer. To borgere med rigtige numre kan ikke samles. Er beskeden sendt på en "
        "forkert borger, skal afdelingen annullere den."
    ),
    "join.not_a_real_number": gettext_lazy("Skriv borgerens rigtige CPR-nummer, ikke et erstatningsnummer."),
    "join.out_of_sight": gettext_lazy(
        "Numrene kan ikke samles her: borgeren har et forløb på et andet hospital på samme tid. Ring til dem."
    ),
    "join.others_have": gettext_lazy(
        "Andre har borgeren med det nummer, og I har ikke borgeren hos jer nu. Intet er gemt. Saml numrene, når "
        "borgeren er kommet."
    ),
    "join.not_joined": gettext_lazy("Nummeret er ikke samlet med borgeren."),
    "join.reason_too_short": gettext_lazy("Skriv med mindst 10 tegn, hvordan I ved det."),
}


def _at(payload: Mapping[str, Any], name_of: NameOf, sentence: str) -> str:
    place = name_of(payload.get("provider") or payload.get("hospital"))
    return _("%(sentence)s på %(place)s") % {"sentence": sentence, "place": place} if place else sentence


def _arrived(payload: Mapping[str, Any], name_of: NameOf) -> str:
    return _at(payload, name_of, _("Modtog borgeren akut (endnu ikke indlagt)"))


def _admitted(payload: Mapping[str, Any], name_of: NameOf) -> str:
    return _at(payload, name_of, _("Indlagde borgeren"))


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


def _claimed(payload: Mapping[str, Any], name_of: NameOf) -> str:
    stay = payload.get("stay") or {}
    if stay.get("kind") == EventKind.ADMISSION_DECIDED:
        plain = _("Indtastede, at en indlæggelse er planlagt")
    elif stay.get("kind") == EventKind.ACUTE_ARRIVED:
        plain = _("Indtastede, at borgeren er modtaget akut")
    else:
        plain = _("Indtastede, at borgeren er indlagt")
    return _("%(what)s, ikke bekræftet") % {"what": _at(stay, name_of, plain)}


def _declined(payload: Mapping[str, Any], name_of: NameOf) -> str:
    of_death = payload.get("reported") == EventKind.DEATH_REPORTED
    dead, gone = (
        gettext_lazy("Svarede, at borgeren ikke er død"),
        gettext_lazy("Svarede, at borgeren ikke er udskrevet"),
    )
    return before_text(dead if of_death else gone)(payload, name_of)


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


def _nursing(payload: Mapping[str, Any], name_of: NameOf) -> str:
    answer = payload.get("community_nursing")
    if answer is None:
        return _("Svarede, at det ikke vides, om borgeren får kommunal sygepleje")
    return _("Svarede ja til kommunal sygepleje") if answer else _("Svarede nej til kommunal sygepleje")


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


def _accepted(payload: Mapping[str, Any], name_of: NameOf) -> str:
    if payload.get("offer") == HandoverOffer.ACUTE_FUNCTION:
        return _("Overtog ansvaret for den kommunale akutfunktion")
    return _("Overtog patientansvaret")


STAY_EVENT_WORDS: Mapping[EventKind, EventWords] = {
    EventKind.ACUTE_ARRIVED: EventWords(gettext_lazy("Modtaget akut, ikke indlagt"), _arrived),
    EventKind.ADMITTED: EventWords(gettext_lazy("Indlagt"), _admitted),
    EventKind.LEAVE_STARTED: EventWords(gettext_lazy("På orlov"), gettext_lazy("Sendte borgeren på orlov")),
    EventKind.LEAVE_ENDED: EventWords(
        gettext_lazy("Tilbage fra orlov"), gettext_lazy("Tog imod borgeren igen efter orlov")
    ),
    EventKind.DIED: EventWords(gettext_lazy("Død"), gettext_lazy("Registrerede, at borgeren er død")),
    EventKind.DEATH_REPORTED: EventWords(
        gettext_lazy("Meldt død, ikke bekræftet"), before_text(gettext_lazy("Meldte borgeren død, ikke bekræftet"))
    ),
    EventKind.DISCHARGE_REPORTED: EventWords(
        gettext_lazy("Meldt udskrevet, ikke bekræftet"),
        before_text(gettext_lazy("Meldte borgeren udskrevet, ikke bekræftet")),
    ),
    EventKind.REPORT_DECLINED: EventWords(gettext_lazy("Melding afvist"), _declined),
    EventKind.STAY_CLAIMED: EventWords(gettext_lazy("Indlæggelse indtastet, ikke bekræftet"), _claimed),
    EventKind.STAY_DECLINED: EventWords(
        gettext_lazy("Indtastet indlæggelse afvist"), before_text(gettext_lazy("Afviste den indtastede indlæggelse"))
    ),
    EventKind.CANCELLED: EventWords(gettext_lazy("Besked annulleret"), cancelled_sentence),
    EventKind.ADMISSION_DECIDED: EventWords(gettext_lazy("Indlæggelse planlagt"), _decided),
    EventKind.ADMISSION_CALLED_OFF: EventWords(gettext_lazy("Planlagt indlæggelse aflyst"), _called_off),
    EventKind.PLACED: EventWords(gettext_lazy("Plads ændret"), _placed),
    EventKind.SPECIALITY_STATED: EventWords(gettext_lazy("Speciale oplyst"), _speciality),
    EventKind.ADMISSION_TYPE_STATED: EventWords(gettext_lazy("Indlæggelsesform oplyst"), _admission_type),
    EventKind.PHYSICIAN_NAMED: EventWords(gettext_lazy("Patientansvarlig læge navngivet"), _named),
    EventKind.HANDOVER_OFFERED: EventWords(gettext_lazy("Patientansvar tilbudt"), _offered),
    EventKind.HANDOVER_ACCEPTED: EventWords(gettext_lazy("Patientansvar overtaget"), _accepted),
    EventKind.DESTINATION_STATED: EventWords(gettext_lazy("Udskrivelsessted oplyst"), _destination),
    EventKind.NURSING_ANSWERED: EventWords(gettext_lazy("Svar om kommunal sygepleje"), _nursing),
    EventKind.REPORT_OF_ADMISSION_SENT: EventWords(
        gettext_lazy("Indlæggelsesrapport sendt"), gettext_lazy("Sendte indlæggelsesrapporten")
    ),
    EventKind.ACKNOWLEDGED: EventWords(gettext_lazy("Kvitteret"), gettext_lazy("Kvitterede")),
    EventKind.NOTE_WRITTEN: EventWords(
        gettext_lazy("Skrevet"), with_words_of(gettext_lazy("Skrev: %(text)s"), text="text")
    ),
    EventKind.GP_STATED: EventWords(gettext_lazy("Egen læge oplyst"), _gp),
    EventKind.RESIDENCE_STATED: EventWords(gettext_lazy("Bopælskommune oplyst"), _residence),
}
