"""Days and times as people type them in Danish, whatever the language of their browser (u22; DESIGN §10).

The day comes first: "17.11.2026 kl. 09.30", "17-11-2026 09:30", "17/11 2026 9.30", "3/12 kl 12", on a keypad
"171120260930". ISO 8601 is read too. Words such as "i dag" and "nu" are not: a form may be kept, and sent again when
they mean something else.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Generic, TypeVar

from journeys.domain.calendar.clock import local_date
from journeys.domain.calendar.plausible import year_doubt

# How a field shows what it holds.
DAY_FORMAT, MOMENT_FORMAT = "%d.%m.%Y", "%d.%m.%Y %H.%M"
# A day without its year means the nearest one, which is beyond doubt only close to today (inf).
NEAR = timedelta(days=60)

_PARTED = r"(?P<day>\d{1,2})\s*[-./]\s*(?P<month>\d{1,2})(?:(?:\s*[-./]\s*|\s+)(?P<year>\d{2,4})|\.)?"
# A whole hour needs its "kl.": without it the figures may be a year.
_CLOCK = r"(?:\s*,\s*|\s+)(?P<at>(?:kl\.?|at)\s*)?(?P<hour>\d{1,2})(?:[.:](?P<minute>\d{2})|(?(at)|(?!)))"
_DIGITS = r"(?P<day>\d{2})(?P<month>\d{2})(?P<year>\d{4})"
_DAYS = [re.compile(form, re.ASCII) for form in (_PARTED, _DIGITS)]
_MOMENTS = [
    re.compile(form, re.ASCII | re.IGNORECASE)
    for form in (_PARTED + _CLOCK, _DIGITS + _CLOCK, _DIGITS + r"\s*(?P<hour>\d{2})(?P<minute>\d{2})")
]
_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
When = TypeVar("When", date, datetime)


@dataclass(frozen=True, slots=True)
class TimeReading(Generic[When]):
    """What was typed; `certain` is False where the year was left out and cannot be told from the day alone."""

    value: When
    certain: bool = True


def read_day(text: str, *, now: datetime) -> TimeReading[date] | None:
    """The day that was typed, or None; a year with two digits stays one, a missing year is the nearest to `now`."""
    plain = _plain(text)
    if _ISO_DAY.fullmatch(plain):
        on = _iso(plain)
        return TimeReading(on.date()) if on else None
    parts = _parts(_DAYS, plain)
    return _day(parts, now=now) if parts else None


def read_moment(text: str, *, now: datetime) -> TimeReading[datetime] | None:
    """The time that was typed, or None: a naive wall-clock time unless ISO 8601 says its offset."""
    parts = _parts(_MOMENTS, _plain(text))
    if parts is None:
        at = _iso(_plain(text))
        return TimeReading(at) if at else None
    reading, clock = _day(parts, now=now), _clock(parts)
    if reading is None or clock is None:
        return None
    return TimeReading(datetime.combine(reading.value, clock), reading.certain)


class Mistyped(StrEnum):
    """What is wrong with a time or day that looks like one."""

    NO_SUCH_DAY = "no_such_day"  # 31.02.2026
    NO_SUCH_CLOCK = "no_such_clock"  # 24.00
    CLOCK_MISSING = "clock_missing"  # a day where a time is asked for


def mistyped(text: str, *, now: datetime, moment: bool) -> Mistyped | None:
    """Why a text cannot be read, where its form tells; None for one that has no form of a day or time at all."""
    plain = _plain(text)
    if moment and read_day(plain, now=now) is not None:
        return Mistyped.CLOCK_MISSING
    parts = _parts([*_MOMENTS, *_DAYS] if moment else _DAYS, plain)
    if parts is None:
        return None
    if _day(parts, now=now) is None:
        # Without a year "9.30" may be a time of day.
        return Mistyped.NO_SUCH_DAY if parts["year"] else None
    return Mistyped.NO_SUCH_CLOCK if parts.get("hour") and _clock(parts) is None else None


def day_text(on: date | str, *, now: datetime) -> str:
    """A day, or what was typed for one, as the field shows it; what cannot be read stays as it was typed."""
    reading = read_day(on, now=now) if isinstance(on, str) else TimeReading(on)
    if reading is None or year_doubt(reading.value.year):
        return str(on)
    return reading.value.strftime(DAY_FORMAT)


def moment_text(typed: str, *, now: datetime) -> str:
    """What was typed for a time, as the field shows it; a text with an offset, or that cannot be read, stays."""
    reading = read_moment(typed, now=now)
    if reading is None or reading.value.tzinfo is not None or year_doubt(reading.value.year):
        return typed
    return reading.value.strftime(MOMENT_FORMAT)


def _plain(text: str) -> str:
    """With single spaces: phones and pages put narrow and hard ones between numbers."""
    return " ".join(text.split())


def _parts(forms: list[re.Pattern[str]], text: str) -> dict[str, str | None] | None:
    matches = (form.fullmatch(text) for form in forms)
    return next((match.groupdict() for match in matches if match), None)


def _iso(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None


def _clock(parts: dict[str, str | None]) -> time | None:
    try:
        return time(int(parts["hour"] or 0), int(parts["minute"] or 0))
    except ValueError:
        return None


def _day(parts: dict[str, str | None], *, now: datetime) -> TimeReading[date] | None:
    day, month, year = (int(parts[name] or 0) for name in ("day", "month", "year"))
    if parts["year"] is not None:
        on = _date(year, month, day)
        return TimeReading(on) if on else None
    today = local_date(now)
    days = [on for near in (-1, 0, 1) if (on := _date(today.year + near, month, day))]
    if not days:
        return None
    nearest = min(days, key=lambda on: abs(on - today))
    return TimeReading(nearest, abs(nearest - today) <= NEAR)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
