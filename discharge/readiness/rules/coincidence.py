"""Whether readiness and discharge coincide (RULES 2g K-1–K-4; 001-84)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from journeys.domain.calendar.clock import elapsed, hours_in, iso, local_date
from journeys.domain.history.departures import EndedBy
from journeys.domain.verdicts import Fact, Verdict


class Delay(StrEnum):
    """K-4: what kind of difference it is."""

    AGREED = "agreed_discharge_after_fb"
    UNAGREED = "unagreed"


class Excluded(StrEnum):
    """K-1: what is not counted."""

    TERMINAL = "terminal"
    DIED = "died"
    TRANSFERRED = "transferred"
    CANCELLED = "cancelled"
    LEFT_AGAINST_ADVICE = "left_against_advice"
    DATA_ERROR = "data_error"


@dataclass(frozen=True, slots=True, kw_only=True)
class CoincidenceFacts:
    """One discharge, and the ready periods of its stay as (ready, ended) instants."""

    discharged_at: datetime | None
    periods: Sequence[tuple[datetime, datetime | None]] = ()
    speciality: str | None = None
    agreed_at: datetime | None = None
    terminal: bool = False
    ended_by: EndedBy = EndedBy.DISCHARGED
    cancelled: bool = False
    # Of one who left against advice; None is unknown.
    medically_ready: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Coincidence:
    """The answer: coincides, not, or None when excluded or not discharged; psychiatry is counted separately."""

    coincides: bool | None
    hours: float | None
    excluded: Excluded | None
    delay: Delay | None
    verdict: Verdict


def coincidence(facts: CoincidenceFacts) -> Coincidence:
    """K-1: no separate registration, or the same local date. K-2: of several periods the one this discharge closed."""
    left_at = facts.discharged_at
    ready_at = _closed_by(facts) if left_at else None
    used: dict[str, Fact] = {"ready_at": iso(ready_at), "discharged_at": iso(left_at), "speciality": facts.speciality}
    excluded = _excluded(facts, ready_at)
    if left_at is None or excluded is not None:
        code = f"coincidence.{excluded or 'not_discharged'}"
        missing = () if excluded else ("discharged_at",)
        verdict = Verdict("K-1", "RULES 2g K-1", code, None, used, missing)
        return Coincidence(coincides=None, hours=None, excluded=excluded, delay=None, verdict=verdict)
    same = ready_at is None or local_date(ready_at) == local_date(left_at)
    hours = None if ready_at is None else hours_in(elapsed(ready_at, left_at))
    delay = None if same else _delay(facts.agreed_at, ready_at)
    code = "same_day" if same else "later"
    if ready_at is None:
        # Whoever has waited, and no more when the stay ended, is not said to have needed no registration.
        code = "waited_before" if facts.periods else "not_registered"
    verdict = Verdict("K-1", "RULES 2g K-1; 001-84", f"coincidence.{code}", same, {**used, "hours": hours})
    return Coincidence(coincides=same, hours=hours, excluded=None, delay=delay, verdict=verdict)


def _closed_by(facts: CoincidenceFacts) -> datetime | None:
    """The ready time of the period that the discharge closed; periods closed otherwise do not count (K-2)."""
    closed = [ready for ready, ended in facts.periods if ended is None or ended == facts.discharged_at]
    return max(closed, default=None)


def _excluded(facts: CoincidenceFacts, ready_at: datetime | None) -> Excluded | None:
    if facts.cancelled:
        return Excluded.CANCELLED
    if facts.ended_by is EndedBy.DIED:
        return Excluded.DIED
    if facts.ended_by is EndedBy.TRANSFERRED:
        return Excluded.TRANSFERRED
    if facts.terminal:
        return Excluded.TERMINAL
    if facts.ended_by is EndedBy.LEFT_AGAINST_ADVICE and ready_at is None and facts.medically_ready is not True:
        # 001-86 lets a discharge imply readiness; going home against advice implies none (V8; inf).
        return Excluded.LEFT_AGAINST_ADVICE
    early = facts.discharged_at is not None and ready_at is not None and facts.discharged_at < ready_at
    return Excluded.DATA_ERROR if early else None


def _delay(agreed_at: datetime | None, ready_at: datetime | None) -> Delay:
    """K-4: agreed to be discharged after the ready date (001-88), or not agreed at all."""
    later = agreed_at is not None and ready_at is not None and local_date(agreed_at) > local_date(ready_at)
    return Delay.AGREED if later else Delay.UNAGREED
