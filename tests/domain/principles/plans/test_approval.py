"""Approval by bodies and dates: order, days and words (RULES 1.2, IP-40)."""

from datetime import date

import pytest

from principles.plans.rules.approval import (
    DECIDERS,
    PLACES,
    ApprovalOutcome,
    Decider,
    JudgedStep,
    outcome_problem,
    standing,
)

TODAY = date(2026, 11, 29)
FIRST, SECOND, BESIDE = Decider.STEERING_GROUP, Decider.COORDINATION_COMMITTEE, Decider.PATIENT_COMMITTEE


def step(body: Decider, outcome: ApprovalOutcome | None = None, on: int | None = None, comment: str = "") -> JudgedStep:
    return JudgedStep(body, PLACES[body], outcome, date(2026, 11, on) if on else None, comment)


def test_ip_40_the_drafts_bodies_stand_in_their_order_and_two_share_a_day() -> None:
    assert set(DECIDERS) == set(PLACES) == set(Decider)
    assert [PLACES[body] for body in Decider] == sorted(PLACES.values())
    assert PLACES[SECOND] == PLACES[BESIDE]


@pytest.mark.parametrize(
    ("row", "own", "others", "problem"),
    [
        ("IP-40 not decided", step(SECOND), [step(FIRST)], None),
        ("IP-40 first", step(FIRST, ApprovalOutcome.APPROVED, 3), [], None),
        ("IP-40 in order", step(SECOND, ApprovalOutcome.APPROVED, 9), [step(FIRST, ApprovalOutcome.APPROVED, 3)], None),
        ("IP-40 same day", step(SECOND, ApprovalOutcome.APPROVED, 3), [step(FIRST, ApprovalOutcome.NOTED, 3)], None),
        ("IP-40 beside each other", step(SECOND, ApprovalOutcome.APPROVED, 9), [step(BESIDE)], None),
        ("IP-40 before its turn", step(SECOND, ApprovalOutcome.APPROVED, 9), [step(FIRST)], "plan.body_before"),
        (
            "IP-40 sent back before",
            step(SECOND, ApprovalOutcome.APPROVED, 9),
            [step(FIRST, ApprovalOutcome.SENT_BACK, 3, "x")],
            "plan.body_before",
        ),
        (
            "IP-40 earlier day",
            step(SECOND, ApprovalOutcome.APPROVED, 2),
            [step(FIRST, ApprovalOutcome.APPROVED, 3)],
            "plan.before_body_before",
        ),
        ("IP-40 undone", step(FIRST), [step(SECOND, ApprovalOutcome.APPROVED, 9)], "plan.body_after"),
        (
            "IP-40 sent back under those after",
            step(FIRST, ApprovalOutcome.SENT_BACK, 3, "x"),
            [step(SECOND, ApprovalOutcome.APPROVED, 9)],
            "plan.body_after",
        ),
        (
            "IP-40 moved behind those after",
            step(FIRST, ApprovalOutcome.APPROVED, 10),
            [step(SECOND, ApprovalOutcome.APPROVED, 9)],
            "plan.after_body_after",
        ),
        ("IP-40 other words", step(FIRST, ApprovalOutcome.NOTED, 9), [step(SECOND, ApprovalOutcome.APPROVED, 9)], None),
        ("IP-40 no day", step(FIRST, ApprovalOutcome.APPROVED), [], "plan.outcome_and_day"),
        ("IP-40 no outcome", step(FIRST, None, 3), [], "plan.outcome_and_day"),
        ("IP-40 ahead", step(FIRST, ApprovalOutcome.APPROVED, 30), [], "plan.decided_ahead"),
        (
            "IP-40 sent back in silence",
            step(FIRST, ApprovalOutcome.SENT_BACK, 3, " "),
            [],
            "plan.outcome_without_words",
        ),
        (
            "IP-40 changed in silence",
            step(FIRST, ApprovalOutcome.APPROVED_WITH_CHANGES, 3),
            [],
            "plan.outcome_without_words",
        ),
    ],
)
def test_an_outcome_is_in_turn(row: str, own: JudgedStep, others: list[JudgedStep], problem: str | None) -> None:
    found = outcome_problem(own, others, today=TODAY)
    assert (found[0] if found else None) == problem, row


def test_ip_40_it_waits_for_those_whose_turn_it_is() -> None:
    steps = [step(FIRST, ApprovalOutcome.APPROVED, 3), step(SECOND), step(BESIDE), step(Decider.MANAGEMENTS)]
    assert standing(steps).waits_for == (SECOND, BESIDE)
    assert standing([step(FIRST, ApprovalOutcome.NOTED, 3)]).through
    back = standing([step(FIRST, ApprovalOutcome.SENT_BACK, 3, "x"), step(SECOND)])
    assert (back.through, back.sent_back_by, back.waits_for) == (False, FIRST, ())
    assert not standing([]).through
