"""A window that runs out while somebody else answers is no change that people see (RULES 2d S9, S11)."""

import pytest

from discharge.responsibility.rules.parties import responsibility_at
from journeys.domain.events import EventKind as K
from journeys.domain.events import EventRecord
from tests.domain.discharge.responsibility.test_responsibility import GONE_HOME, acute, event, hour, story


@pytest.mark.parametrize(
    ("beneath", "state"), [([acute(50, "hospital")], "S9"), ([event(K.EMERGENCY_CALLED, hour(50))], "S11")]
)
def test_a_window_that_runs_out_beneath_another_answer_is_no_change_of_who_answers(
    beneath: list[EventRecord], state: str
) -> None:
    found = responsibility_at(hour(51), story([*GONE_HOME, *beneath]))
    assert (found.answer.state, found.until, found.next) == (state, None, None)
