"""What becomes of the timers that there are when the state asks for others (DESIGN §2, §5)."""

import pytest

from journeys.domain.tasks.deadlines import DeadlinePlan, ExistingDeadline, WantedDeadline, plan_deadlines
from tests.factories.events import at

WANTED = WantedDeadline("letter", at(0), at(24))


def row(state: str, hours: float = 24, generation: int = 1) -> ExistingDeadline:
    return ExistingDeadline("letter", generation, at(hours), state)


@pytest.mark.parametrize(
    ("rows", "opened", "moved"),
    [
        ([], 1, False),
        ([row("pending", 20)], None, True),
        ([row("fired")], None, False),
        ([row("fired", 20)], 2, False),
        ([row("called_off")], 2, False),
        ([row("pending", generation=2), row("fired", 20)], None, True),
        ([row("fired", generation=2), row("pending", 20)], None, False),
    ],
    ids=[
        "there was none",
        "a pending one moves",
        "a fired one stays",
        "a fired one whose time moved",
        "one that was called off",
        "the newest is pending",
        "the newest fired",
    ],
)
def test_a_timer_that_the_state_asks_for(rows: list[ExistingDeadline], opened: int | None, moved: bool) -> None:
    expected = DeadlinePlan(((WANTED, opened),) if opened else (), (WANTED,) if moved else (), ())
    assert plan_deadlines([WANTED], rows) == expected


@pytest.mark.parametrize(("state", "called_off"), [("pending", ("letter",)), ("fired", ()), ("called_off", ())])
def test_a_timer_that_the_state_asks_for_no_more_is_called_off_while_it_runs(
    state: str, called_off: tuple[str, ...]
) -> None:
    assert plan_deadlines([], [row(state)]) == DeadlinePlan((), (), called_off)
