"""What in a text could tell who it is about: found before the text is shown to others (RULES 001-103; N9).

A net under the second person, not instead of them: nobody can list every way to recognise somebody.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class PersonTrace(StrEnum):
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


_MONTH = "januar|februar|marts|april|maj|juni|juli|august|september|oktober|november|december"
_SHORT_MONTH = "jan|feb|mar|apr|maj|may|jun|jul|aug|sep|okt|oct|nov|dec"
_STREET = (
    "vej|gade|allé|alle|vænget|stræde|strædet|torv|torvet|plads|pladsen|park|parken|bakken|haven|stien|boulevard|lunden"
    "|toften|højen|kæret|marken|ageren|dalen|krogen|svinget|kajen|promenaden|stranden|gården|broen|vangen|vænge"
)
_YEARS = r"1[89]\d\d\s?-\s?(?:1[89]|20)\d\d"
_PATTERNS = (
    (PersonTrace.ID, re.compile(r"\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b", re.IGNORECASE)),
    (PersonTrace.ID, re.compile(r"\b[0-9a-f]{32}\b", re.IGNORECASE)),
    (PersonTrace.CPR, re.compile(r"(?<!\d)\d{6}\s?[-./ ]?\s?(?:\d{4}|[xX•*]{4})(?!\d)")),
    (
        PersonTrace.MAIL,
        re.compile(r"[\w.+-]+\s?(?:@|[(\[]at[)\]])\s?[\w-]+(?:\.|\s?[(\[]dot[)\]]\s?)\w+", re.IGNORECASE),
    ),
    # A day of birth as the first half of a CPR number.
    (PersonTrace.DATE, re.compile(r"(?<!\d)(?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2])\d\d(?!\d)")),
    (PersonTrace.DATE, re.compile(r"(?<!\d)\d{1,2}\s?[./-]\s?\d{1,2}\s?[./-]\s?(?:\d{4}|\d{2})(?!\d)")),
    (PersonTrace.DATE, re.compile(r"(?<!\d)\d{4}\s?[./-]\s?\d{1,2}\s?[./-]\s?\d{1,2}(?!\d)")),
    (PersonTrace.DATE, re.compile(r"(?<!\d)\d{1,2}\s?[./-]\s?\d{1,2}\.?\s(?:19|20)\d\d(?!\d)")),
    (PersonTrace.DATE, re.compile(r"\b(?:født|årgang)\s(?:i\s)?(?:19|20)\d\d(?!\d)", re.IGNORECASE)),
    (PersonTrace.DATE, re.compile(r"\b(?:d\.|den|født)\s?\d{1,2}\s?[./-]\s?\d{1,2}(?!\d)", re.IGNORECASE)),
    (PersonTrace.DATE, re.compile(rf"(?<!\d)\d{{1,2}}\.?\s?(?:{_SHORT_MONTH})[a-zæøå]*\.?(?!\w)", re.IGNORECASE)),
    (PersonTrace.DATE, re.compile(rf"\b(?:{_MONTH})\s\d{{4}}(?!\d)", re.IGNORECASE)),
    # Two years are no number to ring: none of eight digits begins with 18 or 19.
    (
        PersonTrace.PHONE,
        re.compile(rf"(?<!\d)(?!{_YEARS}(?![ ()./-]{{0,3}}\d))(?:\+|00)?\d(?:[ ()./-]{{0,3}}\d){{7,14}}(?!\d)"),
    ),
    (PersonTrace.ADDRESS, re.compile(rf"\b\w*(?:{_STREET}),?\s(?:nr\.?\s?|nummer\s)?\d+", re.IGNORECASE)),
    (PersonTrace.ADDRESS, re.compile(r"(?<!\d)\d{4}\s[A-ZÆØÅ][a-zæøå]+")),
)
# Shorter ones are words as well; a name is told from a word by its capital.
_SHORTEST, _SHORTEST_NAME = 3, 2
# What a house is, in all its forms (regionshospitalet, lægehuset), and the small words around it.
_KIND = re.compile(
    r"\w*(?:kommune|hospital|sygehus|psykiatri|klinik|laegehus|laegevagt|afdeling|afsnit|plejehjem|plejecent|center"
    r"|sygepleje|visitation|praksis|socialomrade|sekretariat)\w*|region\w*|laegerne|det|den|for|og|af|pa|i|midt"
)
_WORD = re.compile(r"\w+(?:-\w+)*")


def traces_in(text: str, known: Known) -> tuple[PersonTrace, ...]:
    """Everything that is found, each kind once, in the order of the kinds; however it is spelt, spaced or dashed."""
    # What is not seen stands inside a word, or between two.
    apart = _spelt("".join(" " if unicodedata.category(mark) == "Cf" else mark for mark in text))
    text = _plain(text)
    found = {trace for trace, pattern in _PATTERNS if pattern.search(text)}
    words = {*_WORD.findall(_spelt(text)), *_WORD.findall(apart)}
    parts = words | {part for word in words for part in word.split("-")}
    if any(_is_named(name, parts) for name in _words_of(known.names)):
        found.add(PersonTrace.NAME)
    folded = " ".join(_words(text)) + " " + " ".join(_WORD.findall(apart.casefold()))
    if any(re.search(rf"\b{re.escape(place)}s?\b", folded) for place in _places_of(known.places)):
        found.add(PersonTrace.PLACE)
    digits = re.sub(r"\D", "", text)
    if any(len(number) >= 6 and number in digits for number in map(_digits, known.numbers)):
        found.add(PersonTrace.ID)
    return tuple(trace for trace in PersonTrace if trace in found)


def _plain(text: str) -> str:
    """As it is read: one form of each letter, digit, dash and space, and nothing that is not seen."""
    read = (mark for mark in unicodedata.normalize("NFKC", text) if unicodedata.category(mark) != "Cf")
    return "".join("-" if unicodedata.category(mark) == "Pd" else _READ_AS.get(mark, mark) for mark in read)


_READ_AS = {"\N{MINUS SIGN}": "-", "_": " "}
_SPELT = str.maketrans({"å": "aa", "Å": "Aa", "ö": "ø", "Ö": "Ø", "ä": "æ", "Ä": "Æ"})


_BARE = str.maketrans({"æ": "ae", "Æ": "AE", "ø": "o", "Ø": "O"})


def _spelt(text: str) -> str:
    """One spelling of what is spelt in several: Åse, Aase and Ase, Søren, Soeren and Soren, René and Rene."""
    shouted = re.sub("Å(?=[A-ZÆØÅ])", "AA", _plain(text))
    parts = unicodedata.normalize("NFD", shouted.translate(_SPELT))
    bare = "".join(mark for mark in parts if not unicodedata.combining(mark)).translate(_BARE)
    return re.sub(r"(?i)(?<=a)a|(?<=o)e", "", bare)


def _digits(text: str) -> str:
    return re.sub(r"\D", "", text)


def _words_of(names: Iterable[str]) -> set[str]:
    whole = {word for name in names for word in _WORD.findall(_spelt(name))}
    parts = {part for word in whole for part in (word, word.replace("-", ""), *word.split("-"))}
    return {part for part in parts if len(part) >= _SHORTEST_NAME}


def _is_named(name: str, words: set[str]) -> bool:
    """A long name however it is written; a short one is a common word where it has no capital (Bent, Dag, Lin, af)."""
    if len(name) < 5:
        called = name.capitalize()
        return not name.islower() and bool({called, f"{called}s", name.upper(), f"{name.upper()}S"} & words)
    folded = {word.casefold() for word in words}
    return bool({name.casefold(), f"{name.casefold()}s"} & folded)


def _places_of(places: Iterable[str]) -> set[str]:
    """As they are called, and where they are: "Medicin, Regionshospitalet Skive" is also "Skive"."""
    whole = {" ".join(_words(place)) for place in places}
    bare = {
        " ".join(word for word in _words(place.rpartition(",")[2]) if not _KIND.fullmatch(word)) for place in places
    }
    parts = {part for place in bare if " " not in place for part in place.split("-") if len(part) > _SHORTEST}
    named = {place for place in bare | parts if not place.replace(" ", "").isdigit()}
    return {place for place in whole | named if len(place) >= _SHORTEST}


def _words(text: str) -> list[str]:
    return _WORD.findall(_spelt(text).casefold())
