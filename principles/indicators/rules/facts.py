"""What the figures are counted from: one stay, as the modules that answer these questions said it."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from discharge.readiness.rules.coincidence import Coincidence
from journeys.domain.history.departures import EndedBy
from journeys.domain.history.ready_periods import ReadyPeriod


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterFacts:
    """The letter of the discharge: due, sent and received (RULES 2f); `due_at` None is not known."""

    due_at: datetime | None
    sent_at: datetime | None = None
    received_at: datetime | None = None
    strict: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class WindowFacts:
    """The 72 hours of the discharge (RULES 2e); `eligible` None is that a fact is missing."""

    eligible: bool | None
    calls: int = 0
    exempted: bool = False
    extended: bool = False
    # Calls of those who may not ask the ward: it pointed them elsewhere.
    attempts: int = 0


@dataclass(frozen=True, slots=True)
class WaitingDay:
    """One day that counts in the ledger (RULES 2c), with the reason that came first that day.

    `home` is the municipality of that day (P6), `hospital` the one in which the citizen was as it ended; the amounts
    are those of the ledger, None where no tariff holds.
    """

    on: date
    reason: str
    sector: str
    home: str | None = None
    hospital: str | None = None
    region_dkk: Decimal | None = None
    state_dkk: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class JourneyFacts:
    """One stay of a journey. None is unknown, except where a moment's None says that it has not come."""

    cancelled: bool = False
    admitted_at: datetime | None = None
    discharged_at: datetime | None = None
    # The time of the discharge can hardly be right, and nobody has settled it (V11).
    left_in_doubt: bool = False
    ended_by: EndedBy | None = None
    # Nothing but acute visits without a bed.
    ambulatory: bool = False
    # Whether the municipality takes part.
    municipal_need: bool | None = None
    has_practice: bool | None = None
    nursing_home: bool | None = None
    # Whether the citizen is known to the municipality's elder care.
    elder_care: bool | None = None
    # Whether table 2a has the hospital send a care pathway plan.
    plan_applies: bool | None = None
    planning_began_at: datetime | None = None
    # Of the calls since the admission.
    municipality_rang_at: datetime | None = None
    report_asked_at: datetime | None = None
    report_sent_at: datetime | None = None
    first_plan_at: datetime | None = None
    plan_versions: int = 0
    # Whether the agreed time was changed within a day of the last plan before the discharge.
    plan_changed: bool = False
    # Whether the last plan before the discharge says what to do when the symptoms return; no plan says nothing.
    contingency: bool | None = None
    coincidence: Coincidence | None = None
    periods: tuple[ReadyPeriod, ...] = ()
    waiting_days: tuple[WaitingDay, ...] = ()
    agreed_at: datetime | None = None
    preparation_for: timedelta | None = None
    # Since when the doctor who was named first in the stay answered.
    physician_at: datetime | None = None
    letter: LetterFacts | None = None
    window: WindowFacts | None = None
    record_updated_at: datetime | None = None
    closed_at: datetime | None = None
    # Whether its events come in an order that cannot be.
    out_of_order: bool = False
    # Of a stay that can be an index of table 2h; None of one that cannot.
    readmitted: bool | None = None
