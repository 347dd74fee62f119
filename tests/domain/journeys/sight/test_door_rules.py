"""A reason that somebody else can judge (doors D11)."""

import pytest

from journeys.domain.sight.door_rules import reason_problem

CPR = "0201500001"


@pytest.mark.parametrize(
    "text",
    [
        "aaaaaaaaaa",
        "..........",
        "          x",
        "asdfghjklqwerty",
        "aa aa aa aa aa",
        "ab ba ab ba ab",
        "1234567890 12",
        "x y z a b c d",
    ],
)
def test_d11_no_words_are_no_reason(text: str) -> None:
    assert reason_problem(text) in ("access.reason_no_words", "access.reason_too_short", "access.reason_has_cpr")


@pytest.mark.parametrize(
    "text",
    ["Fundet faldet hjemme", "Ringer med brystsmerter", "Åndenød, kendt KOL", "Akut dårlig"],
)
def test_d11_a_reason_in_words_is_one(text: str) -> None:
    assert reason_problem(text) is None


@pytest.mark.parametrize("number", [CPR, f"{CPR[:6]}-{CPR[6:]}", f"{CPR[:6]} {CPR[6:]}"])
def test_d11_a_cpr_number_does_not_stand_in_a_reason(number: str) -> None:
    assert reason_problem(f"Faldet hjemme, {number}") == "access.reason_has_cpr"
