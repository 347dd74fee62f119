"""The one place that turns the discharge's verdicts into a Danish or an English sentence (DESIGN §2)."""

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from discharge.wording.clauses import clause_address
from discharge.wording.fact_words import citation, clause, fact_name, fact_value, fact_values
from discharge.wording.texts import NO_SENTENCE, TEXTS
from journeys.domain.citizen.citizen_facts import Affiliation
from journeys.domain.verdicts import Verdict
from journeys.sentences import AFFILIATION_WORDS, destination_word
from organisations.domain.moments import DANISH, ENGLISH, language_of
from organisations.sentences import reading_language


class _SentenceFacts(dict[str, str]):
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
    chosen = language_of(language or reading_language())
    column = 1 if chosen == ENGLISH else 0
    text = TEXTS.get(code, NO_SENTENCE)[column]
    words = fact_values(facts or {}, language=chosen)
    return text.format_map(_SentenceFacts(words, ("ukendt", "unknown")[column]))


def word_of(value: Any, language: str | None = None) -> str:
    """A fact's value as a word, the same word that sentences use."""
    return fact_value("", value, language=language_of(language or reading_language()))


def value_words(name: str, value: Any) -> str:
    """The value of a fact as a word in the reader's language."""
    return fact_value(name, value, language=reading_language())


def fact_word(name: str) -> str:
    """The name of a fact in the reader's language."""
    return fact_name(name, language=reading_language())


def fact_lines(facts: Mapping[str, Any], *, now: datetime | None = None) -> list[tuple[str, str]]:
    """The facts of a verdict as rows of name and value, in the reader's language."""
    language = reading_language()
    return [
        (fact_name(name, language=language), fact_value(name, value, language=language, now=now))
        for name, value in facts.items()
    ]


def clause_of(verdict: Mapping[str, Any]) -> str:
    """Where the rule of a verdict stands, for people: "Samarbejdsaftalen, afsnit 2.2"."""
    source, rule = str(verdict.get("source", "")), str(verdict.get("rule", ""))
    return clause(source, rule, str(verdict.get("version", "")), language=reading_language())


def citation_of(source: str) -> str:
    """A source in the reader's language and words: "Samarbejdsaftalen, fodnote 4"."""
    return citation(source, language=reading_language())


def verdict_json(verdict: Verdict | Mapping[str, Any], language: str | None = None) -> dict[str, Any]:
    """A verdict as API, pages and `manage.py explain` show it (DESIGN §8): `sentence` is in the reader's language."""
    stated = verdict.as_json() if isinstance(verdict, Verdict) else verdict
    both = {language: sentence(stated, language) for language in (DANISH, ENGLISH)}
    return {
        "rule": stated["rule"],
        "source": stated["source"],
        "clause": clause_address(str(stated["source"]), str(stated["rule"])),
        "code": stated["code"],
        "outcome": stated["outcome"],
        "facts": stated["facts"],
        "missing": stated["missing"],
        "version": stated.get("version", ""),
        "sentence": both[language_of(language or reading_language())],
        "sentence_da": both[DANISH],
        "sentence_en": both[ENGLISH],
    }


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
    """One of the codes of `discharge.home_coming.rules.needs`."""
    if code == "nursing":
        return str(AFFILIATION_WORDS[Affiliation.COMMUNITY_NURSING])
    if code in BARRIER_WORDS:
        return str(BARRIER_WORDS[code])
    return str(REASON_WORDS[code]) if code in REASON_WORDS else destination_word(code)


def reason_words(reason: Mapping[str, Any]) -> str:
    """A waiting reason in words: the text of "other" is the reason itself."""
    if reason.get("reason") == "other" and reason.get("text"):
        return waited_for(str(reason["text"]))
    return str(REASON_WORDS.get(str(reason.get("reason")), REASON_WORDS["other"]))


def waited_for(text: str) -> str:
    """What is waited for, as it was written, without the "Venter på" that stands before it anyway."""
    return re.sub(r"^\s*(?:vi\s+)?(?:afventer|venter\s+på)\s+", "", text, flags=re.IGNORECASE) or text


def barrier_words(kind: str, text: str) -> str:
    """ "Hjælpemidler: seng og lift"."""
    word = str(BARRIER_WORDS.get(kind, BARRIER_WORDS["other"])).capitalize()
    if kind == "other" and text:
        return text
    return f"{word}: {text}" if text else word
