"""When a typed date can be right, and what may enter the book (issue: every date has bounds)."""

from datetime import UTC, date, datetime, time, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeys.domain.calendar import clock
from journeys.domain.calendar.plausible import ASKED, BOUNDS, Meaning, TimeDoubt, doubt
from journeys.domain.sight.showable import payload_problem
from organisations.domain.identifiers import names_cpr

NOW = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)
TICK = timedelta(minutes=1)
LIMITS = [(m, b) for m, b in BOUNDS.items()]


def test_u12_every_meaning_has_bounds() -> None:
    assert set(BOUNDS) == set(Meaning)


@pytest.mark.parametrize("meaning", list(Meaning))
@pytest.mark.parametrize(("year", "why"), [(1, "short"), (26, "short"), (1582, "no_such"), (1899, "no_such")])
def test_b06_a_year_of_two_figures_or_another_age_is_refused(meaning: Meaning, year: int, why: str) -> None:
    found = doubt(meaning, datetime(year, 11, 24, tzinfo=UTC), now=NOW)
    assert found is not None
    assert why in found.value
    assert found not in ASKED


@pytest.mark.parametrize("meaning", list(Meaning))
@pytest.mark.parametrize("year", [2226, 9999])
def test_b06_a_year_that_is_far_ahead_is_refused(meaning: Meaning, year: int) -> None:
    assert doubt(meaning, date(year, 12, 31), now=NOW) is TimeDoubt.NO_SUCH_YEAR


@pytest.mark.parametrize(("meaning", "bounds"), LIMITS)
def test_b06_the_hard_bounds(meaning: Meaning, bounds: object) -> None:
    limits = BOUNDS[meaning]
    assert limits.back is not None
    assert limits.ahead is not None
    for at, beyond in ((NOW - limits.back, -TICK), (NOW + limits.ahead, TICK)):
        assert (doubt(meaning, at, now=NOW) or TimeDoubt.LONG_AGO) in ASKED
        assert doubt(meaning, at + beyond, now=NOW) not in {None, *ASKED}


@pytest.mark.parametrize(("meaning", "bounds"), [(m, b) for m, b in LIMITS if b.asked_back or b.asked_ahead])
def test_u3_between_soft_and_hard_it_is_asked(meaning: Meaning, bounds: object) -> None:
    limits = BOUNDS[meaning]
    for at, beyond in ((limits.asked_back and NOW - limits.asked_back, -TICK), (_ahead(meaning), TICK)):
        if at:
            assert doubt(meaning, at, now=NOW) is None
            assert doubt(meaning, at + beyond, now=NOW) in ASKED


def _ahead(meaning: Meaning) -> datetime | None:
    ahead = BOUNDS[meaning].asked_ahead
    return NOW + ahead if ahead else None


def test_u12_nothing_happened_before_birth() -> None:
    born = date(2026, 11, 1)
    assert doubt(Meaning.HAPPENED, date(2026, 10, 31), now=NOW, born=born) is TimeDoubt.BEFORE_BIRTH
    assert doubt(Meaning.HAPPENED, born, now=NOW, born=born) is None


@given(st.datetimes(timezones=st.just(timezone(timedelta(hours=-12)))), st.integers(-(10**6), 10**6))
def test_b07_the_ends_of_the_calendar_raise_nothing(at: datetime, hours: int) -> None:
    clock.local_date(at)
    clock.add_hours(at, hours)
    clock.elapsed(at, NOW)
    clock.end_of_day(at.date())
    for meaning in Meaning:
        doubt(meaning, at, now=NOW)


@pytest.mark.parametrize("day", [date.min, date.max])
def test_b07_the_first_and_the_last_day(day: date) -> None:
    assert clock.at_local(day, time(12, 0)).year == day.year
    assert clock.next_business_day(day).year == day.year
    assert clock.in_copenhagen(datetime.max.replace(tzinfo=UTC)).year == 9999


@pytest.mark.parametrize(
    ("payload", "problem"),
    [
        pytest.param({"text": "fin tekst\n😀"}, None, id="fine"),
        pytest.param({"text": "a\x00b"}, "event.not_showable", id="B10-NUL"),
        pytest.param({"text": "\ud83d"}, "event.not_showable", id="B09-half-emoji"),
        pytest.param({"a\x00": 1}, "event.not_showable", id="B10-NUL-in-key"),
        pytest.param({"reasons": [{"text": "\udc00"}]}, "event.not_showable", id="B09-deep"),
        pytest.param({"at": "9999-12-31T23:59:00-12:00"}, "event.no_such_time", id="B08"),
        pytest.param({"reasons": [{"from": "0001-01-01T00:00:00+00:00"}]}, "event.no_such_time", id="B07-deep"),
        pytest.param({"dates": ["9999-12-31"]}, "event.no_such_time", id="B07-list"),
        pytest.param({"assessed_at": "i går"}, "event.no_such_time", id="no-time"),
        pytest.param({"value": float("nan")}, "event.not_showable", id="nan"),
        pytest.param({"value": object()}, "event.not_showable", id="object"),
        pytest.param({"text": "x" * 200_000}, "event.too_large", id="large"),
        pytest.param({"value": 10**400}, "event.not_showable", id="huge-number"),
    ],
)
def test_what_may_enter_the_book(payload: dict[str, object], problem: str | None) -> None:
    assert payload_problem(payload) == problem


def test_b11_no_depth_of_nesting_hurts() -> None:
    deep: list[object] = []
    for _ in range(100_000):
        deep = [deep]
    assert payload_problem({"text": deep}) == "event.too_large"


@pytest.mark.parametrize(
    "text",
    [
        "201145-1234",
        "2011451234",
        "CPR 201145 1234.",
        "201145 - 1234",
        "20 11 45-1234",
        "(201145\u20111234)",
        "610145-1234",
        "20 11 45 1234",
        "\uff12\uff10\uff11\uff11\uff14\uff15-1234",
        "2011\u200b45-1234",
    ],
)
def test_u2_a_cpr_number_in_words(text: str) -> None:
    assert names_cpr(text)


@pytest.mark.parametrize(
    "text",
    ["86 12 34 56", "24-11-2026 kl. 14.10", "24-11-26 14.30", "1234567890", "12011451234", "321345-1234", "seng 12-3"],
)
def test_u2_other_numbers_are_no_cpr_number(text: str) -> None:
    assert not names_cpr(text)
