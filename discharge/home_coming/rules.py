"""When the citizen goes home, as far as anybody has said, and what is needed then (UX §1.a, 1.b; RULES 001-65)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from discharge.agreement.rules.agreement import Agreement, AgreementSide
from journeys.domain.calendar.clock import local_date
from journeys.domain.history.history import History
from journeys.domain.state.barriers import BarrierOwner, barriers
from journeys.domain.state.close_out import rehabilitation_needed
from journeys.domain.state.fold import Destination, JourneyState


class Basis(StrEnum):
    """How sure the time is: both have said yes, one side has proposed it, or the ward expects the day."""

    AGREED = "agreed"
    PROPOSED = "proposed"
    EXPECTED = "expected"


@dataclass(frozen=True, slots=True)
class HomeComing:
    """The day and, unless it is only expected, the time; `newer_at` is a later proposal than what is agreed."""

    basis: Basis
    on: date
    at: datetime | None = None
    by: AgreementSide | None = None
    waits_for: AgreementSide | None = None
    newer_at: datetime | None = None


def home_coming(said: Agreement) -> HomeComing | None:
    """What lists and page heads show: the agreed time, else the proposal that waits, else the expected day."""
    pending = said.pending
    if said.agreed is not None:
        newer = pending.at if pending else None
        by = pending.by if pending else None
        on = local_date(said.agreed.at)
        return HomeComing(Basis.AGREED, on, said.agreed.at, by, said.waits_for, newer)
    if pending is not None:
        return HomeComing(Basis.PROPOSED, local_date(pending.at), pending.at, pending.by, said.waits_for)
    if said.expected:
        return HomeComing(Basis.EXPECTED, said.expected[-1].on)
    return None


_PLACES = frozenset(
    {
        Destination.NURSING_HOME,
        Destination.TEMPORARY_PLACE,
        Destination.ACUTE_PLACE,
        Destination.HEALTH_CARE_PLACE,
        Destination.RESIDENTIAL_FACILITY,
    }
)


def needs(history: History, state: JourneyState) -> tuple[str, ...]:
    """What the municipality has to have ready, as far as it was stated: codes, each once, in a fixed order (UX §1.b).

    "nursing", a destination, a waiting reason of the period that runs, "rehabilitation", a barrier of the municipality.
    """
    return tuple(dict.fromkeys(_needs(history, state)))


def _needs(history: History, state: JourneyState) -> Iterator[str]:
    if state.community_nursing:
        yield "nursing"
    if state.destination in _PLACES:
        yield str(state.destination)
    for period in state.ready_periods:
        if period.is_open:
            yield from (
                each.reason
                for each in period.reasons
                if each.to is None and each.sector == "municipality" and each.reason != "other"
            )
    if rehabilitation_needed(history):
        yield "rehabilitation"
    for barrier in barriers(history.counting, history.legs):
        if barrier.is_open and barrier.owner is BarrierOwner.MUNICIPALITY:
            yield str(barrier.kind)
