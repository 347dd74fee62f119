"""CPR numbers and their replacements (medcom SPEC D).

Modulus 11 is never looked at: numbers without it have been issued since 1 October 2007. python-stdnum is not used here
because it refuses replacement numbers.
"""

import re
import unicodedata
from datetime import date
from enum import StrEnum

from organisations.domain.identifiers.numbers import normalise_number
from organisations.domain.identifiers.problems import IdentifierProblem

_CPR = re.compile(r"[0-9]{10}")
_X_ECPR = re.compile(r"[0-9]{6}[17][A-Z]{2}[0-9]")
_D_ECPR = re.compile(r"[0-9]{6}[056][A-Z]{2}[0-9]")
# In words: six figures and four characters, with a dash or blanks between them; never part of a longer number.
_IN_WORDS = re.compile(
    r"(?<![0-9A-Za-z])([0-9]{6}|[0-9]{2} [0-9]{2} [0-9]{2})\s*[-\u2010-\u2015\u2212./]?\s*"
    r"([0-9][0-9A-Za-z]{2}[0-9])(?![0-9A-Za-z])"
)
_REPLACEMENT_DAY_OFFSET = 60
_HIDDEN = "••••"


class CprKind(StrEnum):
    """Who issued the number."""

    CPR = "cpr"
    LEGACY_REPLACEMENT = "legacy_replacement"
    X_ECPR = "x_ecpr"
    D_ECPR = "d_ecpr"


class Sex(StrEnum):
    """Administrative sex as the last digit tells it."""

    FEMALE = "female"
    MALE = "male"


def normalise_cpr(text: str) -> str:
    """The form to store: ten characters, as any other number is kept."""
    return normalise_number(text)


def cpr_kind(cpr: str) -> CprKind | None:
    """Which kind of number it looks like; None when it has no known form."""
    number = normalise_cpr(cpr)
    if _CPR.fullmatch(number):
        return CprKind.LEGACY_REPLACEMENT if int(number[:2]) > _REPLACEMENT_DAY_OFFSET else CprKind.CPR
    if _X_ECPR.fullmatch(number):
        return CprKind.X_ECPR
    return CprKind.D_ECPR if _D_ECPR.fullmatch(number) else None


def is_replacement_cpr(cpr: str) -> bool:
    """Whether a hospital or the region invented the number for someone without a CPR number."""
    return cpr_kind(cpr) not in (None, CprKind.CPR)


def check_cpr(cpr: str, *, today: date | None = None) -> IdentifierProblem | None:
    """The first problem: unknown form, impossible date, or (when today is given) a birth in the future."""
    if cpr_kind(cpr) is None:
        return IdentifierProblem.CPR_FORMAT
    born = cpr_birth_date(cpr)
    if born is None:
        return IdentifierProblem.CPR_DATE
    return IdentifierProblem.CPR_FUTURE if today is not None and born > today else None


def cpr_birth_date(cpr: str) -> date | None:
    """The day of birth that the number tells; None when it tells none."""
    kind = cpr_kind(cpr)
    if kind is None:
        return None
    number = normalise_cpr(cpr)
    day = int(number[:2]) - (_REPLACEMENT_DAY_OFFSET if kind is CprKind.LEGACY_REPLACEMENT else 0)
    year = _century(int(number[6]), int(number[4:6])) + int(number[4:6])
    try:
        return date(year, int(number[2:4]), day)
    except ValueError:
        return None


def _century(seventh_digit: int, year_of_century: int) -> int:
    if seventh_digit <= 3:
        return 1900
    if seventh_digit in (4, 9):
        return 2000 if year_of_century <= 36 else 1900
    return 2000 if year_of_century <= 57 else 1800


def names_cpr(text: str) -> bool:
    """Whether a text holds something that looks like a CPR number: its form and a date that exists."""
    plain = "".join(letter for letter in unicodedata.normalize("NFKC", text) if unicodedata.category(letter) != "Cf")
    return any(check_cpr(f"{born}{rest}".replace(" ", "")) is None for born, rest in _IN_WORDS.findall(plain))


def cpr_sex(cpr: str) -> Sex | None:
    """Even last digit female, odd male; None for something that is no number."""
    if cpr_kind(cpr) is None:
        return None
    return Sex.FEMALE if int(normalise_cpr(cpr)[-1]) % 2 == 0 else Sex.MALE


def mask_cpr(cpr: str) -> str:
    """What lists show: DDMMYY and four dots; nothing of a number that is too short to be one."""
    number = normalise_cpr(cpr)
    return f"{number[:6]}-{_HIDDEN}" if len(number) == 10 else f"••••••-{_HIDDEN}"
