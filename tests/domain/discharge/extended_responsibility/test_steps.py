"""Every step of the drawn table is what the window really does (RULES 2e)."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from discharge.extended_responsibility.rules.clock import Adjustments, EmergencyCall, Extension, Readmission, WindowPlan
from discharge.extended_responsibility.rules.clock import WindowState as W
from discharge.extended_responsibility.rules.eligibility import DischargeFacts
from discharge.extended_responsibility.rules.steps import STEPS, ResponsibilityStep
from discharge.extended_responsibility.rules.terms import terms_at
from journeys.domain.state.fold import Destination

LEFT = datetime(2026, 11, 16, 12, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
FACTS = DischargeFacts(
    admitted_at=LEFT - 48 * HOUR,
    discharged_at=LEFT,
    speciality="somatic",
    region="1082",
    destination=Destination.OWN_HOME,
    community_nursing=True,
)


def plan(nursing: bool | None = True, adjustments: Adjustments | None = None) -> WindowPlan:
    facts = replace(FACTS, community_nursing=nursing)
    return WindowPlan(facts=facts, terms=terms_at(LEFT), adjustments=adjustments or Adjustments())


LONGER = Adjustments(extensions=(Extension(LEFT + 9 * HOUR, LEFT + 96 * HOUR),))
SHORT_STAY = Adjustments(readmissions=(Readmission(LEFT + 10 * HOUR, LEFT + 20 * HOUR, revives=True),))
CALL = Adjustments(lapses=(EmergencyCall(LEFT + 10 * HOUR, LEFT + 12 * HOUR),))
# happening: (plan before, hours, plan after, hours)
DRIVEN: dict[str, tuple[WindowPlan | None, float, WindowPlan, float]] = {
    "discharged home, not eligible": (None, 0, plan(nursing=False), 1),
    "discharged home, eligible": (None, 0, plan(), 0),
    "discharged home, a fact is missing": (None, 0, plan(nursing=None), 0),
    "answered: eligible": (plan(nursing=None), 9, plan(), 9),
    "answered: not eligible": (plan(nursing=None), 9, plan(nursing=False), 9),
    "answered late, the hours are over": (plan(nursing=None), 80, plan(), 80),
    "72 hours have passed": (plan(), 71.99, plan(), 72),
    "the hospital extends": (plan(), 9, plan(adjustments=LONGER), 9),
    "the extension has passed": (plan(adjustments=LONGER), 95, plan(adjustments=LONGER), 96),
    "the hospital exempts a terminal citizen": (
        plan(),
        9,
        plan(adjustments=Adjustments(exempted_at=LEFT + 9 * HOUR)),
        9,
    ),
    "readmitted": (plan(), 9, plan(adjustments=SHORT_STAY), 10),
    "short readmission ends inside the hours": (plan(adjustments=SHORT_STAY), 19, plan(adjustments=SHORT_STAY), 20),
    "112 is called": (plan(), 9, plan(adjustments=CALL), 10),
    "112 ends without admission": (plan(adjustments=CALL), 11, plan(adjustments=CALL), 12),
    "the citizen dies": (plan(), 9, plan(adjustments=Adjustments(died_at=LEFT + 10 * HOUR)), 10),
    "the discharge is cancelled": (plan(), 9, plan(adjustments=Adjustments(voided=True)), 9),
}


def test_every_step_is_driven() -> None:
    assert set(DRIVEN) == {step.happening for step in STEPS}


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.happening)
def test_the_window_takes_the_step(step: ResponsibilityStep) -> None:
    before, first, after, second = DRIVEN[step.happening]
    found = before.state_at(LEFT + first * HOUR) if before else None
    assert (found, after.state_at(LEFT + second * HOUR)) == (step.source, step.target)


def test_every_state_is_reached_by_some_step() -> None:
    assert {step.target for step in STEPS} == set(W)
