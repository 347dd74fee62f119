"""One rule for the acknowledgement tick (u7)."""

import pytest

from journeys.domain.sight.acknowledgement import Tick, tick


@pytest.mark.parametrize(
    ("newest", "acknowledged", "seen", "expected"),
    [
        pytest.param(5, 0, 0, Tick.RECEIVED, id="u7-nothing"),
        pytest.param(5, 0, 5, Tick.SEEN, id="u7-seen"),
        pytest.param(5, 0, 4, Tick.RECEIVED, id="u7-seen-before"),
        pytest.param(5, 6, 6, Tick.ACKNOWLEDGED, id="u7-acknowledged"),
        pytest.param(9, 6, 9, Tick.ACKNOWLEDGED_BEFORE, id="u7-never-lost"),
        pytest.param(0, 0, 0, Tick.RECEIVED, id="u7-nobody-said-they-acknowledged"),
    ],
)
def test_tick(newest: int, acknowledged: int, seen: int, expected: Tick) -> None:
    assert tick(newest=newest, acknowledged=acknowledged, seen=seen) is expected
