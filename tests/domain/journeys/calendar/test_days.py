"""Where a Danish day ends, also on those of 23 and 25 hours (DESIGN §10)."""

from datetime import UTC, date, datetime, timedelta

import pytest

from journeys.domain.calendar.clock import end_of_day, last_instant, local_date


@pytest.mark.parametrize(
    ("day", "ends"),
    [
        (date(2026, 11, 16), datetime(2026, 11, 16, 23, tzinfo=UTC)),
        (date(2026, 7, 1), datetime(2026, 7, 1, 22, tzinfo=UTC)),
        (date(2026, 3, 29), datetime(2026, 3, 29, 22, tzinfo=UTC)),
        (date(2026, 10, 25), datetime(2026, 10, 25, 23, tzinfo=UTC)),
        (date(2026, 12, 31), datetime(2026, 12, 31, 23, tzinfo=UTC)),
    ],
)
def test_the_last_instant_of_a_day_is_the_last_that_a_clock_has(day: date, ends: datetime) -> None:
    assert (end_of_day(day), last_instant(day)) == (ends, ends - timedelta(microseconds=1))
    assert (local_date(last_instant(day)), local_date(ends)) == (day, day + timedelta(days=1))
