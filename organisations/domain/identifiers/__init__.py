"""Danish identifiers: each check answers None or a problem, each normaliser a string to store (medcom SPEC D)."""

from organisations.domain.identifiers.cpr import (
    CprKind,
    Sex,
    check_cpr,
    cpr_birth_date,
    cpr_kind,
    cpr_sex,
    is_replacement_cpr,
    mask_cpr,
    names_cpr,
    normalise_cpr,
)
from organisations.domain.identifiers.numbers import (
    check_authorisation_id,
    check_cvr,
    check_gln,
    check_municipality_code,
    check_region_code,
    check_shak,
    check_sor,
    check_ydernummer,
    gln_check_digit,
    municipality_code,
    normalise_number,
)
from organisations.domain.identifiers.problems import IdentifierProblem

__all__ = [
    "CprKind",
    "IdentifierProblem",
    "Sex",
    "check_authorisation_id",
    "check_cpr",
    "check_cvr",
    "check_gln",
    "check_municipality_code",
    "check_region_code",
    "check_shak",
    "check_sor",
    "check_ydernummer",
    "cpr_birth_date",
    "cpr_kind",
    "cpr_sex",
    "gln_check_digit",
    "is_replacement_cpr",
    "mask_cpr",
    "municipality_code",
    "names_cpr",
    "normalise_cpr",
    "normalise_number",
]
