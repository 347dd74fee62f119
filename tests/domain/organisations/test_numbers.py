"""GLN, SOR, ydernummer and the other numbers (medcom SPEC D)."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from organisations.domain import identifiers
from organisations.domain.identifiers import IdentifierProblem as Problem
from organisations.domain.identifiers import gln_check_digit, municipality_code

Check = Callable[[str], Problem | None]


@pytest.mark.parametrize(
    ("check", "text", "problem"),
    [
        (identifiers.check_gln, "5790000173433", None),
        (identifiers.check_gln, "579 0000 173433", None),
        (identifiers.check_gln, "5790000173434", Problem.GLN_CHECK_DIGIT),
        (identifiers.check_gln, "579000017343", Problem.GLN_FORMAT),
        (identifiers.check_sor, "265161000016000", None),
        (identifiers.check_sor, "12345678901", None),
        (identifiers.check_sor, "1234567890", Problem.SOR_FORMAT),
        (identifiers.check_sor, "2651610000160A0", Problem.SOR_FORMAT),
        (identifiers.check_ydernummer, "012345", None),
        (identifiers.check_ydernummer, "12345", Problem.YDERNUMMER_FORMAT),
        (identifiers.check_shak, "1330", None),
        (identifiers.check_shak, "133052", None),
        (identifiers.check_shak, "1330520", None),
        (identifiers.check_shak, "130183P", None),
        (identifiers.check_shak, "13301", Problem.SHAK_FORMAT),
        (identifiers.check_municipality_code, "791", None),
        (identifiers.check_municipality_code, "0791", None),
        (identifiers.check_municipality_code, "1791", Problem.MUNICIPALITY_FORMAT),
        (identifiers.check_municipality_code, "079", Problem.MUNICIPALITY_FORMAT),
        (identifiers.check_region_code, "1082", None),
        (identifiers.check_region_code, "1080", Problem.REGION_UNKNOWN),
        (identifiers.check_cvr, "29190925", None),
        (identifiers.check_cvr, "29190926", Problem.CVR_CHECK_DIGIT),
        (identifiers.check_cvr, "2919092", Problem.CVR_FORMAT),
        (identifiers.check_authorisation_id, "BFG12", None),
        (identifiers.check_authorisation_id, "y00zz", None),
        (identifiers.check_authorisation_id, "AFG12", Problem.AUTHORISATION_FORMAT),
        (identifiers.check_authorisation_id, "BFG1", Problem.AUTHORISATION_FORMAT),
    ],
)
def test_each_number_has_its_form(check: Check, text: str, problem: Problem | None) -> None:
    assert check(text) is problem


@pytest.mark.parametrize(("text", "code"), [("791", "791"), ("0791", "791"), ("79", None), ("7910", None)])
def test_municipality_codes_come_with_three_or_four_digits(text: str, code: str | None) -> None:
    assert municipality_code(text) == code


@given(st.text("0123456789", min_size=12, max_size=12))
def test_exactly_one_check_digit_is_right(first_twelve: str) -> None:
    right = [digit for digit in "0123456789" if identifiers.check_gln(first_twelve + digit) is None]
    assert right == [gln_check_digit(first_twelve)]


@given(st.text(max_size=20))
def test_any_text_gets_an_answer(text: str) -> None:
    checks: list[Check] = [identifiers.check_gln, identifiers.check_sor, identifiers.check_cvr, identifiers.check_shak]
    for check in checks:
        assert check(text) is None or isinstance(check(text), Problem)
