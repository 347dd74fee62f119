"""What one journey adds to a figure, or why it adds nothing."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import TypeAlias

from journeys.domain.calendar.clock import elapsed
from journeys.domain.history.departures import EndedBy
from principles.indicators.rules.facts import JourneyFacts


class Left(StrEnum):
    """Why a journey is not in the denominator: excluded by the definition, or a fact is missing."""

    NOT_DISCHARGED = "not_discharged"
    CANCELLED = "cancelled"
    DIED = "died"
    TRANSFERRED = "transferred"
    TIME_IN_DOUBT = "time_in_doubt"
    SHORT_STAY = "short_stay"
    AMBULATORY = "ambulatory"
    NO_NEED = "no_need"
    NEED_UNKNOWN = "need_unknown"
    NO_ADMISSION = "no_admission"
    NO_PLAN = "no_plan"
    PLAN_NOT_USED = "plan_not_used"
    NOTHING_AGREED = "nothing_agreed"
    NOT_COMPARABLE = "not_comparable"
    NOT_REGISTERED = "not_registered"
    NO_WAITING = "no_waiting"
    NO_PRACTICE = "no_practice"
    PRACTICE_UNKNOWN = "practice_unknown"
    DEADLINE_UNKNOWN = "deadline_unknown"
    NOT_ASKED = "not_asked"
    NOT_SENT = "not_sent"
    NOT_CALLED = "not_called"
    NO_WINDOW = "no_window"
    NO_INDEX = "no_index"
    OTHER_CONTINGENCY = "other_contingency"
    CONTINGENCY_UNKNOWN = "contingency_unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One journey in one figure: `at` decides the month, and it counts only from `counts_from` on.

    `amount` is what is added up or whose median is taken; `detail` splits a figure ("reason|sector"). `days` are those
    that the amount adds up, each with its own: to which area a municipality belongs is asked of each.
    """

    at: datetime
    counts_from: datetime
    numerator: int = 1
    amount: float | None = None
    detail: str = ""
    days: tuple[tuple[date, float | None], ...] = ()


Outcome: TypeAlias = tuple[Case, ...] | Left
Measure: TypeAlias = Callable[[JourneyFacts], Outcome]


def why_no_discharge(facts: JourneyFacts) -> Left | None:
    """What is counted by discharges leaves out stays that did not end with the citizen going home alive.

    A stay that a death ended has no discharge and so no month (rule T): K4, K11 and K26 name no other time.
    """
    if facts.cancelled:
        return Left.CANCELLED
    if facts.discharged_at is None:
        return Left.DIED if facts.ended_by is EndedBy.DIED else Left.NOT_DISCHARGED
    if facts.left_in_doubt:
        # It belongs to a month that nobody knows (rule T); counted when somebody has said which.
        return Left.TIME_IN_DOUBT
    return {EndedBy.DIED: Left.DIED, EndedBy.TRANSFERRED: Left.TRANSFERRED}.get(facts.ended_by or EndedBy.DISCHARGED)


def why_no_municipality(facts: JourneyFacts) -> Left | None:
    """What is counted of the cooperation leaves out citizens who need nothing of the municipality."""
    if facts.municipal_need is None:
        return Left.NEED_UNKNOWN
    return None if facts.municipal_need else Left.NO_NEED


def why_no_day(facts: JourneyFacts, hours: int = 24) -> Left | None:
    """What must be done within a day is asked only of stays that lasted longer: exactly 24 hours is not longer."""
    if facts.admitted_at is None or facts.discharged_at is None:
        return Left.NO_ADMISSION
    stayed = elapsed(facts.admitted_at, facts.discharged_at).total_seconds()
    return None if stayed > hours * 3600 else Left.SHORT_STAY


def share(facts: JourneyFacts, met: bool, *, counts_from: datetime | None = None) -> tuple[Case, ...]:
    """One discharge in a share, by the month of the actual discharge (timestamp rule T)."""
    at = left_at(facts)
    return (Case(at=at, counts_from=counts_from or at, numerator=int(met)),)


def left_at(facts: JourneyFacts) -> datetime:
    """When the citizen went home, of a journey that has been found to have a discharge."""
    assert facts.discharged_at is not None
    return facts.discharged_at
