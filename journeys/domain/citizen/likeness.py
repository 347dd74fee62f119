"""Which citizens on one list can be taken for each other (UX §1.a): names that sound alike, or the same birthday.

The same family name alone is no likeness: a warning on every second row is read by nobody.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from itertools import combinations
from typing import TypeVar

Key = TypeVar("Key", bound=Hashable)

# As wide as the column.
LONGEST_FOLDED = 500
# Danish letters as they are written where there are none.
_DANISH = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa"})
# Letters that are heard alike; longer ones first.
_HEARD_LIKE = {"ch": "k", "ck": "k", "ph": "f", "th": "t", "c": "k", "q": "k", "w": "v", "z": "s", "y": "i"}


class Likeness(IntEnum):
    """How like, the strongest last."""

    BIRTHDAY = 1
    NAME = 2
    NAME_AND_BIRTHDAY = 3


@dataclass(frozen=True, slots=True)
class ComparedPerson:
    """What is compared; None is unknown."""

    given_names: str
    family_name: str
    birth_date: date | None


def fold(text: str) -> str:
    """A name for comparing and finding: no case, no accents, æ ø å as ae oe aa, words with one space between.

    Composed first, so that å is one letter before its ring is taken off (PITFALLS 23), and letters of another style
    (𝑨) are plain ones before they lose their case.
    """
    plain = unicodedata.normalize("NFKC", text).casefold().translate(_DANISH)
    bare = "".join(each for each in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(each))
    # An æ that wore an accent (ǽ) is one only now.
    return re.sub(r"[\W_]+", " ", bare.translate(_DANISH)).strip()


def folded_name(given_names: str, family_name: str) -> str:
    """What the search box compares, given names first."""
    return fold(f"{given_names} {family_name}")[:LONGEST_FOLDED]


def alike(people: Mapping[Key, ComparedPerson]) -> dict[Key, dict[Key, Likeness]]:
    """For each person the others who can be taken for them; grows with the list, not with its square."""
    found: dict[Key, dict[Key, Likeness]] = defaultdict(dict)
    sounds = {key: _sound(person) for key, person in people.items()}
    for one, other in _candidates(people, sounds):
        likeness = _likeness(people[one], people[other], sounds[one], sounds[other])
        if likeness is not None:
            found[one][other] = found[other][one] = likeness
    return dict(found)


def _candidates(people: Mapping[Key, ComparedPerson], sounds: Mapping[Key, tuple[str, str]]) -> set[tuple[Key, Key]]:
    """Pairs that share a birthday or, in first or family name, a spelling with at most one letter left out."""
    shelves: dict[Hashable, list[Key]] = defaultdict(list)
    for key, person in people.items():
        if person.birth_date is not None:
            shelves[person.birth_date].append(key)
        first, family = sounds[key]
        if first and family:
            for spelling in {*_spellings(f"{first} {family}")}:
                shelves[spelling].append(key)
    return {pair for shelf in shelves.values() for pair in combinations(shelf, 2)}


def _spellings(name: str) -> list[str]:
    return [name, *(name[:index] + name[index + 1 :] for index in range(len(name)))]


def _likeness(
    one: ComparedPerson, other: ComparedPerson, sound: tuple[str, str], second: tuple[str, str]
) -> Likeness | None:
    born = one.birth_date is not None and one.birth_date == other.birth_date
    named = all((*sound, *second)) and _one_letter_apart(" ".join(sound), " ".join(second))
    if named:
        return Likeness.NAME_AND_BIRTHDAY if born else Likeness.NAME
    return Likeness.BIRTHDAY if born else None


def _sound(person: ComparedPerson) -> tuple[str, str]:
    """First name and last family name as they are heard; names between them tell nobody apart at a bedside."""
    given, family = fold(person.given_names).split(), fold(person.family_name).split()
    return (_heard(given[0]) if given else "", _heard(family[-1]) if family else "")


def _heard(word: str) -> str:
    for written, heard in _HEARD_LIKE.items():
        word = word.replace(written, heard)
    return re.sub(r"(.)\1+", r"\1", word)


def _one_letter_apart(one: str, other: str) -> bool:
    """Equal, one letter more, less or other, or two neighbours swapped."""
    if one == other:
        return True
    if abs(len(one) - len(other)) > 1:
        return False
    start = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    rest, other_rest = one[start:], other[start:]
    swapped = len(rest) >= 2 and rest[1::-1] + rest[2:] == other_rest
    return rest[1:] == other_rest[1:] or rest[1:] == other_rest or rest == other_rest[1:] or swapped


def telling_digits(numbers: Sequence[str]) -> int:
    """How many of the last digits of these CPR numbers tell them apart, two at least; 0 when none do."""
    for count in (2, 3, 4):
        tails = [number[-count:] for number in numbers if number]
        if len(set(tails)) == len(numbers):
            return count
    return 0
