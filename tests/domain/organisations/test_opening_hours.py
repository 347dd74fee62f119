"""Opening hours in Danish wall-clock time."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from organisations.domain.moments import COPENHAGEN
from organisations.domain.opening_hours import WEEKDAYS, Interval, OpeningHours

PRACTICE = OpeningHours.from_json(
    {
        "weekly": {day: [["08:00", "16:00"]] for day in ("mon", "tue", "wed", "thu", "fri")},
        "exceptions": {"2026-11-23": [["10:00", "12:00"]]},
        "holidays": [],
    }
)
ALWAYS = OpeningHours.from_json({"weekly": {day: [["00:00", "24:00"]] for day in WEEKDAYS}})
NEVER = OpeningHours()


def local(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=COPENHAGEN)


@pytest.mark.parametrize(
    ("at", "is_open"),
    [
        ("2026-11-20T07:59", False),
        ("2026-11-20T08:00", True),
        ("2026-11-20T15:59", True),
        ("2026-11-20T16:00", False),
        ("2026-11-21T10:00", False),
        ("2026-11-23T09:00", False),
        ("2026-11-23T11:00", True),
    ],
)
def test_open_is_half_open_and_the_exception_goes_first(at: str, is_open: bool) -> None:
    assert PRACTICE.is_open(local(at)) is is_open


def test_a_holiday_has_its_own_hours() -> None:
    at = local("2026-12-25T10:00")
    assert PRACTICE.is_open(at)
    assert not PRACTICE.is_open(at, is_holiday=lambda day: day == date(2026, 12, 25))


def test_an_instant_in_utc_is_read_in_copenhagen() -> None:
    assert PRACTICE.is_open(datetime(2026, 11, 20, 7, 0, tzinfo=UTC))


@pytest.mark.parametrize(
    ("at", "opens"),
    [
        ("2026-11-20T12:00", "2026-11-20T12:00"),
        ("2026-11-20T06:00", "2026-11-20T08:00"),
        ("2026-11-20T16:00", "2026-11-23T10:00"),
        ("2026-11-23T12:00", "2026-11-24T08:00"),
    ],
)
def test_next_opening(at: str, opens: str) -> None:
    assert PRACTICE.next_opening(local(at)) == local(opens).astimezone(UTC)


def test_never_open_has_no_next_opening() -> None:
    assert NEVER.next_opening(local("2026-11-20T12:00")) is None


def test_always_open_is_open_in_the_hour_that_happens_twice() -> None:
    assert ALWAYS.is_open(local("2026-10-25T02:30").replace(fold=1))


def test_opening_in_the_repeated_hour_is_found_in_its_second_run() -> None:
    hours = OpeningHours.from_json({"weekly": {"sun": [["02:30", "03:00"]]}})
    at = local("2026-10-25T02:10").replace(fold=1)
    assert hours.next_opening(at) == datetime(2026, 10, 25, 1, 30, tzinfo=UTC)


def test_hours_inside_the_skipped_hour_do_not_open_that_day() -> None:
    hours = OpeningHours.from_json({"weekly": {"sun": [["02:10", "02:50"]]}})
    assert hours.next_opening(local("2026-03-29T00:00")) == local("2026-04-05T02:10").astimezone(UTC)


@pytest.mark.parametrize(
    "data",
    [
        {"weekly": {"mandag": []}},
        {"weekly": {"mon": [["16:00", "08:00"]]}},
        {"weekly": {"mon": [["08:00", "25:00"]]}},
        {"week": {}},
        {"exceptions": {"juleaften": []}},
    ],
)
def test_what_is_no_opening_hours_is_refused(data: dict[str, Any]) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - Python's own sentences differ from case to case
        OpeningHours.from_json(data)


interval_lists = st.lists(
    st.tuples(st.integers(0, 1439), st.integers(1, 1440))
    .filter(lambda pair: pair[0] < pair[1])
    .map(lambda p: Interval(*p)),
    max_size=2,
).map(tuple)
weeks = st.dictionaries(st.integers(0, 6), interval_lists).map(lambda week: OpeningHours(weekly=week))


@given(hours=weeks, minutes=st.integers(0, 366 * 24 * 60))
def test_the_next_opening_is_open_and_nothing_before_it_is(hours: OpeningHours, minutes: int) -> None:
    at = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
    opening = hours.next_opening(at)
    if opening is not None:
        assert opening >= at
        assert hours.is_open(opening)
        assert opening == at or not hours.is_open(opening - timedelta(minutes=1))
