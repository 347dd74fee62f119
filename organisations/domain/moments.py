"""The one form in which a moment, a day and a deadline are written, in Danish and in English (UX §1.0; DESIGN §9).

A time always says "kl." (English: "at"), a deadline at the end of a day is said as that day. `now` decides whether the
year is written: it is when it differs, and always when nobody says when the words will be read (`now` is None).
"""

from datetime import date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

COPENHAGEN = ZoneInfo("Europe/Copenhagen")


def in_copenhagen(at: datetime) -> datetime:
    """The aware instant as Danish clocks show it; at an end of the calendar as it is written."""
    try:
        return at.astimezone(COPENHAGEN)
    except OverflowError:
        return at


def local_date(at: datetime) -> date:
    """The calendar day in Copenhagen on which the aware instant `at` falls."""
    return in_copenhagen(at).date()


def day_of(at: datetime | date) -> date:
    """The Copenhagen day of an instant; a day is its own."""
    return local_date(at) if isinstance(at, datetime) else at


DANISH, ENGLISH = "da", "en"
_WEEKDAYS = {
    DANISH: ("man.", "tir.", "ons.", "tor.", "fre.", "lør.", "søn."),
    ENGLISH: ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
}
_AT = {DANISH: "kl.", ENGLISH: "at"}
_TODAY = {DANISH: "i dag", ENGLISH: "today"}
_CLOCK = {DANISH: "%H.%M", ENGLISH: "%H:%M"}
_END_OF_DAY = {DANISH: "24.00", ENGLISH: "24:00"}


@cache
def language_of(code: str | None) -> str:
    """Danish unless the reader has chosen English."""
    return ENGLISH if (code or DANISH).startswith(ENGLISH) else DANISH


def weekday(on: date, *, language: str = DANISH) -> str:
    """The short name of a weekday: "man."."""
    return _WEEKDAYS[language][on.weekday()]


def clock(at: datetime, *, language: str = DANISH) -> str:
    """Hours and minutes in Copenhagen, "14.10"; what stands before it says "kl."."""
    return in_copenhagen(at).strftime(_CLOCK[language])


def at_clock(at: datetime, *, language: str = DANISH) -> str:
    """A time alone: "kl. 14.10"."""
    return f"{_AT[language]} {clock(at, language=language)}"


def day(on: date, *, now: datetime | None = None, language: str = DANISH) -> str:
    """A day with its weekday: "man. 24-11"; with its year when that is not the year of `now`."""
    on = day_of(on)
    this_year = now is not None and day_of(now).year == on.year
    return f"{weekday(on, language=language)} {on.strftime('%d-%m' if this_year else '%d-%m-%Y')}"


def near_day(on: date, *, now: datetime | None = None, language: str = DANISH) -> str:
    """The day, with "i dag" for the day of `now`."""
    if now is not None and day_of(on) == day_of(now):
        return _TODAY[language]
    return day(on, now=now, language=language)


def moment(at: datetime, *, now: datetime | None = None, language: str = DANISH) -> str:
    """Day and time: "man. 24-11 kl. 14.10"."""
    return f"{day(at, now=now, language=language)} {at_clock(at, language=language)}"


def near(at: datetime, *, now: datetime | None = None, language: str = DANISH) -> str:
    """The moment, with "i dag" for the day of `now`: "i dag kl. 14.10"."""
    return f"{near_day(at, now=now, language=language)} {at_clock(at, language=language)}"


def until(at: datetime, *, now: datetime | None = None, language: str = DANISH) -> str:
    """The end of something, after "til": midnight is the end of the day before, "man. 30-11 kl. 24.00"."""
    ended = ends_day(at)
    if ended is None:
        return near(at, now=now, language=language)
    return f"{near_day(ended, now=now, language=language)} {_AT[language]} {_END_OF_DAY[language]}"


def due(at: datetime, *, now: datetime | None = None, language: str = DANISH) -> str:
    """A deadline, after "senest": the day when it is the end of that day, else the moment."""
    ended = ends_day(at)
    return near(at, now=now, language=language) if ended is None else near_day(ended, now=now, language=language)


def ends_day(at: datetime) -> date | None:
    """The day of which `at` is the end, or None when `at` is no Copenhagen midnight."""
    local = in_copenhagen(at)
    return local.date() - timedelta(days=1) if local.time() == time(0, 0) else None


def days_late(at: datetime, *, now: datetime) -> int:
    """Whole days since the day that a deadline ended; 0 for deadlines at a time of day and those not past."""
    ended = ends_day(at)
    return max((day_of(now) - ended).days, 0) if ended is not None and at <= now else 0
