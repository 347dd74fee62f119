"""Which steps of an escalation are due, of which unit."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest

from notifications.domain.escalation import FIRST_STEPS, LONGEST_WAIT, EscalationRung, Overdue, Watch, steps_due

HOUSE, WARD, OTHER = (UUID(int=number) for number in (1, 2, 3))
DUE = datetime(2026, 5, 15, 10, tzinfo=UTC)
TASK = Overdue("task:1", Watch.DEADLINE, WARD, UUID(int=9), DUE)
HOUR, DAY = timedelta(hours=1), date(2026, 5, 15)


def _step(number: int, hours: int = 0, unit: UUID | None = None, **more: object) -> EscalationRung:
    values = {"watch": Watch.DEADLINE, "valid_from": date(2026, 1, 1), **more}
    return EscalationRung(id=number, waits=hours * HOUR, unit_id=unit, **values)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("name", "steps", "after", "due"),
    [
        ("a minute early", [_step(1)], timedelta(minutes=-1), []),
        ("on the minute", [_step(1)], timedelta(0), [1]),
        ("the second step waits", [_step(1), _step(2, 4)], 3 * HOUR, [1]),
        ("after a long sleep both are due, in order", [_step(2, 4), _step(1)], 30 * HOUR, [1, 2]),
        ("another watch", [_step(1, watch=Watch.UNANSWERED)], HOUR, []),
        ("another unit's", [_step(1, unit=OTHER)], HOUR, []),
        ("the house's own before everybody's", [_step(1), _step(2, unit=HOUSE)], HOUR, [2]),
        ("the unit's own before the house's", [_step(2, unit=HOUSE), _step(3, 2, WARD)], HOUR, []),
        ("from its day on", [_step(1, valid_from=date(2026, 5, 16))], HOUR, []),
        ("the day of the step counts", [_step(1, 24, valid_from=date(2026, 5, 16))], 24 * HOUR, [1]),
        ("ended", [_step(1, valid_to=DAY)], HOUR, []),
        ("an ended own step leaves everybody's", [_step(1), _step(2, unit=WARD, valid_to=DAY)], HOUR, [1]),
    ],
)
def test_steps(name: str, steps: list[EscalationRung], after: timedelta, due: list[int]) -> None:
    assert [step.id for step in steps_due(TASK, steps, lineage=(WARD, HOUSE), now=DUE + after)] == due


@pytest.mark.parametrize(
    ("name", "step", "due"),
    [
        ("the unit, at once", _step(1), []),
        ("the unit itself, by name", _step(1, to_unit=WARD), []),
        ("another unit of the house", _step(1, to_unit=OTHER), [1]),
        ("a role, at once", _step(1, role="hospital_nurse"), [1]),
        ("a person, at once", _step(1, person=7), [1]),
        ("later, where it is still late", _step(1, 4), [1]),
    ],
)
def test_what_a_timer_tells_is_not_told_again_at_once(name: str, step: EscalationRung, due: list[int]) -> None:
    told = replace(TASK, told=True)
    assert [each.id for each in steps_due(told, [step], lineage=(WARD, HOUSE), now=DUE + 5 * HOUR)] == due


def test_the_same_step_written_anew_is_the_same_telling_and_another_person_is_not() -> None:
    keys = {_step(number).key_for(TASK) for number in (1, 2)}
    assert len(keys) == 1
    assert _step(1, person=7).key_for(TASK) not in keys
    assert _step(1, 1).key_for(TASK) not in keys


def test_no_first_step_waits_longer_than_is_watched() -> None:
    assert {watch for watch, _ in FIRST_STEPS} == set(Watch)
    assert max(waits for _, waits in FIRST_STEPS) < LONGEST_WAIT
