"""What the two parties said about single payable days: agreed when both did, disputed while one does (UX §2 item 7)."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from discharge.payment.rules.days import PayableDay
from journeys.domain.events import EventKind, EventRecord
from journeys.domain.history.history import History

HOSPITAL, MUNICIPALITY = "hospital", "municipality"
SIDES = (HOSPITAL, MUNICIPALITY)
MARKS = frozenset({EventKind.DAY_AGREED, EventKind.DAY_DISPUTED})
SideOf = Callable[[str | None], str | None]


@dataclass(frozen=True, slots=True)
class DayWord:
    """One party's latest word on one day. `said` is what the ledger made of the day when it was spoken."""

    date: date
    side: str
    agreed: bool
    at: datetime
    event: str
    text: str
    said: Mapping[str, Any]

    def holds_for(self, day: PayableDay) -> bool:
        """Whether the day still is what was agreed: a correction that changes it must be agreed anew (P8)."""
        return not self.said or dict(self.said) == said_of(day)


def said_of(day: PayableDay) -> dict[str, Any]:
    """What a party agrees to: whether the day counts, its number and who pays."""
    return {"counts": day.why is None, "day_number": day.day_number, "payer": day.payer}


def marks_of(history: History, *, side_of: SideOf) -> list[dict[str, Any]]:
    """JSON values: the latest mark of each party on each day; a party that is neither of the two says nothing."""
    latest: dict[tuple[str, str], dict[str, Any]] = {}
    for event in history.counting:
        side = side_of(event.organisation) if event.kind in MARKS else None
        if side not in SIDES:
            continue
        for day in days_in(event.payload):
            latest[(day, str(side))] = {
                "date": day,
                "side": side,
                "agreed": event.kind is EventKind.DAY_AGREED,
                "at": event.occurred_at.isoformat(),
                "event": event.uuid,
                "text": event.text("text") or "",
                "said": dict((event.payload.get("said") or {}).get(day) or {}),
                **_release(event),
            }
    return [latest[key] for key in sorted(latest)]


def _release(event: EventRecord) -> dict[str, str]:
    """From when the other party reads the words; nothing when it could at once."""
    released, recorded = event.released_at, event.recorded_at
    if not released or not recorded or released <= recorded:
        return {}
    return {"released_at": released.isoformat(), "by": str(event.organisation or "")}


def days_in(payload: Mapping[str, Any]) -> list[str]:
    """The days that an event marks, as ISO days."""
    return [str(day) for day in payload.get("dates") or () if day]


def marks_from(
    stored: Iterable[Mapping[str, Any]], *, now: datetime, house: Collection[str] = ()
) -> tuple[DayWord, ...]:
    """Stored marks read back; the words of one that can still be undone are read in its own house only (DESIGN §4).

    `house` holds the ids of the reader's units.
    """
    return tuple(
        DayWord(
            date.fromisoformat(mark["date"]),
            mark["side"],
            mark["agreed"],
            datetime.fromisoformat(mark["at"]),
            mark["event"],
            "" if _is_held(mark, now) and mark.get("by") not in house else mark["text"],
            mark["said"],
        )
        for mark in stored
    )


def _is_held(mark: Mapping[str, Any], now: datetime) -> bool:
    return bool(mark.get("released_at")) and now < datetime.fromisoformat(mark["released_at"])


def disputed_days(marks: Iterable[DayWord]) -> frozenset[date]:
    """The days on which a party's last word is a dispute."""
    return frozenset(mark.date for mark in marks if not mark.agreed)


def agreed_by(marks: Iterable[DayWord], day: PayableDay) -> frozenset[str]:
    """The parties who have agreed to the day as it is now."""
    return frozenset(mark.side for mark in marks if mark.date == day.date and mark.agreed and mark.holds_for(day))
