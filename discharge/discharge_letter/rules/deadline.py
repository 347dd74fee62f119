"""When the discharge letter (epikrise) is due, and when it counts as sent (RULES 2f L1–L5; 003 #61; 001-68)."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum

from discharge.settings.rules.open_points import DEFAULTS, Choices
from journeys.domain.calendar.clock import (
    end_of_day,
    in_copenhagen,
    is_business_day,
    iso,
    local_date,
    next_business_day,
)
from journeys.domain.verdicts import Verdict


class LetterGroup(StrEnum):
    """Who must act on the letter: at once (L1), or not (L2)."""

    STRICT = "strict"
    GENERAL = "general"


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterStandard:
    """One rule row. `same_day_before` is the hour before which a business day's discharge is due the same day."""

    rule: str
    source: str
    group: LetterGroup
    valid_from: date
    valid_to: date | None
    same_day_before: time | None
    business_days: int
    verified: bool


STANDARDS: tuple[LetterStandard, ...] = (
    LetterStandard(
        rule="L1",
        source="RULES 2f L1; 003 #61",
        group=LetterGroup.STRICT,
        valid_from=date(2016, 1, 1),
        valid_to=None,
        same_day_before=time(12, 0),
        business_days=1,
        verified=True,
    ),
    LetterStandard(
        rule="L2",
        source="RULES 2f L2; 001-68",
        group=LetterGroup.GENERAL,
        valid_from=date(2016, 1, 1),
        valid_to=None,
        same_day_before=None,
        business_days=3,
        verified=False,
    ),
)


@dataclass(frozen=True, slots=True)
class LetterDeadline:
    """The last day and the instant at which it ends, with the verdict; None while the discharge is unknown."""

    due_on: date | None
    due_at: datetime | None
    verdicts: tuple[Verdict, ...]


def letter_deadline(
    discharged_at: datetime | None,
    group: LetterGroup | None = None,
    *,
    standards: Sequence[LetterStandard] = STANDARDS,
    choices: Choices = DEFAULTS,
    extra_closing_days: Collection[date] = (),
) -> LetterDeadline:
    """When the letter is due. Unless A12 says otherwise the strict rule holds for both groups."""
    version = choices.version("2f", ("A12",))
    if discharged_at is None:
        missing = Verdict("L1", "RULES 2f", "letter.not_discharged", None, {}, ("discharged_at",), version)
        return LetterDeadline(None, None, (missing,))
    by_group = choices["A12"] == "by_group"
    if by_group and group is None:
        missing = Verdict("L2", "RULES 2f L2", "letter.group_unknown", None, {}, ("group",), version)
        return LetterDeadline(None, None, (missing,))
    wanted = group if by_group and group is not None else LetterGroup.STRICT
    day = local_date(discharged_at)
    standard = next((s for s in standards if s.group is wanted and s.valid_from <= day <= (s.valid_to or day)), None)
    if standard is None:
        missing = Verdict(
            "L1", "RULES 2f", "letter.no_standard", None, {"day": day.isoformat()}, ("standard",), version
        )
        return LetterDeadline(None, None, (missing,))
    due_on, code = _due_on(discharged_at, standard, extra_closing_days)
    facts = {"discharged_at": iso(discharged_at), "group": group.value if group else None, "due_on": due_on.isoformat()}
    verdict = Verdict(standard.rule, standard.source, f"letter.{code}", True, {**facts}, (), version)
    return LetterDeadline(due_on, end_of_day(due_on), (verdict,))


def _due_on(discharged_at: datetime, standard: LetterStandard, closed: Collection[date]) -> tuple[date, str]:
    """L1: before 12 on a business day the same day, otherwise the first business day after; 12:00:00 is not before."""
    local = in_copenhagen(discharged_at)
    day = local.date()
    early = standard.same_day_before is not None and local.time() < standard.same_day_before
    if early and is_business_day(day, extra_closing_days=closed):
        return day, "same_day"
    for _ in range(standard.business_days):
        day = next_business_day(day, extra_closing_days=closed)
    return day, "next_business_day"


@dataclass(frozen=True, slots=True)
class LetterSending:
    """One attempt to send: the receipt that came back, if one did."""

    sent_at: datetime
    receipt_at: datetime | None = None
    positive: bool | None = None


class LetterState(StrEnum):
    """Where the letter stands."""

    NOT_DUE = "not_due"
    OPEN = "open"
    # Sent, and a receipt is awaited: nothing more for the ward to do.
    SENT = "sent"
    OVERDUE = "overdue"
    ON_TIME = "on_time"
    LATE = "late"


def acknowledged_at(sendings: Iterable[LetterSending]) -> datetime | None:
    """L4: sent means positively acknowledged; the moment of the first positive receipt."""
    receipts = [s.receipt_at for s in sendings if s.positive is True and s.receipt_at is not None]
    return min(receipts, default=None)


def sent_in_time(sent: datetime, due_at: datetime) -> bool:
    """Whether a sending keeps the deadline, which is the instant that the day ends: then it is over."""
    return sent < due_at


def due_order(discharged_at: datetime, due_at: datetime | None, key: str) -> tuple[datetime, str]:
    """Sorts letters without a receipt: the first one is the letter that matters now, to the task and on every page."""
    return due_at or discharged_at, key


def letter_state(
    deadline: LetterDeadline, acknowledged: datetime | None, *, now: datetime, sent: datetime | None = None
) -> LetterState:
    """Whether the letter is on time: the sending counts, once a positive receipt has come, then or later (L4).

    `sent` is the sending that no negative receipt has undone.
    """
    if deadline.due_at is None:
        return LetterState.NOT_DUE
    if acknowledged is not None:
        first = min(sent or acknowledged, acknowledged)
        return LetterState.ON_TIME if sent_in_time(first, deadline.due_at) else LetterState.LATE
    if sent is not None:
        return LetterState.SENT
    return LetterState.OPEN if now < deadline.due_at else LetterState.OVERDUE
