"""u22: what people type for a day and a time, and how it is shown again (DESIGN §10)."""

from datetime import UTC, date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeys.domain.calendar.danish_time import (
    DAY_FORMAT,
    MOMENT_FORMAT,
    Mistyped,
    TimeReading,
    day_text,
    mistyped,
    moment_text,
    read_day,
    read_moment,
)

NOW = datetime(2026, 11, 28, 11, 0, tzinfo=UTC)
MORNING = datetime.fromisoformat("2026-11-17T09:30")


@pytest.mark.parametrize(
    "typed",
    [
        "17.11.2026 kl. 09.30",
        "17.11.2026 kl. 9.30",
        "17.11.2026 09.30",
        "17.11.2026, 9.30",
        "17.11.2026 Kl 9:30",
        "17.11.2026 kl.9.30",
        "17.11.2026 at 09:30",
        "17-11-2026 09:30",
        "17-11-2026 kl. 09.30",
        "17/11 2026 9.30",
        "17/11-2026 9.30",
        "17/11/2026 09:30",
        "17. 11. 2026 kl. 9.30",
        "  17.11.2026   09.30 ",
        "17.11.2026\N{NO-BREAK SPACE}kl.\N{NARROW NO-BREAK SPACE}09.30",
        "17112026 0930",
        "17112026 9.30",
        "171120260930",
        "17.11 9:30",
        "17/11 9.30",
        "17.11. kl. 9.30",
        "17-11 kl. 09.30",
        "2026-11-17T09:30",
        "2026-11-17 09:30",
        "2026-11-17T09:30:00",
    ],
)
def test_u22_a_time_is_read_as_people_type_it(typed: str) -> None:
    assert read_moment(typed, now=NOW) == TimeReading(MORNING)


@pytest.mark.parametrize(
    "typed", ["17.11.2026 kl. 9", "17/11 kl 9", "17.11., kl.9", "17112026 kl 09", "17/11 2026 at 9"]
)
def test_u22_a_whole_hour_needs_no_minutes_where_it_says_that_it_is_one(typed: str) -> None:
    assert read_moment(typed, now=NOW) == TimeReading(MORNING.replace(minute=0))


@pytest.mark.parametrize(
    "typed",
    [
        "17.11.2026",
        "9.30",
        "17.11.2026 9",
        "17.11 9",
        "17.11.2026 kl.",
        "17.11.2026 kl. 930",
        "17.11.2026 9.30.15",
        "17.11.2026 9.30 PM",
        "11/17/2026 09:30",
        "11/27/2026, 06:18 PM",
        "17.11.2026 24.00",
        "17.11.2026 9.60",
        "31.11.2026 9.30",
        "29.02.2027 9.30",
        "00.11.2026 9.30",
        "17.13 9.30",
        "17.11.2026.09.30",
        "17.11.20269.30",
        "17.11 0930",
        "1711 0930",
        "1711202609300",
        "202611170930",
        "1711202609",
        "i dag 9.30",
        "nu",
        "i morgen tidlig",
        "١٧.١١.٢٠٢٦ ٠٩.٣٠",
        "",
        " ",
    ],
)
def test_u22_what_could_mean_something_else_is_not_read(typed: str) -> None:
    assert read_moment(typed, now=NOW) is None


def test_u22_a_program_s_offset_stays() -> None:
    reading = read_moment("2026-11-17T09:30:15+01:00", now=NOW)
    assert reading is not None
    assert reading.value == datetime(2026, 11, 17, 8, 30, 15, tzinfo=UTC)


@pytest.mark.parametrize(
    "typed",
    [
        "17.11.2026",
        "17-11-2026",
        "17/11/2026",
        "17/11 2026",
        "17. 11. 2026",
        "17112026",
        "17.11",
        "17/11",
        "2026-11-17",
    ],
)
def test_u22_a_day_is_read_as_people_type_it(typed: str) -> None:
    assert read_day(typed, now=NOW) == TimeReading(date(2026, 11, 17))


@pytest.mark.parametrize(
    "typed",
    ["17.11.2026 09.30", "11/17/2026", "2026-11-17T09:30", "2026-W47-2", "20261117", "31.11", "1711", "i dag", ""],
)
def test_u22_what_is_no_day_is_not_read(typed: str) -> None:
    assert read_day(typed, now=NOW) is None


@pytest.mark.parametrize(
    ("now", "typed", "day", "certain"),
    [
        pytest.param(NOW, "28.11", date(2026, 11, 28), True, id="today"),
        pytest.param(NOW, "24.12", date(2026, 12, 24), True, id="ahead in the same year"),
        pytest.param(NOW, "3.1", date(2027, 1, 3), True, id="ahead beyond new year"),
        pytest.param(datetime(2027, 1, 2, tzinfo=UTC), "31.12", date(2026, 12, 31), True, id="back beyond new year"),
        pytest.param(datetime(2026, 12, 31, 23, 30, tzinfo=UTC), "1.1", date(2027, 1, 1), True, id="today in Denmark"),
        pytest.param(NOW, "29.9", date(2026, 9, 29), True, id="60 days back"),
        pytest.param(NOW, "28.9", date(2026, 9, 28), False, id="61 days back"),
        pytest.param(NOW, "27.1", date(2027, 1, 27), True, id="60 days ahead"),
        pytest.param(NOW, "28.1", date(2027, 1, 28), False, id="61 days ahead"),
        pytest.param(NOW, "1.6", date(2026, 6, 1), False, id="half a year"),
        pytest.param(datetime(2027, 11, 28, tzinfo=UTC), "29.2", date(2028, 2, 29), False, id="a leap day"),
    ],
)
def test_u22_a_missing_year_is_the_nearest_and_certain_only_close_by(
    now: datetime, typed: str, day: date, certain: bool
) -> None:
    assert read_day(typed, now=now) == TimeReading(day, certain)
    at = read_moment(f"{typed} kl. 9.30", now=now)
    assert at == TimeReading(datetime.combine(day, time(9, 30)), certain)


def test_u22_a_leap_day_that_no_near_year_has_is_not_read() -> None:
    assert read_day("29.2", now=NOW) is None


@pytest.mark.parametrize("typed", ["17.11.26 9.30", "17-11-26 9.30", "17/11 26 9.30"])
def test_u22_two_figures_of_a_year_are_not_made_four(typed: str) -> None:
    reading = read_moment(typed, now=NOW)
    assert reading is not None
    assert reading.value.year == 26
    assert moment_text(typed, now=NOW) == typed


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("2026-11-17T09:30", "17.11.2026 09.30"),
        ("17/11 9.30", "17.11.2026 09.30"),
        ("1.6 9.30", "01.06.2026 09.30"),
        ("tirsdag morgen", "tirsdag morgen"),
        ("2026-11-17T09:30+02:00", "2026-11-17T09:30+02:00"),
    ],
)
def test_u22_a_refused_time_is_shown_whole_the_danish_way(typed: str, shown: str) -> None:
    assert moment_text(typed, now=NOW) == shown


@pytest.mark.parametrize(
    ("on", "shown"),
    [
        (date(2026, 1, 7), "07.01.2026"),
        ("2026-01-07", "07.01.2026"),
        ("7/1", "07.01.2027"),
        ("7/1 26", "7/1 26"),
        ("snart", "snart"),
    ],
)
def test_u22_a_day_is_shown_the_danish_way(on: date | str, shown: str) -> None:
    assert day_text(on, now=NOW) == shown


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 12, 31)), st.times())
def test_u22_what_a_field_shows_it_reads_again(on: date, clock: time) -> None:
    minute = datetime.combine(on, clock.replace(second=0, microsecond=0))
    assert read_moment(minute.strftime(MOMENT_FORMAT), now=NOW) == TimeReading(minute)
    assert read_moment(minute.strftime("%d%m%Y%H%M"), now=NOW) == TimeReading(minute)
    assert read_day(on.strftime(DAY_FORMAT), now=NOW) == TimeReading(on)


@given(st.text(alphabet="0123456789.-/: klKLT", max_size=24))
def test_u22_no_text_breaks_the_reading(typed: str) -> None:
    assert read_moment(typed, now=NOW) is None or moment_text(typed, now=NOW)
    assert read_day(typed, now=NOW) is None or day_text(typed, now=NOW)


@pytest.mark.parametrize(
    ("typed", "moment", "why"),
    [
        ("31.02.2026", False, Mistyped.NO_SUCH_DAY),
        ("31.02.2026 9.30", True, Mistyped.NO_SUCH_DAY),
        ("17.11.2026 24.00", True, Mistyped.NO_SUCH_CLOCK),
        ("17.11 9.60", True, Mistyped.NO_SUCH_CLOCK),
        ("17.11.2026", True, Mistyped.CLOCK_MISSING),
        # A time of day alone has the form of a day without a year: it is not said to be one that does not exist.
        ("9.30", False, None),
        ("9.30", True, None),
        ("i morgen", True, None),
        ("17.11.2026", False, None),
    ],
)
def test_u22_what_looks_like_a_time_and_is_none_is_told_why(typed: str, why: Mistyped | None, *, moment: bool) -> None:
    assert mistyped(typed, now=NOW, moment=moment) is why
