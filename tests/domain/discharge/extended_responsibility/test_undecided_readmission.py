"""A short readmission of which a fact is missing: the old window is undecided while it would run (R2b-5; X1, A9)."""

from typing import Any

from discharge.extended_responsibility.rules.clock import WindowState
from discharge.extended_responsibility.rules.discharges import plans_of
from discharge.responsibility.rules.situation import Story
from journeys.domain.events import EventKind as K
from journeys.domain.events import EventRecord
from journeys.domain.history.grouping import histories_of
from tests.domain.discharge.stories import event, home, hour, place_of, stay


def readmitted(**more: Any) -> list[EventRecord]:
    return [*stay(), *home(), event(K.DISCHARGED, hour(70), ref="back", episode="e2", **more)]


def test_r2b_5_from_its_end_on_both_answers_give_expired() -> None:
    plan = plans_of(*histories_of(readmitted()), place_of=place_of)[0]
    states = [plan.state_at(hour(when)) for when in (60, 71, 119.9, 120, 200)]
    unknown, expired = WindowState.UNKNOWN, WindowState.EXPIRED
    assert (plan.eligible, states) == (True, [WindowState.RUNNING, unknown, unknown, expired, expired])


def test_r2b_5_its_timer_is_set_at_its_end() -> None:
    plan = plans_of(*histories_of(readmitted()), place_of=place_of)[0]
    assert plan.end is not None
    assert plan.state_at(plan.end) is WindowState.EXPIRED


def test_r2b_5_the_stored_phases_end_with_expired() -> None:
    plan = plans_of(*histories_of(readmitted()), place_of=place_of)[0]
    assert [plan.state_at(moment) for moment in plan.changes()][-1] is WindowState.EXPIRED


def test_r2b_5_the_strip_asks_about_the_window_that_may_still_run() -> None:
    situation = Story.of(*histories_of(readmitted()), place_of=place_of).situation(hour(121))
    assert situation.undecided is not None
    assert situation.undecided.start == hour(70)
