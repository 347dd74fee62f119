"""What the timeline says of how a stay ended and of what is known of a citizen (UX §1.e; RULES 2i V4, V8)."""

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from journeys.domain.citizen.citizen_facts import Affiliation
from journeys.domain.events import EventKind
from journeys.domain.history.departures import EndedBy
from journeys.sentences import AFFILIATION_WORDS, NameOf, cancelled_sentence

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


def _joined(payload: Mapping[str, Any], name_of: NameOf) -> str:
    return _("Samlede et foreløbigt CPR-nummer med borgerens rigtige: %(why)s") % {"why": payload.get("reason", "")}


def _parted(payload: Mapping[str, Any], name_of: NameOf) -> str:
    return _("Skilte et foreløbigt CPR-nummer fra borgeren igen: %(why)s") % {"why": payload.get("reason", "")}


def _confirmed(payload: Mapping[str, Any], name_of: NameOf) -> str:
    return _("Svarede, at borgeren stadig er på hospitalet")


DEPARTURE_EVENT_SENTENCES: Mapping[EventKind, Callable[[Mapping[str, Any], NameOf], str]] = {
    EventKind.DISCHARGED: _discharged,
    EventKind.DEPARTURE_STATED: _departure,
    EventKind.REGION_STATED: _region,
    EventKind.STAY_CONFIRMED: _confirmed,
    EventKind.CITIZEN_JOINED: _joined,
    EventKind.CITIZEN_PARTED: _parted,
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


FACT_EVENT_SENTENCES: Mapping[EventKind, Callable[[Mapping[str, Any], NameOf], str]] = {
    EventKind.AFFILIATION_STATED: _affiliation,
    EventKind.SHARED: _shared,
}
STAY_REFUSALS: Mapping[str, Promise] = {
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
