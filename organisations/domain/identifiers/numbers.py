"""Numbers of organisations and professionals (medcom SPEC D)."""

import re

from stdnum import ean
from stdnum.dk import cvr as danish_cvr

from organisations.domain.identifiers.problems import IdentifierProblem

# Regions of Denmark; Midtjylland is 1082 (medcom SPEC D).
REGION_CODES = frozenset({"1081", "1082", "1083", "1084", "1085"})
_GLN = re.compile(r"[0-9]{13}")
_SOR = re.compile(r"[0-9]{11,18}")
_YDERNUMMER = re.compile(r"[0-9]{6}")
_SHAK = re.compile(r"[0-9]{4}|[0-9]{5}[0-9A-Z]|[0-9]{6}[0-9A-Z]")
_MUNICIPALITY = re.compile(r"[1-9][0-9]{2}")
_CVR = re.compile(r"[1-9][0-9]{7}")
_AUTHORISATION = re.compile(r"[BCDFGHJKLMNPQRSTVWXYZ0-9]{5}")


def normalise_number(text: str) -> str:
    """The form to store of any of these numbers: no blanks or hyphens, letters upper case."""
    return re.sub(r"[\s-]", "", text).upper()


def municipality_code(text: str) -> str | None:
    """The three digits of a municipality code, also from the four-digit form 0791; None when it is none."""
    number = normalise_number(text)
    code = number[1:] if len(number) == 4 and number.startswith("0") else number
    return code if _MUNICIPALITY.fullmatch(code) else None


def gln_check_digit(first_twelve: str) -> str:
    """The 13th digit: weights 1 and 3 in turn from the left, ten minus the sum modulo ten."""
    return str(ean.calc_check_digit(first_twelve))


def check_gln(text: str) -> IdentifierProblem | None:
    """Thirteen digits of which the last is the check digit."""
    number = normalise_number(text)
    if not _GLN.fullmatch(number):
        return IdentifierProblem.GLN_FORMAT
    return None if gln_check_digit(number[:12]) == number[12] else IdentifierProblem.GLN_CHECK_DIGIT


def check_sor(text: str) -> IdentifierProblem | None:
    """At least eleven digits (the rule of dk-core); SNOMED identifiers end at eighteen."""
    return None if _SOR.fullmatch(normalise_number(text)) else IdentifierProblem.SOR_FORMAT


def check_ydernummer(text: str) -> IdentifierProblem | None:
    """Six digits."""
    return None if _YDERNUMMER.fullmatch(normalise_number(text)) else IdentifierProblem.YDERNUMMER_FORMAT


def check_shak(text: str) -> IdentifierProblem | None:
    """Four, six or seven characters; the last of the long forms may be a letter."""
    return None if _SHAK.fullmatch(normalise_number(text)) else IdentifierProblem.SHAK_FORMAT


def check_municipality_code(text: str) -> IdentifierProblem | None:
    """Three digits, not starting with zero."""
    return None if municipality_code(text) is not None else IdentifierProblem.MUNICIPALITY_FORMAT


def check_region_code(text: str) -> IdentifierProblem | None:
    """One of the five regions."""
    return None if normalise_number(text) in REGION_CODES else IdentifierProblem.REGION_UNKNOWN


def check_cvr(text: str) -> IdentifierProblem | None:
    """Eight digits whose weighted sum is divisible by eleven (here, unlike CPR, the rule always holds)."""
    number = normalise_number(text)
    if not _CVR.fullmatch(number):
        return IdentifierProblem.CVR_FORMAT
    return None if danish_cvr.is_valid(number) else IdentifierProblem.CVR_CHECK_DIGIT


def check_authorisation_id(text: str) -> IdentifierProblem | None:
    """Five characters: consonants, Y and digits."""
    return None if _AUTHORISATION.fullmatch(normalise_number(text)) else IdentifierProblem.AUTHORISATION_FORMAT
