"""Delays: the time after the agreed discharge time, with the reasons that held then (UX §3 items 3 and 4)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from journeys.domain.history.ready_periods import ReadyPeriod


@dataclass(frozen=True, slots=True)
class DelayInterval:
    """One reason during the delay; several may overlap, one is primary. `reason` None: nobody has stated one."""

    reason: str | None
    sector: str | None
    since: datetime
    to: datetime | None
    primary: bool
    text: str = ""


def delays(
    *, agreed_at: datetime | None, left_at: datetime | None, periods: Sequence[ReadyPeriod], now: datetime
) -> tuple[DelayInterval, ...]:
    """The intervals from the agreed time until the citizen left; none before it, and none without an agreement."""
    end = left_at if left_at is not None and left_at <= now else now
    if agreed_at is None or end <= agreed_at:
        return ()
    found = [
        DelayInterval(
            reason.reason,
            reason.sector,
            max(reason.since, agreed_at),
            None if left_at is None and (reason.to is None or reason.to >= end) else min(reason.to or end, end),
            reason.primary,
            reason.text,
        )
        for period in periods
        for reason in period.reasons
        if reason.since < end and (reason.to is None or reason.to > agreed_at)
    ]
    return tuple(found) or (DelayInterval(None, None, agreed_at, left_at, primary=True),)
