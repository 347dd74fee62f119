"""Times on a page: the words of `organisations.domain.moments` in the reader's language, and distances to now."""

from datetime import UTC, date, datetime, timedelta

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from organisations.domain import moments
from organisations.sentences import reading_language

_MINUTE = 60
_HOUR = 60 * _MINUTE
_DAY = 24 * _HOUR
_DAYS_FROM = 72 * _HOUR
_MINUTES_SHOWN_BELOW = 3 * _HOUR


# --- Filters too, so that they take a time that is not known: `{{ on|day:now }}` --------------------------------------


def clock(at: datetime | None) -> str:
    """Hours and minutes, "14.10"; only behind a text that says "kl."."""
    return moments.clock(at, language=reading_language()) if at else ""


def at_clock(at: datetime | None) -> str:
    """A time alone: "kl. 14.10"."""
    return moments.at_clock(at, language=reading_language()) if at else ""


def day(on: date | None, now: datetime | None = None) -> str:
    """A day with its weekday, "man. 24-11", and its year when that is not the year of `now`."""
    return moments.day(on, now=now, language=reading_language()) if on else ""


def moment(at: datetime | None, now: datetime | None = None) -> str:
    """Day and time: "man. 24-11 kl. 14.10"; its year when that is not the year of `now`."""
    return moments.moment(at, now=now, language=reading_language()) if at else ""


def due(at: datetime | None, now: datetime) -> str:
    """A deadline, after "senest": "man. 30-11" when it is the end of that day, else "man. 30-11 kl. 12.00"."""
    return moments.due(at, now=now, language=reading_language()) if at else ""


def duration(span: timedelta | None) -> str:
    """A length in whole units, rounded down: "12 min", "2 t 10 min", "31 t", from 72 hours "4 døgn"."""
    if span is None:
        return ""
    seconds = int(abs(span).total_seconds())
    if seconds < _MINUTE:
        # "0 min" would say that it is over, or never was.
        return _("under 1 min")
    if seconds < _HOUR:
        return _("%(count)s min") % {"count": seconds // _MINUTE}
    if seconds < _MINUTES_SHOWN_BELOW and seconds % _HOUR >= _MINUTE:
        hours, rest = divmod(seconds, _HOUR)
        return _("%(hours)s t %(minutes)s min") % {"hours": hours, "minutes": rest // _MINUTE}
    if seconds < _DAYS_FROM:
        return _("%(count)s t") % {"count": seconds // _HOUR}
    return _("%(count)s døgn") % {"count": number_format(seconds // _DAY)}


# --- Words of tags and of code ---------------------------------------------------------------------------------------


def near(at: datetime, *, now: datetime) -> str:
    """The moment, with "i dag" for the day of `now`: "i dag kl. 14.10"."""
    return moments.near(at, now=now, language=reading_language())


def until(at: datetime, *, now: datetime) -> str:
    """The end of something, after "til": "i dag kl. 14.05", "man. 30-11 kl. 09.11", at midnight "… kl. 24.00"."""
    return moments.until(at, now=now, language=reading_language())


def due_near(at: datetime, *, now: datetime) -> str:
    """A deadline by itself: "senest man. 30-11" or "i dag kl. 12.00"."""
    words = due(at, now=now)
    return words if moments.ends_day(at) is None else _("senest %(day)s") % {"day": words}


def overdue(at: datetime, *, now: datetime) -> str:
    """How late something is: "overskredet 2 t", of a day "overskredet 1 dag"; within the minute it is due "nu"."""
    days = moments.days_late(at, now=now)
    if not days and _is_now(at, now):
        return _("nu")
    if days:
        return ngettext("overskredet %(days)s dag", "overskredet %(days)s dage", days) % {"days": days}
    return _("overskredet %(duration)s") % {"duration": duration(now - at)}


def _is_now(at: datetime, now: datetime) -> bool:
    """Whether no whole minute lies between them."""
    return abs(at.astimezone(UTC) - now.astimezone(UTC)) < timedelta(minutes=1)


def relative(at: datetime, *, now: datetime) -> str:
    """The distance to `now`: "om 31 t", "for 12 min siden", "nu" within a minute."""
    span = at.astimezone(UTC) - now.astimezone(UTC)
    if _is_now(at, now):
        return _("nu")
    if span > timedelta(0):
        return _("om %(duration)s") % {"duration": duration(span)}
    return _("for %(duration)s siden") % {"duration": duration(span)}
