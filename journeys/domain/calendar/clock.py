"""Danish time: Copenhagen days, elapsed hours in UTC, business days and public holidays (DESIGN §5; RULES 2f L5)."""

from collections.abc import Collection
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache

import holidays

from organisations.domain.moments import COPENHAGEN as COPENHAGEN
from organisations.domain.moments import in_copenhagen as in_copenhagen
from organisations.domain.moments import local_date as local_date


class NonexistentTime(ValueError):
    """A wall-clock time that the change to summer time skips (RULES 2e vectors)."""


class AmbiguousTime(ValueError):
    """A wall-clock time that happens twice when summer time ends: the offset must be given (RULES 2e vectors)."""


# The ends of the calendar: an instant beyond them cannot be written in another time zone.
EARLIEST, LATEST = datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC)


def in_utc(at: datetime) -> datetime:
    """The aware instant in UTC; what lies beyond an end of the calendar is that end."""
    try:
        return at.astimezone(UTC)
    except OverflowError:
        return EARLIEST if at.year < _MIDDLE else LATEST


_MIDDLE = 5000


def at_local(day: date, clock_time: time) -> datetime:
    """The UTC instant of a wall-clock time on a Copenhagen day; refuses times that do not exist or happen twice."""
    naive = datetime.combine(day, clock_time)
    first, second = (in_utc(naive.replace(tzinfo=COPENHAGEN, fold=fold)) for fold in (0, 1))
    if first == second:
        return first
    if first.astimezone(COPENHAGEN).replace(tzinfo=None) != naive:
        raise NonexistentTime(naive.isoformat())
    raise AmbiguousTime(naive.isoformat())


def end_of_day(day: date) -> datetime:
    """The UTC instant at which the Copenhagen day ends (midnight before the next day)."""
    return LATEST if day == date.max else at_local(day + timedelta(days=1), time(0, 0))


def last_instant(day: date) -> datetime:
    """The last UTC instant of the Copenhagen day, for what holds as the day ends."""
    return end_of_day(day) - timedelta(microseconds=1)


def month_from(day: date, count: int) -> date:
    """The first day of the month so many months after that of a day; a number below nought is before it."""
    months = day.year * 12 + day.month - 1 + count
    return date(months // 12, months % 12 + 1, 1)


def next_month(month: date) -> date:
    """The first day of the month after that of a day."""
    return month_from(month, 1)


def half_year_of(day: date) -> date:
    """The first day of January or July."""
    return day.replace(month=1 if day.month < 7 else 7, day=1)


def start_of_day(day: date) -> datetime:
    """The UTC instant at which the Copenhagen day begins."""
    return at_local(day, time(0, 0))


def to_minute(at: datetime) -> datetime:
    """As people type it: without its seconds."""
    return at.replace(second=0, microsecond=0)


def in_one_minute(one: datetime, other: datetime) -> bool:
    """Whether two instants are the same time to who types it."""
    return to_minute(one) == to_minute(other)


def add_hours(at: datetime, hours: float) -> datetime:
    """`at` plus elapsed hours, counted in UTC, so that clock changes do not matter (RULES 2e)."""
    try:
        return add_span(at, timedelta(hours=hours))
    except OverflowError:
        return LATEST if hours > 0 else EARLIEST


def add_span(at: datetime, span: timedelta) -> datetime:
    """As `add_hours`, of a term that is kept as a span; beyond an end of the calendar it is that end."""
    try:
        return in_utc(at) + span
    except OverflowError:
        return LATEST if span > timedelta() else EARLIEST


def elapsed(start: datetime, end: datetime) -> timedelta:
    """Elapsed time between two aware instants, in UTC."""
    return in_utc(end) - in_utc(start)


def hours_in(span: timedelta) -> float:
    """A span as figures, verdicts and the API say it: hours with two decimals."""
    return round(span / timedelta(hours=1), 2)


@lru_cache(maxsize=64)
def public_holidays(year: int) -> frozenset[date]:
    """Danish public holidays of a year: store bededag until 2023, never 5 June, 24 or 31 December (RULES 2f L5)."""
    calendar = holidays.country_holidays("DK", years=year, categories=(holidays.PUBLIC,))
    return frozenset(calendar.keys())


def is_public_holiday(day: date) -> bool:
    """Whether a day is one, whatever weekday it falls on."""
    return day in public_holidays(day.year)


def is_business_day(day: date, *, extra_closing_days: Collection[date] = ()) -> bool:
    """Whether a day is a *hverdag*: Monday to Friday, no public holiday, no extra closing day (RULES 2f L5, A18)."""
    return day.weekday() < 5 and not is_public_holiday(day) and day not in extra_closing_days


def next_business_day(day: date, *, extra_closing_days: Collection[date] = ()) -> date:
    """The first *hverdag* after `day`."""
    for days in range(1, (date.max - day).days + 1):
        candidate = day + timedelta(days=days)
        if is_business_day(candidate, extra_closing_days=extra_closing_days):
            return candidate
    return date.max


def iso(at: datetime | None) -> str | None:
    """An instant as people in Denmark read it: ISO 8601 with the Copenhagen offset."""
    return in_copenhagen(at).isoformat() if at else None
