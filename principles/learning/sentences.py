"""A pack, its codes and its refusals in the reader's language."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from discharge.wording.sentences import needs_word
from documents.sentences import in_language
from journeys.domain.state.status import AdmissionType
from journeys.sentences import ADMISSION_WORDS, SPECIALITY_WORDS, destination_word
from organisations.sentences import in_english
from principles.indicators.rules.registry import LINES
from principles.indicators.sentences import name_of
from principles.learning.rules.audit import AuditQuestion
from principles.learning.rules.pack import OTHER, WITHHELD, Trait
from principles.learning.rules.traces import PersonTrace
from principles.learning.texts import (
    DAYS,
    HOLDERS,
    NOT_WAITED,
    OTHER_WORDS,
    PARTS,
    PLACE_WORDS,
    SIDES,
    STEPS,
    TONES,
    TRACES,
    TRAITS,
    UNKNOWN_WORDS,
    VERDICTS,
    WITHHELD_WORDS,
)


@dataclass(frozen=True, slots=True)
class StepWords:
    """One line of what happened."""

    day: str
    part: str
    what: str
    side: str
    times: int


@dataclass(frozen=True, slots=True)
class PackWords:
    """A pack as it is read; `title` is what it is called in a list."""

    title: str
    traits: tuple[tuple[str, str], ...]
    steps: tuple[StepWords, ...]
    met: tuple[tuple[str, bool], ...]
    alike: int


def pack_words(pack: Mapping[str, Any], areas: Mapping[str, str]) -> PackWords:
    """`areas` are the clusters' names by key."""
    traits = pack["traits"]
    told = {trait: _trait(trait, traits[trait.value], areas) for trait in Trait}
    order = (Trait.AGE, Trait.AREA, Trait.SPECIALITY, Trait.ADMISSION, Trait.STAY, Trait.REASON, Trait.DESTINATION)
    return PackWords(
        title=_title(traits, told),
        traits=tuple((in_language(TRAITS[trait.value]), told[trait]) for trait in order),
        steps=tuple(_step(row) for row in pack["steps"]),
        met=tuple((name_of(line), met) for line, met in pack["met"].items() if line in LINES),
        alike=int(pack["alike"]),
    )


def _title(traits: Mapping[str, str], told: Mapping[Trait, str]) -> str:
    parts = [
        told[trait]
        for trait in (Trait.ADMISSION, Trait.SPECIALITY, Trait.AGE)
        if traits[trait.value] not in (WITHHELD, "", "unknown")
    ]
    if not parts:
        return "Journey" if in_english() else "Forløb"
    words = ", ".join(parts)
    return words[0].upper() + words[1:]


def _trait(trait: Trait, code: str, areas: Mapping[str, str]) -> str:
    if code == WITHHELD:
        return in_language(WITHHELD_WORDS)
    if not code:
        return in_language(NOT_WAITED if trait is Trait.REASON else UNKNOWN_WORDS)
    if code == OTHER:
        return in_language(OTHER_WORDS)
    return _told(trait, code, areas)


def _told(trait: Trait, code: str, areas: Mapping[str, str]) -> str:
    if trait is Trait.AGE:
        years = "years" if in_english() else "år"
        return f"{code.replace('-', '–')} {years}"
    if trait is Trait.AREA:
        return areas.get(code, in_language(UNKNOWN_WORDS))
    if trait is Trait.SPECIALITY:
        return str(SPECIALITY_WORDS[code])
    if trait is Trait.ADMISSION:
        return str(ADMISSION_WORDS[AdmissionType(code)])
    if trait is Trait.STAY:
        return code.replace("-", "–")
    if code == "place":
        return in_language(PLACE_WORDS)
    return needs_word(code) if trait is Trait.REASON else destination_word(code)


def _step(row: Mapping[str, Any]) -> StepWords:
    return StepWords(
        in_language(DAYS[row["day"]]),
        in_language(PARTS[row["part"]]),
        in_language(STEPS[row["code"]]),
        side_word(row["side"]),
        int(row["times"]),
    )


def side_word(code: str) -> str:
    """Whose step or nomination it is; empty where nobody's."""
    return in_language(SIDES[code]) if code else ""


def tone_word(code: str) -> str:
    """How it went."""
    return in_language(TONES[code])


def holder_word(code: str) -> str:
    """Who was told, or said no."""
    return in_language(HOLDERS[code]) if code else ""


def verdict_word(code: str) -> str:
    """An answer of the audit."""
    return in_language(VERDICTS[code])


def question_words(question: AuditQuestion) -> str:
    """A question of the audit."""
    return in_language((question.danish, question.english))


def trace_words(traces: Iterable[PersonTrace]) -> str:
    """What has to be written out of a text, never the words that were found."""
    return ", ".join(in_language(TRACES[trace.value]) for trace in traces)
