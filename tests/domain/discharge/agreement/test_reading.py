"""When correspondence is read: once per shift, and by day in the ward (flowchart 1-40, 2-5)."""

from datetime import UTC, date, datetime
from itertools import permutations

import pytest

from discharge.agreement.rules.reading import (
    TERMS,
    ReadingTerms,
    next_reading,
    send_before,
    terms_on,
    ward_reading,
)


def local(text: str) -> datetime:
    return datetime.fromisoformat(f"{text}+01:00").astimezone(UTC)


@pytest.mark.parametrize(
    ("sent", "read"),
    [
        ("2026-11-16T09:00", "2026-11-16T15:00"),
        ("2026-11-16T15:00", "2026-11-16T15:00"),
        ("2026-11-16T22:30", "2026-11-16T23:00"),
        ("2026-11-16T23:30", "2026-11-17T07:00"),
    ],
)
def test_the_municipality_reads_once_per_shift(sent: str, read: str) -> None:
    assert next_reading(local(sent), TERMS[-1]) == local(read)


@pytest.mark.parametrize(
    ("day", "version"),
    [
        (date(2024, 12, 31), "always"),
        (date(2025, 1, 1), "2025"),
        (date(2025, 12, 31), "2025"),
        (date(2026, 1, 1), "2026"),
        (date(2027, 1, 1), "2026"),
    ],
)
def test_the_terms_that_began_last_are_in_force(day: date, version: str) -> None:
    rows = [
        ReadingTerms(version="2025", source="", valid_from=date(2025, 1, 1)),
        ReadingTerms(version="2026", source="", valid_from=date(2026, 1, 1)),
        ReadingTerms(version="always", source=""),
    ]
    assert {terms_on(day, order).version for order in permutations(rows)} == {version}


@pytest.mark.parametrize(
    ("sent", "read"),
    [
        ("2026-11-16T02:00", "2026-11-16T15:00"),
        ("2026-11-16T14:29", "2026-11-16T15:00"),
        ("2026-11-16T14:30", "2026-11-17T15:00"),
        ("2026-11-20T16:00", "2026-11-21T15:00"),
    ],
    ids=["at night", "the last minute", "half past two", "a ward reads on Saturdays"],
)
def test_a_ward_has_read_by_the_end_of_its_day(sent: str, read: str) -> None:
    assert ward_reading(local(sent), TERMS[-1]) == local(read)


def test_what_is_sent_to_the_ward_after_half_past_two_is_read_tomorrow() -> None:
    assert send_before(local("2026-11-16T14:00"), TERMS[-1]) == local("2026-11-16T14:30")
    assert send_before(local("2026-11-16T14:30"), TERMS[-1]) is None
