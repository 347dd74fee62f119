"""The one place that turns the discharge's verdicts into a Danish or an English sentence (DESIGN §2)."""

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from discharge.domain.day_marks import days_in
from discharge.domain.fact_words import citation, clause, fact_name, fact_value
from discharge.domain.texts import NO_SENTENCE, TEXTS
from journeys.domain.citizen_facts import Affiliation
from journeys.domain.events import EventKind
from journeys.domain.verdicts import Verdict
from journeys.sentences import AFFILIATION_WORDS, NameOf, day_words, destination_word, due_words, moment_words
from organisations.domain.moments import DANISH, ENGLISH, language_of


class _Facts(dict[str, str]):
    """A fact that is not there is said to be unknown rather than failing the page."""

    def __init__(self, facts: Mapping[str, str], unknown: str) -> None:
        super().__init__(facts)
        self._unknown = unknown

    def __missing__(self, key: str) -> str:
        return self._unknown


def sentence(verdict: Verdict | Mapping[str, Any], language: str | None = None) -> str:
    """What a verdict says, in the language of the reader; takes stored verdicts (JSON) too."""
    stated = verdict.as_json() if isinstance(verdict, Verdict) else verdict
    return sentence_of(str(stated["code"]), stated.get("facts") or {}, language)


def sentence_of(code: str, facts: Mapping[str, Any] | None = None, language: str | None = None) -> str:
    """The sentence of a code, filled with facts; an unknown code gives a general sentence, never its own name."""
    chosen = language_of(language or get_language())
    column = 1 if chosen == ENGLISH else 0
    text = TEXTS.get(code, NO_SENTENCE)[column]
    words = {name: fact_value(name, value, language=chosen) for name, value in (facts or {}).items()}
    return text.format_map(_Facts(words, ("ukendt", "unknown")[column]))


def word_of(value: Any, language: str | None = None) -> str:
    """A fact's value as a word, the same word that sentences use."""
    return fact_value("", value, language=language_of(language or get_language()))


def value_words(name: str, value: Any) -> str:
    """The value of a fact as a word in the reader's language."""
    return fact_value(name, value, language=language_of(get_language()))


def fact_word(name: str) -> str:
    """The name of a fact in the reader's language."""
    return fact_name(name, language=language_of(get_language()))


def fact_lines(facts: Mapping[str, Any], *, now: datetime | None = None) -> list[tuple[str, str]]:
    """The facts of a verdict as rows of name and value, in the reader's language."""
    language = language_of(get_language())
    return [
        (fact_name(name, language=language), fact_value(name, value, language=language, now=now))
        for name, value in facts.items()
    ]


def clause_of(verdict: Mapping[str, Any]) -> str:
    """Where the rule of a verdict stands, for people: "Samarbejdsaftalen, afsnit 2.2"."""
    source, rule = str(verdict.get("source", "")), str(verdict.get("rule", ""))
    return clause(source, rule, str(verdict.get("version", "")), language=language_of(get_language()))


def citation_of(source: str) -> str:
    """A source in the reader's language and words: "Samarbejdsaftalen, fodnote 4"."""
    return citation(source, language=language_of(get_language()))


def verdict_json(verdict: Verdict | Mapping[str, Any]) -> dict[str, Any]:
    """A verdict with both sentences, as the API and `manage.py explain` show it (DESIGN §8)."""
    stated = dict(verdict.as_json() if isinstance(verdict, Verdict) else verdict)
    return {**stated, "sentence": sentence(stated, DANISH), "sentence_en": sentence(stated, ENGLISH)}


def medication_words(party: str | None, person: str | None, organisation: str | None) -> str:
    """Who answers for the medication; empty when it is stated that nobody knows."""
    if party == "gp":
        return " ".join(part for part in (_("Egen læge"), organisation) if part)
    return ", ".join(part for part in (person, organisation) if part) if party != "unknown" else ""


TITLE_WORDS: dict[str, Promise] = {
    "overlaege": gettext_lazy("Overlæge"),
    "afdelingslaege": gettext_lazy("Afdelingslæge"),
    "speciallaege": gettext_lazy("Speciallæge"),
    "reservelaege": gettext_lazy("Reservelæge"),
    "laege": gettext_lazy("Læge"),
}
REASON_WORDS: dict[str, Promise] = {
    "temporary_place": gettext_lazy("midlertidig plads"),
    "rehabilitation_place": gettext_lazy("genoptræningsplads"),
    "nursing_home_place": gettext_lazy("plejehjemsplads"),
    "home_measures": gettext_lazy("foranstaltninger i hjemmet"),
    "other": gettext_lazy("andet"),
}
SECTOR_WORDS: dict[str, Promise] = {
    "municipality": gettext_lazy("kommunen"),
    "hospital": gettext_lazy("hospitalet"),
    "general_practice": gettext_lazy("almen praksis"),
    "region": gettext_lazy("regionen"),
}
CAUSE_WORDS: dict[str, Promise] = {
    "relapse": gettext_lazy("tilbagefald af sygdommen"),
    "new_condition": gettext_lazy("ny sygdom, der kræver indlæggelse"),
    "significant_change": gettext_lazy("væsentlig ændring, så udskrivelse er uforsvarlig"),
}
BARRIER_WORDS: dict[str, Promise] = {
    "medicine": gettext_lazy("medicin"),
    "aids": gettext_lazy("hjælpemidler"),
    "home": gettext_lazy("boligen"),
    "place": gettext_lazy("plads i kommunen"),
    "rehabilitation": gettext_lazy("genoptræning"),
    "transport": gettext_lazy("transport"),
    "relatives": gettext_lazy("aftale med pårørende"),
    "other": gettext_lazy("andet"),
}


def needs_word(code: str) -> str:
    """One of the codes of `discharge.domain.home_coming.needs`."""
    if code == "nursing":
        return str(AFFILIATION_WORDS[Affiliation.COMMUNITY_NURSING])
    if code in BARRIER_WORDS:
        return str(BARRIER_WORDS[code])
    return str(REASON_WORDS[code]) if code in REASON_WORDS else destination_word(code)


def _ready(payload: Mapping[str, Any], name_of: NameOf) -> str:
    reasons = ", ".join(reason_words(reason) for reason in payload.get("reasons") or ())
    doctor = payload.get("assessed_by")
    sentence = _("Registrerede borgeren som færdigbehandlet")
    if payload.get("correction_reason"):
        sentence = _("Rettede tidspunktet for færdigbehandlet (%(why)s)") % {"why": payload["correction_reason"]}
    if doctor:
        sentence = _("%(sentence)s, vurderet af %(doctor)s") % {"sentence": sentence, "doctor": doctor}
    return (
        _("%(sentence)s. Venter på %(reasons)s") % {"sentence": sentence, "reasons": reasons} if reasons else sentence
    )


def reason_words(reason: Mapping[str, Any]) -> str:
    """A waiting reason in words: the text of "other" is the reason itself."""
    if reason.get("reason") == "other" and reason.get("text"):
        return waited_for(str(reason["text"]))
    return str(REASON_WORDS.get(str(reason.get("reason")), REASON_WORDS["other"]))


def waited_for(text: str) -> str:
    """What is waited for, as it was written, without the "Venter på" that stands before it anyway."""
    return re.sub(r"^\s*(?:vi\s+)?(?:afventer|venter\s+på)\s+", "", text, flags=re.IGNORECASE) or text


def _reasons(payload: Mapping[str, Any], name_of: NameOf) -> str:
    reasons = ", ".join(reason_words(reason) for reason in payload.get("reasons") or ())
    return _("Ændrede, hvad der ventes på: %(reasons)s") % {"reasons": reasons}


def _correction(payload: Mapping[str, Any], name_of: NameOf) -> str:
    reason = payload.get("reason", "")
    if not payload.get("at"):
        return _("Foreslog, at færdigmeldingen bortfalder: %(why)s") % {"why": reason}
    facts = {"when": moment_words(payload["at"]), "why": reason}
    if payload.get("assessed_at"):
        sentence = _("Foreslog at rette færdigbehandlet til %(when)s og lægens vurdering til %(assessed)s: %(why)s")
        return sentence % {**facts, "assessed": moment_words(payload["assessed_at"])}
    return _("Foreslog at rette færdigbehandlet til %(when)s: %(why)s") % facts


def _resumed(payload: Mapping[str, Any], name_of: NameOf) -> str:
    cause = CAUSE_WORDS.get(str(payload.get("cause")))
    return _("Genoptog behandlingen: %(cause)s") % {"cause": cause} if cause else _("Genoptog behandlingen")


def _disagreed(payload: Mapping[str, Any], name_of: NameOf) -> str:
    return _("Er uenig i færdigmeldingen: %(text)s") % {"text": payload.get("text", "")}


def _barrier(payload: Mapping[str, Any], name_of: NameOf) -> str:
    return _("Noterede en hindring: %(what)s (%(owner)s, senest %(due)s)") % {
        "what": barrier_words(str(payload.get("barrier")), str(payload.get("text") or "")),
        "owner": SECTOR_WORDS.get(str(payload.get("owner")), ""),
        "due": due_words(payload.get("due_at")),
    }


def barrier_words(kind: str, text: str) -> str:
    """ "Hjælpemidler: seng og lift"."""
    word = str(BARRIER_WORDS.get(kind, BARRIER_WORDS["other"])).capitalize()
    if kind == "other" and text:
        return text
    return f"{word}: {text}" if text else word


def _expected(payload: Mapping[str, Any], name_of: NameOf) -> str:
    on = payload.get("on")
    facts = {"day": day_words(on), "why": payload.get("text")}
    if facts["why"]:
        return _("Forventer udskrivelse %(day)s: %(why)s") % facts
    return _("Forventer udskrivelse %(day)s") % facts


def _proposed(payload: Mapping[str, Any], name_of: NameOf) -> str:
    facts = {"when": moment_words(payload.get("at")), "why": payload.get("text")}
    if facts["why"]:
        return _("Foreslog udskrivelse %(when)s: %(why)s") % facts
    return _("Foreslog udskrivelse %(when)s") % facts


def _countered(payload: Mapping[str, Any], name_of: NameOf) -> str:
    facts = {"when": moment_words(payload.get("at")), "why": payload.get("text") or ""}
    return _("Kan ikke nå det og foreslog %(when)s: %(why)s") % facts


def _questioned(payload: Mapping[str, Any], name_of: NameOf) -> str:
    return _("Mangler at vide, før tiden kan aftales: %(what)s") % {"what": payload.get("missing", "")}


def _replied(payload: Mapping[str, Any], name_of: NameOf) -> str:
    return _("Svarede på kommunens spørgsmål: %(text)s") % {"text": payload.get("text", "")}


def _wish(payload: Mapping[str, Any], name_of: NameOf) -> str:
    text = {"text": payload.get("text", "")}
    relative = payload.get("said_by") == "relative"
    return (
        _("Skrev de pårørendes ønske ned: %(text)s") % text
        if relative
        else _("Skrev borgerens ønske ned: %(text)s") % text
    )


def _gone(payload: Mapping[str, Any], name_of: NameOf) -> str:
    return _("Fik en hindring af vejen")


def _accepted(payload: Mapping[str, Any], name_of: NameOf) -> str:
    return _("Sagde ja til tiden for udskrivelsen, som dermed er aftalt")


def _marked(payload: Mapping[str, Any]) -> str:
    """ "3 betalingsdage (fre. 20-11-2026 – søn. 22-11-2026)"."""
    ordered = sorted(days_in(payload))
    if len(ordered) < 2:
        return _("betalingsdagen %(day)s") % {"day": day_words(ordered[0] if ordered else None)}
    return _("%(count)s betalingsdage (%(first)s – %(last)s)") % {
        "count": len(ordered),
        "first": day_words(ordered[0]),
        "last": day_words(ordered[-1]),
    }


def _day_agreed(payload: Mapping[str, Any], name_of: NameOf) -> str:
    return _("Er enig i %(days)s") % {"days": _marked(payload)}


def _day_disputed(payload: Mapping[str, Any], name_of: NameOf) -> str:
    return _("Er uenig i %(days)s: %(why)s") % {"days": _marked(payload), "why": payload.get("text", "")}


EVENT_SENTENCES = {
    EventKind.DAY_AGREED: _day_agreed,
    EventKind.DAY_DISPUTED: _day_disputed,
    EventKind.READY_REGISTERED: _ready,
    EventKind.REASONS_STATED: _reasons,
    EventKind.READY_CORRECTION_PROPOSED: _correction,
    EventKind.TREATMENT_RESUMED: _resumed,
    EventKind.READY_DISAGREED: _disagreed,
    EventKind.BARRIER_RAISED: _barrier,
    EventKind.EXPECTED_DISCHARGE_STATED: _expected,
    EventKind.DISCHARGE_PROPOSED: _proposed,
    EventKind.DISCHARGE_COUNTERED: _countered,
    EventKind.DISCHARGE_QUESTIONED: _questioned,
    EventKind.DISCHARGE_ANSWERED: _replied,
    EventKind.WISH_RECORDED: _wish,
    EventKind.BARRIER_CLOSED: _gone,
    EventKind.DISCHARGE_ACCEPTED: _accepted,
}
