"""When correspondence is read: once per shift, and by day in the ward (flowchart 1-40, 2-5)."""

from datetime import UTC, datetime, time

import pytest

from discharge.agreement.rules.reading import (
    next_reading,
    send_before,
    terms_of,
    ward_reading,
)
from discharge.settings.rules.open_points import Choices


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
    assert next_reading(local(sent), terms_of()) == local(read)


@pytest.mark.parametrize(
    ("point", "value", "field", "expected"),
    [
        ("G1", "06.30, 22.00", "reads_at", (time(6, 30), time(22))),
        ("G2", "09.00–12.00", "closes", time(12)),
        ("G3", "10.00–18.00", "ward_reads_to", time(18)),
        ("G4", "17.15", "ward_send_before", time(17, 15)),
    ],
)
def test_what_an_area_decided_is_what_is_read(point: str, value: str, field: str, expected: object) -> None:
    """G1–G4: the version of what is worked out says that it was decided."""
    terms = terms_of(Choices({point: value}))
    assert (getattr(terms, field), terms.version) == (expected, f"flowchart-2-5+{point}={value}")
    assert getattr(terms_of(), field) != expected


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
    assert ward_reading(local(sent), terms_of()) == local(read)


def test_what_is_sent_to_the_ward_after_half_past_two_is_read_tomorrow() -> None:
    assert send_before(local("2026-11-16T14:00"), terms_of()) == local("2026-11-16T14:30")
    assert send_before(local("2026-11-16T14:30"), terms_of()) is None
