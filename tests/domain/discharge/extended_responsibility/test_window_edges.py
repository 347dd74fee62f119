"""The half-open 72 hours at their edges: what happens at the very end, and what ends them for good (RULES 2e X1)."""

import pytest

from discharge.extended_responsibility.rules.clock import Adjustments, Extension, Readmission, WindowState
from tests.domain.discharge.extended_responsibility.test_steps import HOUR, LEFT, plan


@pytest.mark.parametrize(("decided", "state"), [(71.9, WindowState.EXTENDED), (72, WindowState.EXPIRED)])
def test_an_extension_decided_when_the_hours_are_over_changes_nothing(decided: float, state: WindowState) -> None:
    longer = Adjustments(extensions=(Extension(LEFT + decided * HOUR, LEFT + 96 * HOUR),))
    assert plan(adjustments=longer).state_at(LEFT + 73 * HOUR) is state


@pytest.mark.parametrize(("left", "state"), [(71.9, WindowState.EXPIRED), (72, WindowState.SUPERSEDED)])
def test_x1_a_readmission_that_lasts_to_the_end_leaves_nothing_to_revive(left: float, state: WindowState) -> None:
    back = Adjustments(readmissions=(Readmission(LEFT + 10 * HOUR, LEFT + left * HOUR, revives=True),))
    assert plan(adjustments=back).state_at(LEFT + 72 * HOUR) is state


@pytest.mark.parametrize(
    ("left", "revives", "may_run"), [(20, True, True), (20, None, True), (20, False, False), (None, True, False)]
)
def test_x1_a_readmission_of_which_a_fact_is_missing_has_not_ended_the_hours_for_good(
    left: float | None, revives: bool | None, may_run: bool
) -> None:
    until = LEFT + left * HOUR if left is not None else None
    back = Adjustments(readmissions=(Readmission(LEFT + 10 * HOUR, until, revives=revives),))
    assert plan(adjustments=back).may_run is may_run


@pytest.mark.parametrize(("died", "state"), [(0, WindowState.EXPIRED), (1, WindowState.RUNNING)])
def test_x4_of_whoever_dies_as_they_leave_nothing_runs(died: float, state: WindowState) -> None:
    assert plan(adjustments=Adjustments(died_at=LEFT + died * HOUR)).state_at(LEFT) is state
