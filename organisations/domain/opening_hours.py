"""Opening hours as a value: a week, days that differ, and what holds on public holidays; Danish wall-clock time."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from organisations.domain.moments import COPENHAGEN, in_copenhagen

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_SEARCH_DAYS = 366
_MIDNIGHT = "24:00"

IsHoliday = Callable[[date], bool]


def _never(day: date) -> bool:
    return False


@dataclass(frozen=True, slots=True, order=True)
class Interval:
    """Half-open [opens, closes) in minutes after midnight; 24:00 is 1440."""

    opens: int
    closes: int

    def __post_init__(self) -> None:
        """Refuse an interval that is empty, backwards or outside the day."""
        if not 0 <= self.opens < self.closes <= 24 * 60:
            raise ValueError(f"not an interval of one day: {self.opens}-{self.closes}")


@dataclass(frozen=True, slots=True)
class OpeningHours:
    """When a unit can be called; the day's exception goes before a holiday, and a holiday before the weekday."""

    weekly: Mapping[int, tuple[Interval, ...]] = field(default_factory=dict)
    exceptions: Mapping[date, tuple[Interval, ...]] = field(default_factory=dict)
    holidays: tuple[Interval, ...] | None = None

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> OpeningHours:
        """Read {"weekly": {"mon": [["08:00", "16:00"]]}, "exceptions": {"2026-12-24": []}, "holidays": []}.

        Raises ValueError for anything else.
        """
        unknown = set(data) - {"weekly", "exceptions", "holidays"} | set(data.get("weekly", {})) - set(WEEKDAYS)
        if unknown:
            raise ValueError(f"unknown words in opening hours: {sorted(unknown)}")
        holidays = data.get("holidays")
        return cls(
            weekly={WEEKDAYS.index(name): _intervals(pairs) for name, pairs in data.get("weekly", {}).items()},
            exceptions={
                date.fromisoformat(day): _intervals(pairs) for day, pairs in data.get("exceptions", {}).items()
            },
            holidays=None if holidays is None else _intervals(holidays),
        )

    def on(self, day: date, *, is_holiday: IsHoliday = _never) -> tuple[Interval, ...]:
        """The intervals of one Danish calendar day."""
        if day in self.exceptions:
            return self.exceptions[day]
        if self.holidays is not None and is_holiday(day):
            return self.holidays
        return self.weekly.get(day.weekday(), ())

    def is_open(self, at: datetime, *, is_holiday: IsHoliday = _never) -> bool:
        """Whether it is open at an aware instant."""
        local = in_copenhagen(at)
        minute = local.hour * 60 + local.minute
        return any(i.opens <= minute < i.closes for i in self.on(local.date(), is_holiday=is_holiday))

    def next_opening(self, at: datetime, *, is_holiday: IsHoliday = _never) -> datetime | None:
        """The first open instant (UTC) not before an aware one; None when there is none within a year."""
        if self.is_open(at, is_holiday=is_holiday):
            return at.astimezone(UTC)
        today = in_copenhagen(at).date()
        for offset in range(_SEARCH_DAYS + 1):
            day = today + timedelta(days=offset)
            starts = [start for i in self.on(day, is_holiday=is_holiday) for start in _instants(day, i.opens)]
            later = [s for s in starts if s >= at and self.is_open(s, is_holiday=is_holiday)]
            if later:
                return min(later)
        return None


def _instants(day: date, minute: int) -> Iterator[datetime]:
    # In the hour that happens twice a wall-clock time is two instants.
    wall = datetime.combine(day, time(minute // 60, minute % 60), tzinfo=COPENHAGEN)
    yield wall.astimezone(UTC)
    yield wall.replace(fold=1).astimezone(UTC)


def _intervals(pairs: Any) -> tuple[Interval, ...]:
    return tuple(sorted(Interval(_minutes(opens), _minutes(closes)) for opens, closes in pairs))


def _minutes(text: str) -> int:
    if text == _MIDNIGHT:
        return 24 * 60
    clock = time.fromisoformat(text)
    return clock.hour * 60 + clock.minute
