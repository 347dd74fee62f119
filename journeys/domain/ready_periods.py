"""Ready periods: intervals with an end reason and waiting reasons, folded from the events (RULES 2b lifecycle)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from journeys.domain.contacts import Contact
from journeys.domain.events import EventKind, EventRecord

# RULES 2c P4, A10: a leave of exactly three times 24 hours interrupts.
LONG_LEAVE = timedelta(hours=72)


class PeriodEnd(StrEnum):
    """Why a ready period ended."""

    DISCHARGE = "discharge"
    RESUMPTION = "resumption"
    DEATH = "death"
    LEAVE = "leave"
    TERMINAL = "terminal"


@dataclass(frozen=True, slots=True)
class WaitingReason:
    """What the citizen waits for, in whose sector, and for how long; `to` is None while it lasts."""

    reason: str
    sector: str
    since: datetime
    to: datetime | None
    primary: bool
    text: str = ""


@dataclass(frozen=True, slots=True)
class ReadyPeriod:
    """One half-open stretch [ready_at, ended_at) of being medically ready and still in a bed."""

    ref: str
    ready_at: datetime
    notified_at: datetime
    ended_at: datetime | None
    end_reason: PeriodEnd | None
    reasons: tuple[WaitingReason, ...]

    @property
    def is_open(self) -> bool:
        """Whether the citizen still waits."""
        return self.ended_at is None


_ENDS = {
    EventKind.DISCHARGED: PeriodEnd.DISCHARGE,
    EventKind.TREATMENT_RESUMED: PeriodEnd.RESUMPTION,
    EventKind.DIED: PeriodEnd.DEATH,
    EventKind.TERMINAL_DECLARED: PeriodEnd.TERMINAL,
}


def ready_periods(counting: Iterable[EventRecord], contacts: Sequence[Contact] = ()) -> tuple[ReadyPeriod, ...]:
    """The periods from the effective events in order; a leave of three times 24 hours or more ends one."""
    periods: list[ReadyPeriod] = []
    for event in counting:
        if periods:
            periods[-1] = _ended_by_then(_cut_by_leave(periods[-1], contacts), periods[-1], event.occurred_at)
        last = periods[-1] if periods and periods[-1].is_open else None
        if event.kind is EventKind.READY_REGISTERED and last is None:
            periods.append(_opened(event))
        elif event.kind is EventKind.REASONS_STATED and last is not None:
            periods[-1] = _with_reasons(last, event)
        elif event.kind in _ENDS and last is not None:
            periods[-1] = _closed(last, event.occurred_at, _ENDS[event.kind])
    return tuple(_cut_by_leave(period, contacts) for period in periods)


def _opened(event: EventRecord) -> ReadyPeriod:
    reasons = _reasons(event, event.occurred_at)
    notified_at = event.instant("notified_at") or event.stated_at
    return ReadyPeriod(event.ref, event.occurred_at, notified_at, None, None, reasons)


def _reasons(event: EventRecord, since: datetime) -> tuple[WaitingReason, ...]:
    stated: Sequence[Mapping[str, Any]] = event.payload.get("reasons") or ()
    return tuple(
        WaitingReason(
            reason=str(item["reason"]),
            sector=str(item.get("sector") or ""),
            since=datetime.fromisoformat(item["from"]) if item.get("from") else since,
            to=datetime.fromisoformat(item["to"]) if item.get("to") else None,
            primary=bool(item.get("primary")),
            text=str(item.get("text") or ""),
        )
        for item in stated
    )


def _with_reasons(period: ReadyPeriod, event: EventRecord) -> ReadyPeriod:
    """Reasons that hold no longer end when the new ones are stated; one that goes on keeps its beginning."""
    stated = _reasons(event, event.occurred_at)
    goes_on = {(reason.reason, reason.sector): reason for reason in stated}
    kept = []
    for reason in period.reasons:
        again = goes_on.pop((reason.reason, reason.sector), None) if reason.to is None else None
        if again is not None:
            kept.append(replace(again, since=min(reason.since, again.since)))
        else:
            kept.append(reason if reason.to else replace(reason, to=event.occurred_at))
    return replace(period, reasons=(*kept, *goes_on.values()))


def _closed(period: ReadyPeriod, at: datetime, why: PeriodEnd) -> ReadyPeriod:
    reasons = tuple(reason if reason.to else replace(reason, to=at) for reason in period.reasons)
    return replace(period, ended_at=at, end_reason=why, reasons=reasons)


def _ended_by_then(cut: ReadyPeriod, period: ReadyPeriod, at: datetime) -> ReadyPeriod:
    """Who comes back from a long leave is registered anew: the cut counts from the instant at which it happened."""
    return cut if cut.ended_at is not None and cut.ended_at <= at else period


def _cut_by_leave(period: ReadyPeriod, contacts: Sequence[Contact]) -> ReadyPeriod:
    """A period that is interrupted by a long leave ends when the 72 hours of leave have passed (P4)."""
    for contact in contacts:
        for leave in contact.leaves:
            if leave.end is None or leave.end - leave.start < LONG_LEAVE:
                continue
            cut = leave.start + LONG_LEAVE
            if period.ready_at <= leave.start and (period.ended_at is None or cut < period.ended_at):
                return _closed(period, cut, PeriodEnd.LEAVE)
    return period
