"""RULES 6: control charts and before/after by the handbooks' formulas, on published months only."""

import pytest

from principles.indicators.rules.control import ControlPoint, Signal, compare, control_of


def points(*values: float | None, number: int = 100) -> list[ControlPoint | None]:
    return [None if value is None else ControlPoint(value, number) for value in values]


def test_a_share_is_bounded_by_its_own_denominator() -> None:
    """80 % of 100: three standard errors of 4 percentage points."""
    found = control_of([*points(*[80.0] * 8), ControlPoint(80.0, 400)], share=True)
    assert found is not None
    assert (found.centre, found.baseline) == (80.0, 9)
    assert [(round(each.low, 1), round(each.high, 1)) for each in found.limits[-2:] if each] == [(68, 92), (74, 86)]


def test_other_values_are_bounded_by_their_moves() -> None:
    """Mean 5, mean move 2: 5 ± 2.66 × 2, and never below nought."""
    found = control_of(points(*[4.0, 6.0] * 4), share=False)
    assert found is not None
    (first, *_) = found.limits
    assert first is not None
    assert (found.centre, first.low, round(first.high, 2)) == (5.0, 0.0, 10.32)


@pytest.mark.parametrize(
    ("row", "values", "expected"),
    [
        ("outside", [50.0, 52.0] * 6 + [90.0], {12: Signal.OUTSIDE}),
        ("eight on one side", [50.0, 52.0] * 6 + [51.5] * 8, {18: Signal.SHIFT, 19: Signal.SHIFT}),
        ("seven are chance", [52.0, 50.0] * 6 + [51.5] * 7, {}),
        ("six that rise", [51.0, 50.0] * 6 + [50.1, 50.2, 50.3, 50.4, 50.45], {16: Signal.TREND}),
        ("a month on the centre ends the row", [52.0, 50.0] * 6 + [51.5] * 7 + [51.0] + [51.5] * 7, {}),
        (
            "nor does one rise over a month that is not shown",
            [51.0, 50.0] * 6 + [None, 50.1, 50.2, 50.3, 50.4, 50.45],
            {},
        ),
        ("a month that is not shown ends the row", [50.0, 52.0] * 6 + [51.5] * 4 + [None] + [51.5] * 4, {}),
    ],
)
def test_which_months_are_more_than_chance(row: str, values: list[float | None], expected: dict[int, Signal]) -> None:
    found = control_of(points(*values), share=True)
    assert found is not None
    assert {place: signal for place, signal in enumerate(found.signals) if signal} == expected


def test_too_few_months_expect_nothing() -> None:
    assert control_of(points(*[50.0] * 7, None, None), share=True) is None


def test_before_and_after_with_newcombes_interval() -> None:
    """Newcombe 1998, 56/70 against 48/80: the difference of 20 points lies between 5.24 and 33.39."""
    found = compare([ControlPoint(60.0, 80), ControlPoint(80.0, 70)], 1, share=True)
    assert (found.before.number, found.after.number) == (80, 70)
    assert [round(bound or 0, 2) for bound in (found.low, found.high)] == [5.24, 33.39]


def test_before_and_after_say_which_months_are_left_out() -> None:
    found = compare(points(3.0, None, 5.0, 9.0), 3, share=False, baseline=3)
    assert (found.before.value, found.before.months, found.before.left_out) == (4.0, 2, 1)
    assert (found.after.value, found.low) == (9.0, None)
    assert compare(points(None, 5.0), 1, share=True).before.value is None
