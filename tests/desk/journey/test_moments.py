"""Times in words: 24-hour Danish clock, weekday, relative distance (UX §1.0; RULES 2e vectors)."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import translation

from desk.templatetags import moments

NOW = datetime(2026, 11, 20, 9, 42, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _danish():
    with translation.override("da"):
        yield


@pytest.mark.parametrize(
    ("span", "words"),
    [
        (timedelta(0), "under 1 min"),
        (timedelta(seconds=59), "under 1 min"),
        (timedelta(minutes=1), "1 min"),
        (timedelta(minutes=12, seconds=59), "12 min"),
        (timedelta(hours=1), "1 t"),
        (timedelta(hours=2, minutes=10), "2 t 10 min"),
        (timedelta(hours=31, minutes=59), "31 t"),
        (timedelta(hours=71, minutes=59), "71 t"),
        (timedelta(hours=72), "3 døgn"),
        (-timedelta(hours=5), "5 t"),
    ],
)
def test_a_duration_is_rounded_down_to_whole_units(span, words):
    assert moments.duration(span) == words


@pytest.mark.parametrize(
    ("at", "words"),
    [
        (NOW + timedelta(hours=31), "om 31 t"),
        (NOW - timedelta(minutes=12), "for 12 min siden"),
        (NOW + timedelta(seconds=59), "nu"),
    ],
)
def test_a_moment_is_told_by_its_distance(at, words):
    assert moments.relative(at, now=NOW) == words


def test_a_moment_has_weekday_day_and_danish_clock():
    assert moments.moment(datetime(2026, 11, 24, 13, 10, tzinfo=UTC), now=NOW) == "tir. 24-11 kl. 14.10"


def test_a_moment_of_another_year_shows_the_year():
    assert moments.moment(datetime(2025, 11, 24, 13, 10, tzinfo=UTC), now=NOW) == "man. 24-11-2025 kl. 14.10"


def test_a_day_needs_no_time_zone():
    assert moments.day(date(2026, 11, 22), now=NOW) == "søn. 22-11"


@pytest.mark.parametrize(
    ("at", "words"),
    [
        pytest.param(datetime(2026, 11, 20, 13, 5, tzinfo=UTC), "i dag kl. 14.05", id="today"),
        pytest.param(datetime(2026, 11, 30, 8, 11, tzinfo=UTC), "man. 30-11 kl. 09.11", id="U7"),
        pytest.param(datetime(2026, 11, 19, 13, 5, tzinfo=UTC), "tor. 19-11 kl. 14.05", id="past"),
        pytest.param(datetime(2026, 11, 23, 23, 0, tzinfo=UTC), "man. 23-11 kl. 24.00", id="midnight"),
        pytest.param(datetime(2026, 11, 20, 23, 0, tzinfo=UTC), "i dag kl. 24.00", id="midnight-today"),
        pytest.param(datetime(2027, 1, 4, 8, 0, tzinfo=UTC), "man. 04-01-2027 kl. 09.00", id="another-year"),
    ],
)
def test_u7_an_end_has_its_day_its_date_and_kl(at, words):
    assert moments.until(at, now=NOW) == words


@pytest.mark.parametrize(
    ("at", "words"),
    [
        pytest.param(datetime(2026, 11, 30, 23, 0, tzinfo=UTC), "senest man. 30-11", id="U8"),
        pytest.param(datetime(2026, 11, 20, 23, 0, tzinfo=UTC), "senest i dag", id="today"),
        pytest.param(datetime(2026, 12, 31, 23, 0, tzinfo=UTC), "senest tor. 31-12", id="new-year"),
        pytest.param(datetime(2026, 11, 30, 11, 0, tzinfo=UTC), "man. 30-11 kl. 12.00", id="time-of-day"),
    ],
)
def test_u8_a_deadline_at_the_end_of_a_day_is_said_as_that_day(at, words):
    assert moments.due_near(at, now=NOW) == words


@pytest.mark.parametrize(
    ("at", "words"),
    [
        pytest.param(datetime(2026, 11, 19, 23, 0, tzinfo=UTC), "overskredet 1 dag", id="U8-first-day"),
        pytest.param(datetime(2026, 11, 16, 23, 0, tzinfo=UTC), "overskredet 4 dage", id="U8-days"),
        pytest.param(datetime(2026, 11, 20, 7, 30, tzinfo=UTC), "overskredet 2 t 12 min", id="time-of-day"),
    ],
)
def test_u8_a_day_is_late_by_days(at, words):
    assert moments.overdue(at, now=NOW) == words


@pytest.mark.parametrize(
    ("say", "words"),
    [
        (lambda: moments.moment(NOW), "Fri 20-11-2026 at 10:42"),
        (lambda: moments.until(NOW + timedelta(days=3), now=NOW), "Mon 23-11 at 10:42"),
        (lambda: moments.until(datetime(2026, 11, 20, 23, 0, tzinfo=UTC), now=NOW), "today at 24:00"),
        (lambda: moments.due_near(datetime(2026, 11, 30, 23, 0, tzinfo=UTC), now=NOW), "by Mon 30-11"),
    ],
)
def test_u7_english_says_at_and_has_24_hours_too(say, words):
    with translation.override("en"):
        assert say() == words


def test_the_end_of_72_hours_across_the_change_to_winter_time_is_an_hour_earlier_on_the_wall():
    end = datetime(2026, 10, 23, 12, 0, tzinfo=UTC) + timedelta(hours=72)
    assert moments.moment(end, now=NOW) == "man. 26-10 kl. 13.00"


def test_today_is_called_today():
    assert moments.near(datetime(2026, 11, 20, 13, 5, tzinfo=UTC), now=NOW) == "i dag kl. 14.05"
