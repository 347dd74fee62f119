"""Times as a Danish reader expects them: 24-hour clock, weekday first, relative beside absolute (UX §1.0)."""

from datetime import UTC, date, datetime, timedelta

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from journeys.domain.clock import COPENHAGEN

_MINUTE = 60
_HOUR = 60 * _MINUTE
_DAY = 24 * _HOUR
_DAYS_FROM = 72 * _HOUR
_MINUTES_SHOWN_BELOW = 3 * _HOUR


def local(at: datetime) -> datetime:
    """The aware instant in Copenhagen."""
    return at.astimezone(COPENHAGEN)


def weekday(on: date) -> str:
    """The short name of a weekday: "man."."""
    names = (
        pgettext("weekday", "man."),
        pgettext("weekday", "tir."),
        pgettext("weekday", "ons."),
        pgettext("weekday", "tor."),
        pgettext("weekday", "fre."),
        pgettext("weekday", "lør."),
        pgettext("weekday", "søn."),
    )
    return names[on.weekday()]


def clock(at: datetime) -> str:
    """Hours and minutes: "14.10"."""
    return local(at).strftime(_("%H.%M"))


def day(on: date, *, now: datetime | None = None) -> str:
    """A day with its weekday, "man. 24-11", and its year when that is not the year of `now`."""
    on = local(on).date() if isinstance(on, datetime) else on
    pattern = "%d-%m" if now is None or local(now).year == on.year else "%d-%m-%Y"
    return f"{weekday(on)} {on.strftime(pattern)}"


def moment(at: datetime, *, now: datetime | None = None) -> str:
    """Day and time: "man. 24-11 kl. 14.10"."""
    return _("%(day)s kl. %(clock)s") % {"day": day(at, now=now), "clock": clock(at)}


def near(at: datetime, *, now: datetime) -> str:
    """The moment, with "i dag" for the day of `now`: "i dag kl. 14.10"."""
    if local(at).date() == local(now).date():
        return _("i dag kl. %(clock)s") % {"clock": clock(at)}
    return moment(at, now=now)


def until(at: datetime, *, now: datetime) -> str:
    """The short form after "til": "14.05" today, "man. 14.05" within six days, else the whole moment."""
    days_ahead = (local(at).date() - local(now).date()).days
    if days_ahead == 0:
        return clock(at)
    if 0 < days_ahead < 7:
        return f"{weekday(local(at).date())} {clock(at)}"
    return moment(at, now=now)


def duration(span: timedelta) -> str:
    """A length in whole units, rounded down: "12 min", "2 t 10 min", "31 t", from 72 hours "4 døgn"."""
    seconds = int(abs(span).total_seconds())
    if seconds < _HOUR:
        return _("%(count)s min") % {"count": seconds // _MINUTE}
    if seconds < _MINUTES_SHOWN_BELOW and seconds % _HOUR >= _MINUTE:
        hours, rest = divmod(seconds, _HOUR)
        return _("%(hours)s t %(minutes)s min") % {"hours": hours, "minutes": rest // _MINUTE}
    if seconds < _DAYS_FROM:
        return _("%(count)s t") % {"count": seconds // _HOUR}
    return _("%(count)s døgn") % {"count": number_format(seconds // _DAY)}


def relative(at: datetime, *, now: datetime) -> str:
    """The distance to `now`: "om 31 t", "for 12 min siden", "nu" within a minute."""
    span = at.astimezone(UTC) - now.astimezone(UTC)
    if abs(span) < timedelta(minutes=1):
        return _("nu")
    if span > timedelta(0):
        return _("om %(duration)s") % {"duration": duration(span)}
    return _("for %(duration)s siden") % {"duration": duration(span)}
