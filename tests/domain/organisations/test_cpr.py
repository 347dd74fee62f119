"""CPR numbers and replacements (medcom SPEC D)."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from organisations.domain.identifiers import (
    CprKind,
    IdentifierProblem,
    Sex,
    check_cpr,
    cpr_birth_date,
    cpr_kind,
    cpr_sex,
    is_replacement_cpr,
    mask_cpr,
    normalise_cpr,
)

# MedCom's official test persons; all fail modulus 11.
MEDCOM_PERSONS = ("2509479989", "2512489996", "2103009996", "0201609995", "0201609996")


@pytest.mark.parametrize("cpr", MEDCOM_PERSONS)
def test_modulus_11_is_never_a_reason_to_refuse(cpr: str) -> None:
    assert check_cpr(cpr) is None


@pytest.mark.parametrize(
    ("cpr", "problem"),
    [
        ("", IdentifierProblem.CPR_FORMAT),
        ("250947998", IdentifierProblem.CPR_FORMAT),
        ("25094799891", IdentifierProblem.CPR_FORMAT),
        ("25094799A9", IdentifierProblem.CPR_FORMAT),
        ("٢٥٠٩٤٧٩٩٨٩", IdentifierProblem.CPR_FORMAT),
        ("0000000000", IdentifierProblem.CPR_DATE),
        ("3102509989", IdentifierProblem.CPR_DATE),
        ("2902510008", IdentifierProblem.CPR_DATE),
        ("9204510008", IdentifierProblem.CPR_DATE),
    ],
)
def test_what_is_no_cpr_number_is_told(cpr: str, problem: IdentifierProblem) -> None:
    assert check_cpr(cpr) is problem


def test_a_birth_in_the_future_is_told_when_today_is_known() -> None:
    assert check_cpr("0101365000", today=date(2026, 11, 20)) is IdentifierProblem.CPR_FUTURE
    assert check_cpr("0101365000") is None


@pytest.mark.parametrize(
    ("seventh", "year", "expected"),
    [
        ("0", "00", 1900), ("3", "99", 1999),
        ("4", "00", 2000), ("4", "36", 2036), ("4", "37", 1937), ("9", "36", 2036), ("9", "37", 1937),
        ("5", "57", 2057), ("5", "58", 1858), ("8", "00", 2000), ("8", "99", 1899),
    ],
)  # fmt: skip
def test_the_seventh_digit_tells_the_century(seventh: str, year: str, expected: int) -> None:
    assert cpr_birth_date(f"1503{year}{seventh}001") == date(expected, 3, 15)


@pytest.mark.parametrize(
    ("cpr", "kind"),
    [
        ("2509479989", CprKind.CPR),
        ("8509479989", CprKind.LEGACY_REPLACEMENT),
        ("2509471AB9", CprKind.X_ECPR),
        ("2509477AB9", CprKind.X_ECPR),
        ("2509470AB9", CprKind.D_ECPR),
        ("2509475AB9", CprKind.D_ECPR),
        ("2509476AB9", CprKind.D_ECPR),
        ("2509472AB9", None),
    ],
)
def test_the_kinds_of_number(cpr: str, kind: CprKind | None) -> None:
    assert cpr_kind(cpr) is kind
    assert is_replacement_cpr(cpr) is (kind not in (None, CprKind.CPR))


@pytest.mark.parametrize("cpr", ["8509473989", "2509471AB9", "2509470AB9"])
def test_a_replacement_number_tells_the_birth_date_too(cpr: str) -> None:
    assert check_cpr(cpr) is None
    assert cpr_birth_date(cpr) == date(1947, 9, 25)


def test_something_else_tells_no_birth_date() -> None:
    assert cpr_birth_date("Ukendt") is None


@pytest.mark.parametrize(("cpr", "sex"), [("2512489996", Sex.FEMALE), ("2509479989", Sex.MALE), ("x", None)])
def test_the_last_digit_tells_the_sex(cpr: str, sex: Sex | None) -> None:
    assert cpr_sex(cpr) is sex


@pytest.mark.parametrize("written", ["250947-9989", " 250947 9989 ", "2509479989"])
def test_hyphen_and_blanks_are_not_stored(written: str) -> None:
    assert normalise_cpr(written) == "2509479989"


def test_lower_case_letters_become_upper() -> None:
    assert normalise_cpr("250947-1ab9") == "2509471AB9"


def test_a_masked_number_keeps_the_date_only() -> None:
    assert mask_cpr("250947-9989") == "250947-••••"


def test_nothing_of_a_short_number_is_shown() -> None:
    assert mask_cpr("25094799") == "••••••-••••"


@given(day=st.dates(min_value=date(1900, 1, 1), max_value=date(1999, 12, 31)), serial=st.integers(0, 3999))
def test_every_real_date_passes_and_is_read_back(day: date, serial: int) -> None:
    cpr = f"{day:%d%m%y}{serial:04}"
    assert check_cpr(cpr) is None
    assert cpr_birth_date(cpr) == day


@given(st.text(max_size=14))
def test_any_text_gets_an_answer_and_is_never_shown_whole(text: str) -> None:
    problem = check_cpr(text)
    assert (cpr_birth_date(text) is None) is (problem is not None)
    assert len(normalise_cpr(text)) != 10 or normalise_cpr(text)[6:] not in mask_cpr(text)
