"""The page of benchmarks says what falls short, whichever way a goal is meant."""

from typing import Any

import pytest

from tools.bench.figures import BenchFigure, from_json, to_json
from tools.bench.report import TITLES, report
from tools.bench.timing import quantile


def _figure(**values: Any) -> BenchFigure:
    return BenchFigure(**{"group": "P1", "name": "ward, page", "measured": 30.0, **values})


@pytest.mark.parametrize(
    ("values", "short"),
    [
        ({"floor": 10.0, "goal": 3.0}, False),
        ({"floor": 9.0, "goal": 3.0}, True),
        ({"goal": 30.0, "unit": "statements"}, False),
        ({"goal": 20.0, "unit": "statements"}, True),
        ({"floor": 15.0, "goal": 1.8, "at_least": True}, False),
        ({"floor": 20.0, "goal": 1.8, "at_least": True}, True),
        ({"floor": 1.0}, False),
    ],
)
def test_a_goal_bounds_the_ratio_or_the_count(values: dict[str, Any], short: bool) -> None:
    assert _figure(**values).falls_short is short


def test_what_falls_short_stands_at_the_top_and_in_its_line() -> None:
    figures = [_figure(floor=9.0, goal=3.0, cpu=12.5, queries=7), _figure(name="ward, JSON", floor=20.0, goal=2.0)]
    page = report(figures, [("cores", "2")], day="2026-11-29", sizes="40 journeys")
    assert "1 of 2 goals are met. These fall short:\n\n* P1 ward, page: 3.33 ×, goal ≤ 3" in page
    assert "| ward, page | 30 ms | 12.5 ms | 7 | 9 ms | 3.33 | ≤ 3 | falls short |" in page
    assert "| ward, JSON | 30 ms |  |  | 20 ms | 1.50 | ≤ 2 |  |" in page


def test_figures_pass_from_one_process_to_another() -> None:
    figures = [_figure(floor=9.0, goal=3.0), _figure(unit="rows", note="none")]
    assert from_json(to_json(figures)) == figures


def test_every_group_of_the_table_has_a_title() -> None:
    assert set(TITLES) == {"region", *(f"P{number}" for number in range(1, 9))}


def test_a_quantile_is_one_of_the_values() -> None:
    assert [quantile([4.0, 1.0, 3.0, 2.0], share) for share in (0.0, 0.5, 0.99)] == [1.0, 3.0, 4.0]
