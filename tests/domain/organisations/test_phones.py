"""RULES 2d: an organisation has several phones by purpose; what is meant for another question is never shown."""

from typing import Any

import pytest

from discharge.responsibility.rules.parties import PartyKind, ResponsibilityState
from discharge.responsibility.rules.phone_lines import purpose_of
from organisations.domain.phones import SPECIAL, Phone, PhonePurpose, checked_phones, phone_for

P = PhonePurpose
ALWAYS = {"weekly": {day: [["00:00", "24:00"]] for day in ("mon", "tue", "wed", "thu", "fri", "sat", "sun")}}
OFFICE = {"weekly": {"mon": [["08:00", "15:00"]]}}
ORDINARY = Phone(P.INQUIRIES, "00 00 00 50", "Kl. 8–15", OFFICE)


@pytest.mark.parametrize("stated", SPECIAL)
@pytest.mark.parametrize("asked", PhonePurpose)
def test_a12_a_number_for_one_question_never_answers_another(stated: PhonePurpose, asked: PhonePurpose) -> None:
    found = phone_for(asked, None, {stated.value: {"number": "00 00 09 50"}})
    assert (found is not None) is (asked is stated)


@pytest.mark.parametrize("asked", [purpose for purpose in SPECIAL if purpose is not P.DUTY])
def test_a12_without_a_number_of_its_own_a_question_goes_to_the_ordinary_one(asked: PhonePurpose) -> None:
    assert phone_for(asked, ORDINARY, {}) == ORDINARY
    assert phone_for(asked, None, {}) is None


@pytest.mark.parametrize(
    ("hours", "known"),
    [(None, False), (OFFICE, False), (ALWAYS, True), ({**ALWAYS, "holidays": []}, False)],
)
def test_a12_day_and_night_is_answered_by_a_number_that_is_day_and_night(hours: Any, known: bool) -> None:
    found = phone_for(P.DUTY, Phone(P.INQUIRIES, "00 00 00 50", None, hours), {})
    assert (found is not None) is known


def test_a12_hours_belong_to_their_number() -> None:
    found = phone_for(P.GP_DIRECT, ORDINARY, {"gp_direct": {"number": "00 00 09 37"}})
    assert found == Phone(P.GP_DIRECT, "00 00 09 37", None, None)


@pytest.mark.parametrize(
    "stated",
    [
        {"fax": {"number": "00 00 00 01"}},
        {"inquiries": {"number": "00 00 00 01"}},
        {"duty": {"number": "ring til mig"}},
        {"duty": {"number": "12"}},
        {"duty": {"number": "00 00 00 01", "opening_hours": {"weekly": {"mon": [["16:00", "08:00"]]}}}},
        {"duty": {"number": "", "hours": "Hele døgnet"}},
        {"duty": {"number": "00 00 00 01", "who": "Bo"}},
    ],
)
def test_a12_what_is_no_number_is_refused(stated: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"."):
        checked_phones(stated)


def test_a12_a_purpose_without_a_number_is_not_kept() -> None:
    assert checked_phones({"duty": {"number": " "}, "visitation": {"number": "00 00 09 91", "hours": ""}}) == {
        "visitation": {"number": "00 00 09 91"}
    }


@pytest.mark.parametrize(
    ("state", "party", "purpose"),
    [
        ("S3", PartyKind.HOSPITAL, P.INQUIRIES),
        ("S6", PartyKind.HOSPITAL, P.EXTENDED_RESPONSIBILITY),
        ("S6u", PartyKind.HOSPITAL, P.EXTENDED_RESPONSIBILITY),
        ("S9", PartyKind.HOSPITAL, P.DUTY),
        ("S9", PartyKind.HOSPITAL_PHYSICIAN, P.DUTY),
        ("S6", PartyKind.GP, P.GP_DIRECT),
        ("S7", PartyKind.OUT_OF_HOURS, P.INQUIRIES),
        ("S8", PartyKind.ACUTE_FUNCTION, P.ACUTE_FUNCTION),
        ("S0", PartyKind.MUNICIPALITY, P.VISITATION),
    ],
)
def test_a12_which_number_answers_in_each_row(state: str, party: PartyKind, purpose: PhonePurpose) -> None:
    assert purpose_of(party, ResponsibilityState(state)) is purpose
