"""What a journey's events say of payable days, as plain values without clock or money (RULES 2c P3–P7).

A basis is JSON: {"periods": [...], "payers": [...], "answers_at": ...}. It is kept, so that an earlier calculation can
be shown (P8).
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any, TypeAlias

from discharge.agreement.rules.agreement import agreement
from discharge.payment.rules.days import Follows, LeaveSpan, PayerOn, ReadyDays, WaitingDays
from discharge.settings.rules.moment import answers_at, has_ready, long_leave
from discharge.settings.rules.open_points import DEFAULTS, Choices
from journeys.domain.calendar.clock import local_date
from journeys.domain.citizen.residence import residences
from journeys.domain.events import EventKind, EventRecord
from journeys.domain.history.history import History
from journeys.domain.history.ready_periods import PeriodEnd, in_one_stay
from journeys.domain.history.ready_periods import ReadyPeriod as Stretch
from journeys.domain.history.release import as_read
from organisations.domain.validity import holds_on

Basis: TypeAlias = dict[str, Any]
EMPTY: Basis = {"periods": [], "payers": [], "answers_at": None}
_REASONS = (EventKind.READY_REGISTERED, EventKind.REASONS_STATED)
_ENDS = {
    PeriodEnd.DISCHARGE: EventKind.DISCHARGED,
    PeriodEnd.RESUMPTION: EventKind.TREATMENT_RESUMED,
    PeriodEnd.DEATH: EventKind.DIED,
    PeriodEnd.TERMINAL: EventKind.TERMINAL_DECLARED,
}

# What a period may go on from; no other end is gone on from in the same stay.
FOLLOWS: Mapping[PeriodEnd | None, Follows] = {PeriodEnd.LEAVE: Follows.LEAVE, PeriodEnd.RESUMPTION: Follows.RESUMPTION}


def basis_of(history: History, statements: History, *, choices: Choices = DEFAULTS) -> Basis:
    """The basis of one journey from its history and what has been said of the citizen's residence."""
    periods, answered_at = history.ready_periods(long_leave(choices)), history.once(answers_at)
    return {
        "answers_at": answered_at.isoformat() if answered_at else None,
        "periods": [
            _period(period, history, earlier) for earlier, period in zip((None, *periods), periods, strict=False)
        ],
        "payers": _payers(history, statements) if periods else [],
    }


def answers_at_from(basis: Mapping[str, Any]) -> datetime | None:
    """The same, as a basis has it."""
    moment = basis.get("answers_at") or min((period["ready_at"] for period in basis["periods"]), default=None)
    return datetime.fromisoformat(moment) if moment else None


def _period(period: Stretch, history: History, earlier: Stretch | None) -> dict[str, Any]:
    counting, contacts = history.counting, history.contacts
    leaves = [
        leave
        for contact in contacts
        for leave in contact.leaves
        if (leave.end is None or leave.end > period.ready_at)
        and (period.ended_at is None or leave.start < period.ended_at)
    ]
    return {
        "ref": period.ref,
        "ready_at": period.ready_at.isoformat(),
        "ended_at": period.ended_at.isoformat() if period.ended_at else None,
        "end_reason": period.end_reason.value if period.end_reason else None,
        # RULES 2c P4, P5; A6, A26: whether the counter restarts is decided when it is counted.
        "follows": _follows(earlier, period, history).value,
        "leaves": [[leave.start.isoformat(), leave.end.isoformat() if leave.end else None] for leave in leaves],
        "reasons": [
            {
                "reason": reason.reason,
                "sector": reason.sector,
                "from": reason.since.isoformat(),
                "to": reason.to.isoformat() if reason.to else None,
                "primary": reason.primary,
                "text": reason.text,
            }
            for reason in period.reasons
        ],
        "evidence": [*_evidence(period, counting), *_agreements(period, history)],
    }


def _follows(earlier: Stretch | None, period: Stretch, history: History) -> Follows:
    """Only a period of the same stay is gone on with: whoever was discharged and came back begins at day 1."""
    if earlier is None or not in_one_stay(earlier, period, history.contacts, history.legs):
        return Follows.NOTHING
    return FOLLOWS.get(earlier.end_reason, Follows.NOTHING)


def _evidence(period: Stretch, counting: Sequence[EventRecord]) -> list[dict[str, str]]:
    """The events that the days of a period rest on: the registration, its reasons, the leaves, and what ended it."""

    def within(event: EventRecord) -> bool:
        return period.ready_at <= event.occurred_at and (period.ended_at is None or event.occurred_at < period.ended_at)

    found = []
    for event in counting:
        begins = event.ref == period.ref
        leaves = event.kind in (EventKind.LEAVE_STARTED, EventKind.LEAVE_ENDED, EventKind.REASONS_STATED)
        ends = period.end_reason is not None and _ENDS.get(period.end_reason) is event.kind
        if begins or (leaves and within(event)) or (ends and event.occurred_at == period.ended_at):
            found.append(
                {"event": event.uuid, "kind": event.kind.value, "on": local_date(event.occurred_at).isoformat()}
            )
    return found


def _agreements(period: Stretch, history: History) -> list[dict[str, str]]:
    """The discharges agreed for a later day than the registration's (001-88): from the agreement to the day agreed."""
    counting, ready_on, found = history.counting, local_date(period.ready_at), []
    for place, event in enumerate(counting):
        if event.kind is not EventKind.DISCHARGE_ACCEPTED:
            continue
        if period.ended_at is not None and event.occurred_at >= period.ended_at:
            continue
        # What was agreed before the registration must still have stood then.
        stood = counting[: place + 1] if event.occurred_at >= period.ready_at else _until(period, counting)
        agreed = agreement(stood, history.legs).agreed
        if agreed is None or agreed.ref != event.ref or local_date(agreed.at) <= ready_on:
            continue
        on, until = local_date(event.occurred_at).isoformat(), local_date(agreed.at).isoformat()
        found.append({"event": event.uuid, "kind": event.kind.value, "on": on, "until": until})
    return found


def _until(period: Stretch, counting: Sequence[EventRecord]) -> Sequence[EventRecord]:
    place = next((index for index, event in enumerate(counting) if event.ref == period.ref), 0)
    return counting[: place + 1]


def agreed_later_on(basis: Mapping[str, Any], period_number: int, day: date) -> bool:
    """Whether a later discharge was agreed that covers the day (001-88); other days rest on the law alone."""
    evidence = basis["periods"][period_number - 1]["evidence"]
    return any("until" in event and _covers(event, day) for event in evidence)


def _covers(event: Mapping[str, str], day: date) -> bool:
    until = event.get("until")
    return holds_on(day, date.fromisoformat(event["on"]), date.fromisoformat(until) if until else None)


def _payers(history: History, statements: History) -> list[list[str | None]]:
    """The municipality of residence from each day on (P6); the last one of a day holds for the whole of it."""
    spans: list[list[str | None]] = []
    for span in residences(history, statements):
        since = local_date(span.since).isoformat() if span.since else None
        if spans and spans[-1][0] == since:
            spans[-1][1] = span.municipality
        else:
            spans.append([since, span.municipality])
    return spans if spans and spans[0][0] is None else [[None, None], *spans]


def periods_from(basis: Mapping[str, Any]) -> list[ReadyDays]:
    """The periods of a basis as the ledger counts them: Copenhagen days."""
    return [_counted(period) for period in basis["periods"]]


def _counted(period: Mapping[str, Any]) -> ReadyDays:
    ended_on = _day(period["ended_at"])
    terminal = period["end_reason"] == PeriodEnd.TERMINAL
    return ReadyDays(
        ready_on=local_date(datetime.fromisoformat(period["ready_at"])),
        ended_on=None if terminal else ended_on,
        terminal_on=ended_on if terminal else None,
        follows=_follows_from(period),
        leaves=tuple(
            LeaveSpan(datetime.fromisoformat(start), datetime.fromisoformat(end) if end else None)
            for start, end in period["leaves"]
        ),
        reasons=tuple(_reason(reason, period["ended_at"]) for reason in period["reasons"]),
    )


def _follows_from(period: Mapping[str, Any]) -> Follows:
    """Rows written before the difference was kept tell a leave from everything else."""
    if "follows" in period:
        return Follows(period["follows"])
    return Follows.LEAVE if period["continues"] else Follows.RESUMPTION


def _reason(reason: Mapping[str, Any], ended_at: str | None) -> WaitingDays:
    """A reason that begins and ends on the same day holds on none; the one that followed it does.

    One that only the end of the waiting ended holds on every day that counts, also where that is the same day (A5).
    """
    since = _day(reason["from"])
    assert since is not None
    until = None if reason["to"] == ended_at else _day(reason["to"])
    return WaitingDays(reason["reason"], reason["sector"], since, until, reason["primary"])


def _day(instant: str | None) -> date | None:
    return local_date(datetime.fromisoformat(instant)) if instant else None


def payer_from(basis: Mapping[str, Any]) -> PayerOn:
    """Who pays on a day, for the ledger."""
    spans = [(date.fromisoformat(since) if since else date.min, home) for since, home in basis["payers"]]

    def payer_on(day: date) -> str | None:
        return next((home for since, home in reversed(spans) if since <= day), None)

    return payer_on


def payer_spans(basis: Mapping[str, Any]) -> list[tuple[str, date, date | None]]:
    """Each municipality with days in the ledger: its id, the first day and the last one that can be its own."""
    periods, payers = periods_from(basis), basis["payers"]
    found = []
    for index, (since, home) in enumerate(payers):
        begins = date.fromisoformat(since) if since else date.min
        following = payers[index + 1][0] if index + 1 < len(payers) else None
        ends = date.fromisoformat(following) - timedelta(days=1) if following else None
        for period in periods if home else ():
            last = _earlier(ends, period.ended_on or period.terminal_on)
            first = max(begins, period.ready_on)
            if last is None or first <= last:
                found.append((str(home), first, last))
    return found


def _earlier(one: date | None, other: date | None) -> date | None:
    known = [day for day in (one, other) if day is not None]
    return min(known, default=None)


def evidence_on(basis: Mapping[str, Any], period_number: int, day: date) -> tuple[str, ...]:
    """The events that one day rests on, by their uuids: the registration, and what was known of the day's reasons."""
    period = basis["periods"][period_number - 1]
    ended_on = _day(period["ended_at"])
    last = ended_on - timedelta(days=1) if ended_on else None
    kept: list[str] = []
    for event in period["evidence"]:
        on = date.fromisoformat(event["on"])
        if _covers(event, day) or ("until" not in event and day == last and on == ended_on):
            kept.append(str(event["event"]))
    return tuple(kept)


def without_undone(history: History) -> History:
    """The history of which a ledger is made: what was undone in time makes neither day nor version (DESIGN §4)."""
    return History(as_read(history.events, set(history.withdrawn))) if history.withdrawn else history


def has_ledger(history: History) -> bool:
    """Whether a journey was ever said to be ready, even if that was taken back later; the others have no ledger."""
    return has_ready(history.events) and has_ready(without_undone(history).events)
