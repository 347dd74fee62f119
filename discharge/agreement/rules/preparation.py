"""Shared preparation time: working hours from the first time proposed to the agreed home-coming (UX §2 item 4)."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from discharge.agreement.rules.reading import ReadingTerms, next_reading, terms_of
from discharge.settings.rules.open_points import DEFAULTS, Choices
from journeys.domain.calendar.clock import at_local, elapsed, hours_in, is_business_day, iso, local_date
from journeys.domain.verdicts import Verdict


class ReadHow(StrEnum):
    """How we know when the municipality had read the first proposal."""

    ANSWER = "answer"
    OPENED = "opened"
    SHIFT = "shift"


@dataclass(frozen=True, slots=True, kw_only=True)
class PreparationTime:
    """`told_at` the first time proposed, `read_at` when the municipality had read it; None while nothing is agreed."""

    told_at: datetime | None
    read_at: datetime | None
    home_at: datetime | None
    elapsed_for: timedelta | None
    working_for: timedelta | None
    verdict: Verdict


def before_leaving(at: datetime, left: datetime | None) -> bool:
    """Whether something was sent while the citizen was still there."""
    return left is None or at < left


def agreed_in_time(at: datetime, left: datetime | None) -> bool:
    """Whether a time was agreed while it could still be prepared."""
    return left is None or at <= left


def preparation_time(
    *,
    told_at: datetime | None,
    home_at: datetime | None,
    answered_at: datetime | None = None,
    opened_at: datetime | None = None,
    closing_days: Collection[date] = (),
    choices: Choices = DEFAULTS,
) -> PreparationTime:
    """The time that both sides had to prepare together; unknown until a time is proposed and agreed.

    `answered_at` is the municipality's first word after the proposal, `opened_at` when it opened the journey: the
    earlier of them proves the reading; the next change of shift counts only where it comes before both. `choices` are
    the answers in force when the time was proposed.
    """
    terms = terms_of(choices)
    missing = tuple(n for n, value in (("first_proposed_at", told_at), ("agreed_at", home_at)) if value is None)
    if told_at is None or home_at is None:
        facts = {"told_at": iso(told_at), "home_at": iso(home_at)}
        verdict = Verdict("001-66", terms.source, "preparation.unknown", None, facts, missing, terms.version)
        return PreparationTime(
            told_at=told_at, read_at=None, home_at=home_at, elapsed_for=None, working_for=None, verdict=verdict
        )
    read_at, how = _read(told_at, terms, answered_at=answered_at, opened_at=opened_at)
    working = working_time(read_at, home_at, terms, closing_days=closing_days)
    verdict = Verdict(
        "001-66",
        terms.source,
        "preparation.assumed" if how is ReadHow.SHIFT else "preparation.known",
        True,
        {
            "told_at": iso(told_at),
            "read_at": iso(read_at),
            "read_how": how.value,
            "home_at": iso(home_at),
            "elapsed_hours": hours_in(elapsed(told_at, home_at)),
            "working_hours": hours_in(working),
        },
        (),
        terms.version,
    )
    return PreparationTime(
        told_at=told_at,
        read_at=read_at,
        home_at=home_at,
        elapsed_for=elapsed(told_at, home_at),
        working_for=working,
        verdict=verdict,
    )


def _read(
    told_at: datetime, terms: ReadingTerms, *, answered_at: datetime | None, opened_at: datetime | None
) -> tuple[datetime, ReadHow]:
    """When the municipality had read it, and how we know; the first of all."""
    possible = [(next_reading(told_at, terms), ReadHow.SHIFT)]
    possible += [(answered_at, ReadHow.ANSWER)] if answered_at is not None and answered_at >= told_at else []
    possible += [(opened_at, ReadHow.OPENED)] if opened_at is not None and opened_at >= told_at else []
    return min(possible, key=lambda each: each[0])


@dataclass(frozen=True, slots=True)
class ServiceHours:
    """When somebody works by day: from and to each day, or business days only."""

    opens: time
    closes: time
    business_days: bool = False
    closing_days: frozenset[date] = frozenset()

    def on(self, day: date) -> tuple[datetime, datetime] | None:
        """The hours of one day; None on a day off."""
        if self.business_days and not is_business_day(day, extra_closing_days=self.closing_days):
            return None
        return at_local(day, self.opens), at_local(day, self.closes)


# Enough to get past every holiday.
_SEARCHED_DAYS = 30


def due_in_hours(
    start: datetime, span: timedelta, hours: ServiceHours, *, before: datetime, since: datetime
) -> datetime:
    """`span` of working time after `start`, but no later than `before`, the moment that the answer is about.

    Where `before` cuts it short: the last working moment until then; without any since `since`, `before` itself.
    """
    worked = [hours.on(local_date(since) + timedelta(days=number)) for number in range(_SEARCHED_DAYS)]
    shifts = [shift for shift in worked if shift is not None]
    due = _after(start, span, shifts)
    if due is not None and due <= before:
        return due
    last = [min(ends, before) for begins, ends in shifts if max(begins, since) < min(ends, before)]
    return last[-1] if last else max(before, since)


def _after(start: datetime, span: timedelta, shifts: Sequence[tuple[datetime, datetime]]) -> datetime | None:
    """When `span` of working time has passed since `start`; None beyond the days searched."""
    left = span
    for begins, ends in shifts:
        begun = max(begins, start)
        if left <= ends - begun:
            return begun + left
        left -= max(ends - begun, timedelta(0))
    return None


def working_time(
    start: datetime, end: datetime, terms: ReadingTerms, *, closing_days: Collection[date] = ()
) -> timedelta:
    """The working hours of business days between two instants; nothing when the end comes first."""
    total, day = timedelta(0), local_date(start)
    while day <= local_date(end):
        if is_business_day(day, extra_closing_days=closing_days):
            begins, ends = max(start, at_local(day, terms.opens)), min(end, at_local(day, terms.closes))
            total += max(ends - begins, timedelta(0))
        day += timedelta(days=1)
    return total
