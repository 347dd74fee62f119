"""The words of the two lines (RULES 2d: "never 'the hospital or you'")."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from discharge.wording.sentences import fact_word, medication_words
from journeys.domain.events import EventKind
from journeys.sentences import EventWords, NameOf
from organisations.domain.phones import Phone, PhonePurpose

_LABELS = {
    "": gettext_lazy("Behandlingsansvarlig"),
    "S0": gettext_lazy("Behandlingsansvarlig"),
    "S1": gettext_lazy("Henvisende læge svarer indtil indlæggelsen"),
    "S2": gettext_lazy("Hospitalet svarer for behandlingen"),
    "S3": gettext_lazy("Afdelingen svarer"),
    "S3b": gettext_lazy("Ansvaret er ikke overtaget, afgivende afdeling svarer"),
    "S4": gettext_lazy("Afdelingen svarer (orlov)"),
    "S5": gettext_lazy("Afdelingen svarer (færdigbehandlet)"),
    "S6": gettext_lazy("Afdelingen svarer (udvidet behandlingsansvar)"),
    "S6u": gettext_lazy("Ikke afgjort, om afdelingen svarer"),
    "S7": gettext_lazy("Behandlingsansvarlig"),
    "S8": gettext_lazy("Behandlingsansvarlig (akutfunktion)"),
    "S9": gettext_lazy("Hospitalet svarer døgnet rundt (akutfunktion)"),
    "S10": gettext_lazy("Borgeren er død"),
    "S11": gettext_lazy("1-1-2 er kaldt"),
}
_ROLES = {
    "gp": gettext_lazy("Egen læge"),
    "hospital_physician": gettext_lazy("Afdelingens ledende læge"),
    "out_of_hours": gettext_lazy("Lægevagten"),
    "hospital": gettext_lazy("Afdelingen"),
    "referring_doctor": gettext_lazy("Henvisende læge"),
    "prehospital": gettext_lazy("Præhospitalet"),
    "acute_function": gettext_lazy("Kommunens akutfunktion"),
    "municipality": gettext_lazy("Kommunen"),
    "unknown": gettext_lazy("Ukendt"),
}
_MISSING = {
    "destination": gettext_lazy("hvor borgeren er udskrevet til (afdelingen er spurgt)"),
    "community_nursing": gettext_lazy("om borgeren får kommunal sygepleje (kommunen er spurgt)"),
    "speciality": gettext_lazy("hvilket speciale afdelingen har"),
    "region": gettext_lazy("hvilken region afdelingen hører til"),
    "admitted_at": gettext_lazy("hvornår borgeren blev indlagt"),
    "medically_ready": gettext_lazy("om borgeren var færdigbehandlet"),
    "gp": gettext_lazy("hvem der er egen læge"),
    "responsible_physician": gettext_lazy("hvem der er patientansvarlig læge"),
}


def label_of(state: str) -> str:
    """How line two begins in a state of RULES 2d."""
    return str(_LABELS[state])


def named(kind: str, person: str | None, organisation: str | None) -> str:
    """A party in words: the person, then the unit; the role when neither is known."""
    role = str(_ROLES[kind])
    if kind == "out_of_hours":
        return organisation or role
    if kind == "gp" and organisation:
        return f"{role} {organisation}"
    if kind == "hospital_physician" and not person and organisation:
        return f"{role}, {organisation}"
    return ", ".join(part for part in (person, organisation) if part) or role


def not_known(state: str, kind: str) -> str:
    """Line one when nobody is known: never a guess, never nobody (RULES 2d invariants)."""
    if state == "S10":
        return _("ingen, borgeren er død")
    if kind == "hospital_physician":
        return _("ikke navngivet, afdelingens ledende læge")
    if state == "S3b":
        return _("ukendt, modtagelsen er ikke meldt")
    return _("egen læge ukendt")


def not_shown() -> str:
    """A line about a journey that the reader does not see (DESIGN §6)."""
    return _("vises ikke, borgeren har et andet forløb, som I ikke er part i")


def no_gp() -> str:
    """Line one of a citizen who has no practice."""
    return _("ingen, borgeren har ikke egen læge")


def what_is_missing(missing: tuple[str, ...]) -> str:
    """The facts that keep a window undecided, as one sentence."""
    names = [str(_MISSING.get(name) or fact_word(name)) for name in missing]
    return _("Vi mangler at vide, %(facts)s") % {"facts": ", ".join(names)}


def medication_unknown(lapsed: str | None, before: str) -> str:
    """What stands where nobody answers for the medication; who it was before is said as what it is: past."""
    if not lapsed or not before:
        return _("ukendt")
    return _("ukendt (før %(what)s: %(who)s)") % {"what": _BEFORE[lapsed], "who": before}


_BEFORE = {
    "stay_began": gettext_lazy("indlæggelsen"),
    "stay_ended": gettext_lazy("udskrivelsen"),
    "other_practice": gettext_lazy("skiftet af egen læge"),
    "died": gettext_lazy("dødsfaldet"),
}


def line_word(line: Phone | None) -> str:
    """What a number is for; the ordinary one, and one that was typed for a person, need no word."""
    return str(_LINES.get(line.purpose, "")) if line else ""


_LINES = {
    PhonePurpose.EXTENDED_RESPONSIBILITY: gettext_lazy("72-timers telefon"),
    PhonePurpose.DUTY: gettext_lazy("vagttelefon"),
    PhonePurpose.GP_DIRECT: gettext_lazy("direkte linje for fagfolk"),
    PhonePurpose.VISITATION: gettext_lazy("visitationen"),
    PhonePurpose.ACUTE_FUNCTION: gettext_lazy("akutfunktionen"),
}


def _medication(payload: Mapping[str, Any], name_of: NameOf) -> str:
    who = medication_words(payload.get("party"), payload.get("name"), name_of(payload.get("organisation")))
    if not who:
        return _("Oplyste, at det ikke vides, hvem der har ansvaret for den samlede medicin")
    return _("Oplyste, hvem der har ansvaret for den samlede medicin: %(who)s") % {"who": who}


RESPONSIBILITY_EVENT_WORDS: Mapping[EventKind, EventWords] = {
    EventKind.MEDICATION_RESPONSIBLE_STATED: EventWords(gettext_lazy("Medicinansvarlig oplyst"), _medication),
}
