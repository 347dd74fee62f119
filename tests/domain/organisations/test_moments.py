"""The one form of moments, days and deadlines, in Danish and in English (UX §1.0)."""

from datetime import UTC, datetime

import pytest

from organisations.domain.moments import days_late, language_of


@pytest.mark.parametrize(
    ("code", "language"), [("en", "en"), ("en-gb", "en"), ("da", "da"), ("de", "da"), ("", "da"), (None, "da")]
)
def test_danish_unless_the_reader_has_chosen_english(code: str | None, language: str) -> None:
    assert language_of(code) == language


MIDNIGHT = datetime(2026, 11, 30, 23, tzinfo=UTC)  # as Monday 30 November ends in Copenhagen


@pytest.mark.parametrize(
    ("at", "now", "days"),
    [
        (MIDNIGHT, MIDNIGHT.replace(minute=0, hour=22), 0),
        (MIDNIGHT, MIDNIGHT, 1),
        (MIDNIGHT, datetime(2026, 12, 1, 22, 59, tzinfo=UTC), 1),
        (MIDNIGHT, datetime(2026, 12, 1, 23, tzinfo=UTC), 2),
        # Over the night that has an hour more.
        (datetime(2026, 10, 24, 22, tzinfo=UTC), datetime(2026, 10, 25, 23, tzinfo=UTC), 2),
        # A time of day is late by hours, not by days.
        (datetime(2026, 11, 30, 12, tzinfo=UTC), datetime(2026, 12, 3, 12, tzinfo=UTC), 0),
    ],
)
def test_u9_a_deadline_that_is_a_day_is_late_by_whole_days(at: datetime, now: datetime, days: int) -> None:
    assert days_late(at, now=now) == days
