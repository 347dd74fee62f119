"""What in a text could tell who it is about: found before the text is shown to others (RULES 001-103; N9).

A net under the second person, not instead of them: nobody can list every way to recognise somebody.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Trace(StrEnum):
    """What was found, never the words themselves."""

    CPR = "cpr"
    PHONE = "phone"
    MAIL = "mail"
    ADDRESS = "address"
    DATE = "date"
    NAME = "name"
    PLACE = "place"
    ID = "id"


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of the journey: names of people (citizen, relatives, doctors, staff), places, and numbers."""

    names: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()


_PATTERNS = (
    (Trace.ID, re.compile(r"\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b", re.IGNORECASE)),
    (Trace.CPR, re.compile(r"(?<!\d)\d{6}\s?[-–. ]?\s?(?:\d{4}|[xX•*]{4})(?!\d)")),
    (Trace.MAIL, re.compile(r"[\w.+-]+@[\w-]+\.\w+")),
    (Trace.DATE, re.compile(r"(?<!\d)\d{1,2}\s?[./-]\s?\d{1,2}\s?[./-]\s?(?:\d{4}|\d{2})(?!\d)|\d{4}-\d{2}-\d{2}")),
    (
        Trace.DATE,
        re.compile(
            r"(?<!\d)\d{1,2}\.?\s(?:jan|feb|mar|apr|maj|jun|jul|aug|sep|okt|nov|dec)[a-zæøå]*\.?(?!\w)", re.IGNORECASE
        ),
    ),
    (Trace.PHONE, re.compile(r"(?<![\d])(?:\+|00)?\d(?:[ ()./-]{0,2}\d){7,14}(?!\d)")),
    (
        Trace.ADDRESS,
        re.compile(
            r"\b\w*(?:vej|gade|allé|alle|vænget|stræde|torv|plads|parken|bakken|haven|stien|boulevard)\s\d+",
            re.IGNORECASE,
        ),
    ),
    (Trace.ADDRESS, re.compile(r"(?<!\d)\d{4}\s[A-ZÆØÅ][a-zæøå]+")),
)
# Shorter ones are words as well.
_SHORTEST = 3
_WHOLE = ("kommune", "hospital", "region", "sygehus", "klinik", "lægehus", "afdeling", "afsnit", "plejehjem")
_WORD = re.compile(r"\w+(?:-\w+)*")


def traces_in(text: str, known: Known) -> tuple[Trace, ...]:
    """Everything that is found, each kind once, in the order of the kinds."""
    found = {trace for trace, pattern in _PATTERNS if pattern.search(text)}
    words = set(_WORD.findall(text))
    parts = words | {part for word in words for part in word.split("-")}
    if any(_is_named(name, parts) for name in _words_of(known.names)):
        found.add(Trace.NAME)
    folded = " ".join(_WORD.findall(text.casefold()))
    if any(re.search(rf"\b{re.escape(place)}s?\b", folded) for place in _places_of(known.places)):
        found.add(Trace.PLACE)
    digits = re.sub(r"\D", "", text)
    if any(len(number) >= 6 and number in digits for number in map(_digits, known.numbers)):
        found.add(Trace.ID)
    return tuple(trace for trace in Trace if trace in found)


def _digits(text: str) -> str:
    return re.sub(r"\D", "", text)


def _words_of(names: Iterable[str]) -> set[str]:
    whole = {word for name in names for word in _WORD.findall(name)}
    return {part for word in whole for part in (word, *word.split("-")) if len(part) >= _SHORTEST}


def _is_named(name: str, words: set[str]) -> bool:
    """A long name however it is written; a short one is a common word where it has no capital (Bent, Dag, Lin)."""
    if len(name) < 5:
        return bool({name, f"{name}s", name.upper()} & words)
    folded = {word.casefold() for word in words}
    return bool({name.casefold(), f"{name.casefold()}s"} & folded)


def _places_of(places: Iterable[str]) -> set[str]:
    """As they are called, and without the word for what they are: "Skive Kommune" is also "Skive"."""
    whole = {" ".join(_WORD.findall(place.casefold())) for place in places}
    bare = {" ".join(word for word in place.split() if word not in _WHOLE) for place in whole}
    return {place for place in whole | bare if len(place) >= _SHORTEST}
