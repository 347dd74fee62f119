"""Ready periods: intervals with an end reason and waiting reasons, folded from the events (RULES 2b lifecycle)."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from itertools import zip_longest

from journeys.domain.calendar.clock import elapsed
from journeys.domain.calendar.long_leave import INTERRUPTS_AT_72_HOURS, LongLeave, over_at
from journeys.domain.events import EventKind, EventRecord
from journeys.domain.events.payloads.readiness import ReadyRegistered, Reasons
from journeys.domain.history.contacts import Contact, ContactClass, ContactEnd


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
    # On leave and not back: when the leave closes the period unless the citizen returns before (P4).
    lapses_at: datetime | None = None
    on_leave_since: datetime | None = None

    @property
    def is_open(self) -> bool:
        """Whether the citizen still waits."""
        return self.ended_at is None


# A discharge or a death in hospital ends the stay, and with it the period: the contacts know which one (V12).
_ENDS = {EventKind.TREATMENT_RESUMED: PeriodEnd.RESUMPTION, EventKind.TERMINAL_DECLARED: PeriodEnd.TERMINAL}
_STAY_ENDS = {ContactEnd.DISCHARGED: PeriodEnd.DISCHARGE, ContactEnd.DIED: PeriodEnd.DEATH}


def ready_periods(
    counting: Iterable[EventRecord],
    contacts: Sequence[Contact],
    *,
    legs: Collection[str] = (),
    leave: LongLeave = INTERRUPTS_AT_72_HOURS,
) -> tuple[ReadyPeriod, ...]:
    """The periods from the effective events in order, each inside its inpatient stay (RULES 2c P3, P4).

    `legs` are the refs of the discharges that ended no stay (V4): in the bed that took over the citizen waits on.

    A registration outside a bed, or of a citizen who was terminal by then, opens none: see `void_registrations`. A
    leave that has not ended closes nothing here, where no clock is: ask the periods `as_of` a moment.
    """
    counting = tuple(counting)
    periods: list[ReadyPeriod] = []
    terminal_at = _terminal_at(counting)
    for event in counting:
        if periods:
            periods[-1] = _ended_by_then(_cut(periods[-1], contacts, legs, leave), periods[-1], event.occurred_at)
            periods[-1] = _as_of(_lapsing(periods[-1], contacts), event.occurred_at, leave)
        last = periods[-1] if periods and periods[-1].is_open else None
        if event.kind is EventKind.READY_REGISTERED and last is None:
            terminal = terminal_at is not None and terminal_at <= event.occurred_at
            if not terminal and _bed_at(event.occurred_at, contacts) is not None:
                periods.append(_opened(event))
        elif event.kind is EventKind.REASONS_STATED and last is not None:
            periods[-1] = _with_reasons(last, event)
        elif event.kind in _ENDS and last is not None:
            periods[-1] = _closed(last, event.occurred_at, _ENDS[event.kind])
    return tuple(_lapsing(_cut(period, contacts, legs, leave), contacts) for period in periods)


def as_of(
    periods: Sequence[ReadyPeriod], now: datetime, *, leave: LongLeave = INTERRUPTS_AT_72_HOURS
) -> tuple[ReadyPeriod, ...]:
    """The periods as they stand at `now`: a leave that has grown long by then has closed its period (P4)."""
    return tuple(_as_of(period, now, leave) for period in periods)


def _as_of(period: ReadyPeriod, now: datetime, leave: LongLeave) -> ReadyPeriod:
    since, lapses_at = period.on_leave_since, period.lapses_at
    if since is None or lapses_at is None or now < lapses_at or not leave.interrupts_at(since, None, now):
        return period
    return replace(_closed(period, lapses_at, PeriodEnd.LEAVE), lapses_at=None, on_leave_since=None)


def _lapsing(period: ReadyPeriod, contacts: Sequence[Contact]) -> ReadyPeriod:
    """Marks an open period of a citizen who is still away."""
    period = replace(period, on_leave_since=None, lapses_at=None)
    away = [leave.start for contact in contacts for leave in contact.leaves if leave.end is None]
    if not period.is_open or not away:
        return period
    return replace(period, on_leave_since=away[-1], lapses_at=max(over_at(away[-1]), period.ready_at))


def _terminal_at(counting: Sequence[EventRecord]) -> datetime | None:
    return min((e.occurred_at for e in counting if e.kind is EventKind.TERMINAL_DECLARED), default=None)


def void_registrations(counting: Sequence[EventRecord], contacts: Sequence[Contact]) -> tuple[EventRecord, ...]:
    """Registrations that count nothing: a correction took the stay away, or a terminal date came before (P3).

    They are data errors that the ward has to settle, never payable days.
    """
    terminal_at = _terminal_at(counting)
    return tuple(
        event
        for event in counting
        if event.kind is EventKind.READY_REGISTERED
        and (
            _bed_at(event.occurred_at, contacts) is None
            or (terminal_at is not None and terminal_at <= event.occurred_at)
        )
    )


def in_one_stay(earlier: ReadyPeriod, later: ReadyPeriod, contacts: Sequence[Contact], legs: Collection[str]) -> bool:
    """Whether two periods lie in the same inpatient stay: no discharge came between them but the leg of a transfer."""
    return _end_of_stay(earlier, contacts, legs) == _end_of_stay(later, contacts, legs)


def _opened(event: EventRecord) -> ReadyPeriod:
    reasons = _reasons(event, event.occurred_at)
    notified_at = event.read(ReadyRegistered).notified_at or event.stated_at
    return ReadyPeriod(event.ref, event.occurred_at, notified_at, None, None, reasons)


def _reasons(event: EventRecord, since: datetime) -> tuple[WaitingReason, ...]:
    return tuple(
        WaitingReason(
            reason=stated.reason or "",
            sector=stated.sector or "",
            since=stated.since or since,
            to=stated.to,
            primary=stated.primary is True,
            text=stated.text or "",
        )
        for stated in event.read(Reasons).reasons
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
    """Who comes back from a long leave is registered anew: the cut counts from the instant at which it happened.

    A discharge or a death is the last of its minute: what is said in it was said of a period that stood (2b F4).
    """
    if cut.ended_at is None:
        return period
    is_over = cut.ended_at < at if cut.end_reason in _STAY_ENDS.values() else cut.ended_at <= at
    return cut if is_over else period


def _cut(period: ReadyPeriod, contacts: Sequence[Contact], legs: Collection[str], leave: LongLeave) -> ReadyPeriod:
    """The period ended by the earlier of a long leave and the end of its stay, where that comes before its own end."""
    ends = [(at, PeriodEnd.LEAVE) for at in _long_leave_over(period, contacts, leave)]
    ends += _end_of_stay(period, contacts, legs)
    at, why = min(ends, default=(None, None))
    if at is None or why is None or (period.ended_at is not None and period.ended_at <= at):
        return period
    return _closed(period, at, why)


def _long_leave_over(period: ReadyPeriod, contacts: Sequence[Contact], long: LongLeave) -> list[datetime]:
    """When 72 hours of a long leave had passed, also of one in which the citizen was registered (P4)."""
    return [
        max(over_at(leave.start), period.ready_at)
        for contact in contacts
        for leave in contact.leaves
        if leave.end is not None and long.is_long(elapsed(leave.start, leave.end)) and period.ready_at < leave.end
    ]


def _end_of_stay(
    period: ReadyPeriod, contacts: Sequence[Contact], legs: Collection[str]
) -> list[tuple[datetime, PeriodEnd]]:
    """The discharge or death that ended the stay of a registration; a move to another bed goes on with it (V3-V5)."""
    place, on_the_way = _bed_at(period.ready_at, contacts), False
    following = contacts[place:] if place is not None else ()
    for contact, later in zip_longest(following, following[1:]):
        # Between a leg and the bed that took over lie the visits of the way there: none of them ends the stay.
        on_the_way = contact.end_ref in legs or (on_the_way and contact.kind is not ContactClass.INPATIENT)
        if on_the_way or contact.end is None or contact.ended_by not in _STAY_ENDS:
            continue
        if not _is_visit(contact, later):
            return [(contact.end, _STAY_ENDS[contact.ended_by])]
    return []


def _is_visit(contact: Contact, later: Contact | None) -> bool:
    """An acute contact after which the stay went on in its bed ended nothing but itself (RULES 2i V12)."""
    return contact.kind is ContactClass.ACUTE and later is not None and later.start == contact.end


def _bed_at(at: datetime, contacts: Sequence[Contact]) -> int | None:
    """The place of the inpatient contact that holds `at`; one that ended at that very minute holds it too."""
    holding = [
        place
        for place, contact in enumerate(contacts)
        if contact.kind is ContactClass.INPATIENT
        and contact.start <= at
        and (contact.end is None or at < contact.end or (at == contact.end and contact.ended_by in _STAY_ENDS))
    ]
    return holding[-1] if holding else None
