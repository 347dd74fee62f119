"""Who may call the discharging ward in the 72 hours (RULES 2e callers; 001 fn 6)."""

import pytest

from discharge.calls.rules import CallerRole, CallFacts, ReferTo, may_call, refer_to
from discharge.wording.sentences import sentence


@pytest.mark.parametrize(
    ("role", "entitled"),
    [
        (CallerRole.NURSE, True),
        (CallerRole.SOCIAL_HEALTH_ASSISTANT, True),
        (CallerRole.GP, True),
        (CallerRole.OUT_OF_HOURS, True),
        (CallerRole.HELPER, False),
        (CallerRole.SOCIAL_PEDAGOGUE, False),
        (CallerRole.CITIZEN, False),
        (CallerRole.RELATIVE, False),
        (CallerRole.OTHER, False),
        (CallerRole.WARD, True),
    ],
)
def test_who_may_call(role: CallerRole, entitled: bool) -> None:
    assert may_call(CallFacts(role=role, window="running")).outcome is entitled


@pytest.mark.parametrize(
    ("window_state", "outcome"),
    [
        ("running", True),
        ("extended", True),
        ("unknown", None),
        ("expired", False),
        ("exempted", False),
        ("superseded", False),
        ("not_started", False),
        (None, False),
    ],
)
def test_the_ward_answers_in_the_72_hours_and_while_nobody_knows(
    window_state: str | None, outcome: bool | None
) -> None:
    assert may_call(CallFacts(role=CallerRole.NURSE, window=window_state)).outcome is outcome


def test_a_nurse_of_another_municipality_may_not_call() -> None:
    facts = CallFacts(role=CallerRole.NURSE, serving_municipality=False, window="running")
    assert may_call(facts).code == "caller.other_municipality"


@pytest.mark.parametrize("window", ["running", "expired", "unknown", None])
@pytest.mark.parametrize("in_hospital", [True, False])
def test_whom_the_ward_rings_is_limited_by_nothing(window: str | None, in_hospital: bool) -> None:
    assert may_call(CallFacts(role=CallerRole.WARD, window=window, in_hospital=in_hospital)).code == "caller.own_call"


@pytest.mark.parametrize("role", [role for role in CallerRole if role is not CallerRole.WARD])
def test_in_hospital_the_ward_answers_as_always(role: CallerRole) -> None:
    assert may_call(CallFacts(role=role, in_hospital=True)).code == "caller.in_hospital"


def test_in_hospital_another_municipality_is_no_party() -> None:
    facts = CallFacts(role=CallerRole.NURSE, serving_municipality=False, in_hospital=True)
    assert may_call(facts).code == "caller.other_municipality"


@pytest.mark.parametrize(("is_open", "to"), [(True, ReferTo.GP), (False, ReferTo.OUT_OF_HOURS)])
def test_others_are_pointed_to_the_practice_or_the_doctor_on_call(is_open: bool, to: ReferTo) -> None:
    facts = CallFacts(role=CallerRole.RELATIVE, window="running", practice_open=is_open)
    assert refer_to(facts) is to
    assert may_call(facts).facts["refer_to"] == to.value


def test_the_refusal_says_where_to_call_instead() -> None:
    said = sentence(may_call(CallFacts(role=CallerRole.HELPER, window="running")), "da")
    assert said.endswith("Henvis til egen læge.")
