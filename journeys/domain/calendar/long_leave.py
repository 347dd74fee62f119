"""When a leave has become so long that it interrupts a stay (RULES 2c P4, 2i V1, V2; setting A10)."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from journeys.domain.calendar.clock import add_span, elapsed

LONG_LEAVE = timedelta(hours=72)


@dataclass(frozen=True, slots=True)
class LongLeave:
    """Three times 24 elapsed hours; whether exactly so many interrupt is decided (A10)."""

    exactly_interrupts: bool = True

    def is_long(self, away: timedelta) -> bool:
        """Whether a leave of that length interrupts."""
        return away >= LONG_LEAVE if self.exactly_interrupts else away > LONG_LEAVE

    def interrupts_at(self, start: datetime, end: datetime | None, now: datetime) -> bool:
        """Whether a leave, ended or not, is known to be long at `now`."""
        return self.is_long(elapsed(start, now if end is None or end > now else end))


INTERRUPTS_AT_72_HOURS = LongLeave()


def over_at(start: datetime) -> datetime:
    """The instant at which a long leave closes what it interrupts."""
    return add_span(start, LONG_LEAVE)
