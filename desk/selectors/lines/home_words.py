"""When a citizen goes home, in the words of lists and page heads (UX §1.0 U/u, 1.a, 1.b)."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from discharge.home_coming.rules import Basis
from discharge.home_coming.selectors import home_coming_of
from discharge.models import HomeComing
from discharge.wording.sentences import SECTOR_WORDS, needs_word
from journeys.domain.calendar.clock import at_local, local_date
from journeys.models import Journey
from organisations.domain import moments
from organisations.sentences import reading_language

# Per basis: today, another day.
_WARD: dict[str, tuple[Promise, Promise]] = {
    Basis.AGREED: (gettext_lazy("Udskrives i dag"), gettext_lazy("Udskrives")),
    Basis.PROPOSED: (gettext_lazy("Foreslået i dag"), gettext_lazy("Foreslået")),
    Basis.EXPECTED: (gettext_lazy("Forventet i dag"), gettext_lazy("Forventet")),
}
_MUNICIPALITY = {**_WARD, Basis.AGREED: (gettext_lazy("Kommer hjem i dag"), gettext_lazy("Kommer hjem"))}


@dataclass(frozen=True, slots=True)
class HomeView:
    """One citizen's home-coming: badge, day and time, how sure it is, and whether the time has passed."""

    state: str
    word: str
    when: str
    source: str
    firm: bool
    # When it should have happened, once that has passed.
    overdue_at: datetime | None
    newer: str


def home_view(journey: Journey, *, now: datetime, homewards: bool = False) -> HomeView | None:
    """None while nobody has stated a day, and once the citizen has left; `homewards` speaks to the municipality."""
    row = home_coming_of(journey)
    if row is None or row.day is None:
        return None
    is_today = row.day == local_date(now)
    words = (_MUNICIPALITY if homewards else _WARD)[Basis(row.basis)]
    return HomeView(
        state="leaving_today" if is_today else "leaving",
        word=str(words[0] if is_today else words[1]),
        when=_when(row, now),
        source=_source(row),
        firm=row.basis == Basis.AGREED,
        overdue_at=_overdue_at(row, now),
        newer=_newer(row, now),
    )


def _when(row: HomeComing, now: datetime) -> str:
    """ "kl. 13.00" today, "i morgen kl. 13.00", "lør. 28-11 kl. 13.00"; an expected day has no time."""
    assert row.day is not None
    clock = moments.at_clock(row.at, language=reading_language()) if row.at else ""
    return f"{_day(row.day, now, clock)} {clock}".strip()


def _day(day: date, now: datetime, clock: str) -> str:
    """Today needs no word beside the time: the badge says it."""
    ahead = (day - local_date(now)).days
    if ahead == 1:
        return _("i morgen")
    if ahead == 0 and clock:
        return ""
    return moments.near_day(day, now=now, language=reading_language())


def _source(row: HomeComing) -> str:
    if row.basis == Basis.AGREED:
        return _("aftalt")
    if row.basis == Basis.EXPECTED:
        return _("ingen tid foreslået")
    words = {"who": SECTOR_WORDS[row.by], "whom": SECTOR_WORDS[row.waits_for or row.by]}
    return _("af %(who)s, afventer %(whom)s") % words


def _overdue_at(row: HomeComing, now: datetime) -> datetime | None:
    """Said of a citizen who is still there, whoever is to blame; an expected day is over at its end."""
    assert row.day is not None
    due = row.at or at_local(row.day + timedelta(days=1), time(0))
    return due if due <= now else None


def _newer(row: HomeComing, now: datetime) -> str:
    """A proposal that came after the agreement: nobody may take the old time for undisputed."""
    if row.newer_at is None:
        return ""
    words = {"at": moments.near(row.newer_at, now=now, language=reading_language()), "who": SECTOR_WORDS[row.by]}
    return _("ønskes flyttet til %(at)s af %(who)s") % words


def needs_words(codes: list[str]) -> list[str]:
    """What the municipality has to have ready."""
    return list(dict.fromkeys(needs_word(code) for code in codes))
