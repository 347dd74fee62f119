"""What every date and time that somebody types means, and when it can be right (issue: every date has bounds).

One table for forms and programs alike. Outside the hard bounds a time is refused; between them and the soft ones it may
be right and may be a typing error, so it is asked about. All bounds are (inf): no document states them.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from journeys.domain.calendar.clock import in_utc, local_date
from organisations.domain.moments import day_of

# Clocks differ a little (RULES 2b F5a allows five minutes too).
TOLERANCE = timedelta(minutes=5)
# What the book can hold and every page can show.
FIRST_YEAR, LAST_YEAR = 1900, 2100

_MONTHS_2, _YEAR, _YEARS_2, _YEARS_5, _YEARS_10 = (timedelta(days=n) for n in (60, 366, 731, 1827, 3653))
_ENTERED_AHEAD = timedelta(days=14)


class Meaning(StrEnum):
    """What a date or a time says."""

    HAPPENED = "happened"  # something happened, was done, sent or said
    ASSESSED = "assessed"  # a doctor assessed the citizen
    READY = "ready"  # medically ready, treatment resumed, terminal, a reason that holds: billed days follow from it
    EXPECTED = "expected"  # when the citizen is expected or proposed to go home
    DUE = "due"  # until when somebody is to do something
    PLANNED = "planned"  # when a stay is to begin
    EXTENDED = "extended"  # until when the ward answers
    HOLDS_FROM = "holds_from"  # from when a fact about the citizen holds
    WAITS_FROM = "waits_from"  # from when a reason to wait holds
    WAITS_UNTIL = "waits_until"  # until when it is expected to hold
    DECIDED = "decided"  # from or until when an administrator's row holds
    LOOKED_UP = "looked_up"  # a moment that a reader asks about


@dataclass(frozen=True, slots=True)
class Bounds:
    """How far from now a time may lie: refused beyond `back` and `ahead`, asked beyond `asked_back`, `asked_ahead`."""

    back: timedelta | None
    ahead: timedelta | None
    asked_back: timedelta | None = None
    asked_ahead: timedelta | None = None
    # Nothing that concerns a citizen happened before the citizen's birth.
    after_birth: bool = True


BOUNDS: dict[Meaning, Bounds] = {
    Meaning.HAPPENED: Bounds(_YEARS_5, TOLERANCE, asked_back=_YEAR),
    Meaning.ASSESSED: Bounds(_YEAR, TOLERANCE),
    Meaning.READY: Bounds(_YEARS_2, TOLERANCE, asked_back=_YEAR),
    Meaning.EXPECTED: Bounds(_YEARS_2, _YEARS_2, asked_ahead=_MONTHS_2),
    Meaning.DUE: Bounds(_YEARS_2, _YEARS_2, asked_ahead=_MONTHS_2),
    Meaning.PLANNED: Bounds(_YEARS_2, _YEAR),
    Meaning.EXTENDED: Bounds(timedelta(days=7), _MONTHS_2, asked_ahead=_ENTERED_AHEAD),
    Meaning.HOLDS_FROM: Bounds(_YEARS_5, _YEAR, asked_back=_YEAR, asked_ahead=_MONTHS_2),
    Meaning.WAITS_FROM: Bounds(_YEARS_2, _YEAR, asked_back=_YEAR, asked_ahead=_MONTHS_2),
    Meaning.WAITS_UNTIL: Bounds(_YEARS_2, _YEARS_2, asked_back=_YEAR, asked_ahead=_YEAR),
    Meaning.DECIDED: Bounds(timedelta(days=20 * 366), _YEARS_10 * 2, after_birth=False),
    Meaning.LOOKED_UP: Bounds(_YEARS_10 * 2, _YEARS_5),
}


class TimeDoubt(StrEnum):
    """Why a time is refused or asked about; sentences are made from these."""

    SHORT_YEAR = "date.short_year"
    NO_SUCH_YEAR = "date.no_such_year"
    FUTURE = "entry.in_future"
    TOO_EARLY = "date.too_early"
    TOO_LATE = "date.too_late"
    BEFORE_BIRTH = "date.before_birth"
    LONG_AGO = "date.long_ago"
    FAR_AHEAD = "date.far_ahead"


# These are asked about; the others are refused.
ASKED = frozenset({TimeDoubt.LONG_AGO, TimeDoubt.FAR_AHEAD})


def year_doubt(year: int) -> TimeDoubt | None:
    """A year that was typed with two digits, which a browser sends as 0026, or that no calendar here can show."""
    if year < 100:
        return TimeDoubt.SHORT_YEAR
    return None if FIRST_YEAR <= year <= LAST_YEAR else TimeDoubt.NO_SUCH_YEAR


def doubt(meaning: Meaning, at: datetime | date, *, now: datetime, born: date | None = None) -> TimeDoubt | None:
    """The first reason not to believe a time, or None. A day (`date`) is judged as a day in Copenhagen."""
    odd = year_doubt(at.year)
    if odd is not None:
        return odd
    bounds = BOUNDS[meaning]
    if bounds.after_birth and born is not None and day_of(at) < born:
        return TimeDoubt.BEFORE_BIRTH
    if _later(at, now, bounds.ahead):
        return TimeDoubt.FUTURE if bounds.ahead == TOLERANCE else TimeDoubt.TOO_LATE
    if _earlier(at, now, bounds.back):
        return TimeDoubt.TOO_EARLY
    if _earlier(at, now, bounds.asked_back):
        return TimeDoubt.LONG_AGO
    return TimeDoubt.FAR_AHEAD if _later(at, now, bounds.asked_ahead) else None


def _later(at: datetime | date, now: datetime, by: timedelta | None) -> bool:
    if by is None:
        return False
    return in_utc(at) > in_utc(now) + by if isinstance(at, datetime) else at > local_date(now) + timedelta(days=by.days)


def _earlier(at: datetime | date, now: datetime, by: timedelta | None) -> bool:
    if by is None:
        return False
    return in_utc(at) < in_utc(now) - by if isinstance(at, datetime) else at < local_date(now) - timedelta(days=by.days)
