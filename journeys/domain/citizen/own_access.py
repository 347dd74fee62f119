"""Who reads a citizen's own page, and how a code looks (001-10; DESIGN §6)."""

from datetime import date, timedelta
from enum import StrEnum

# Sundhedsloven § 17: from that birthday on a patient decides alone.
DECIDES_FROM = 15


def age_on(born: date, on: date) -> int:
    """Whole years."""
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


def may_read_alone(born: date | None, on: date) -> bool:
    """Whether a log-in of their own may be given: not below 15, nor where the number tells no age."""
    return born is not None and age_on(born, on) >= DECIDES_FROM


class Ground(StrEnum):
    """Why a relative may read. The house knows neither guardians nor custody: whoever gives a code has seen it."""

    CONSENT = "consent"
    GUARDIAN = "guardian"
    PARENT = "parent"


class Opens(StrEnum):
    """What the citizen can let a relative read beside the stay itself."""

    WISHES = "wishes"
    DOCUMENTS = "documents"


# Without the letters and digits that are taken for each other on paper.
ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
HANDLE, SECRET = 4, 8
# After so many wrong ones the code is dead; nobody guesses eight letters in five tries.
MOST_FAILURES = 5
DAYS = (7, 14, 30)
LONGEST = timedelta(days=max(DAYS))
_ADULT = 18


def ground_problem(ground: Ground, born: date | None, on: date) -> str | None:
    """Why a code may not be given on that ground: below 15 the parents decide, from 18 on nobody is a child."""
    age = age_on(born, on) if born is not None else None
    if age is not None and age < DECIDES_FROM and ground is Ground.CONSENT:
        return "code.parent_decides"
    if ground is Ground.PARENT and (age is None or age >= _ADULT):
        return "code.no_child"
    return None


def spelled(code: str) -> str:
    """As it is read aloud: three groups of four."""
    return "-".join(code[at : at + HANDLE] for at in range(0, len(code), HANDLE))


def letters_of(digest: bytes) -> str:
    """The code that a digest of 256 bits gives, always the same one."""
    number, letters = int.from_bytes(digest, "big"), ""
    for _place in range(HANDLE + SECRET):
        number, rest = divmod(number, len(ALPHABET))
        letters += ALPHABET[rest]
    return letters


def read_code(text: str) -> tuple[str, str] | None:
    """Handle and secret of what was typed, in any spelling; None for what is no code."""
    code = "".join(letter for letter in text.upper() if letter.isalnum())
    if len(code) != HANDLE + SECRET or not set(code) <= set(ALPHABET):
        return None
    return code[:HANDLE], code[HANDLE:]
