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
        (timedelta(0), "0 min"),
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
    assert moments.moment(datetime(2026, 11, 24, 13, 10, tzinfo=UTC)) == "tir. 24-11 kl. 14.10"


def test_a_moment_of_another_year_shows_the_year():
    assert moments.moment(datetime(2025, 11, 24, 13, 10, tzinfo=UTC), now=NOW) == "man. 24-11-2025 kl. 14.10"


def test_a_day_needs_no_time_zone():
    assert moments.day(date(2026, 11, 22)) == "søn. 22-11"


@pytest.mark.parametrize(
    ("at", "words"),
    [
        (datetime(2026, 11, 20, 13, 5, tzinfo=UTC), "14.05"),
        (datetime(2026, 11, 23, 13, 5, tzinfo=UTC), "man. 14.05"),
        (datetime(2026, 11, 27, 13, 5, tzinfo=UTC), "fre. 27-11 kl. 14.05"),
        (datetime(2026, 11, 19, 13, 5, tzinfo=UTC), "tor. 19-11 kl. 14.05"),
    ],
)
def test_until_is_as_short_as_it_can_be_without_doubt(at, words):
    assert moments.until(at, now=NOW) == words


def test_the_end_of_72_hours_across_the_change_to_winter_time_is_an_hour_earlier_on_the_wall():
    end = datetime(2026, 10, 23, 12, 0, tzinfo=UTC) + timedelta(hours=72)
    assert moments.moment(end) == "man. 26-10 kl. 13.00"


def test_today_is_called_today():
    assert moments.near(datetime(2026, 11, 20, 13, 5, tzinfo=UTC), now=NOW) == "i dag kl. 14.05"
