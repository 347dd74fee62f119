"""A figure before and after a change (001-103: follow up, decide, adjust): sums of closed months, no more.

Only months whose share is published are counted, and the month in which the change began is in neither.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from journeys.domain.calendar.clock import month_from, next_month

# A longer past is another time.
MOST_MONTHS = 6


@dataclass(frozen=True, slots=True)
class MonthShare:
    """One published month: how many, and of how many."""

    month: date
    numerator: int
    denominator: int


@dataclass(frozen=True, slots=True)
class AddedMonths:
    """Months added up; without any nothing is known."""

    months: tuple[date, ...]
    numerator: int
    denominator: int

    @property
    def share(self) -> float | None:
        """In per cent."""
        return 100 * self.numerator / self.denominator if self.denominator else None


@dataclass(frozen=True, slots=True)
class Effect:
    """What it was and what it became."""

    before: AddedMonths
    after: AddedMonths

    @property
    def points(self) -> float | None:
        """Percentage points up (or down); None while one side is not known."""
        if self.before.share is None or self.after.share is None:
            return None
        return self.after.share - self.before.share


def months_before(begins_on: date) -> tuple[date, ...]:
    """The six months before that of the change."""
    months: list[date] = []
    month = begins_on.replace(day=1)
    for _ in range(MOST_MONTHS):
        month = month_from(month, -1)
        months.insert(0, month)
    return tuple(months)


def months_around(begins_on: date, last_closed: date) -> tuple[date, ...]:
    """The months that can be asked about: at most six before the change, and six of those since that are closed."""
    months, month = list(months_before(begins_on)), next_month(begins_on.replace(day=1))
    while month <= last_closed and len(months) < 2 * MOST_MONTHS:
        months.append(month)
        month = next_month(month)
    return tuple(month for month in months if month <= last_closed)


def effect_of(rows: Sequence[MonthShare], begins_on: date) -> Effect:
    """The months before that of the change, and those after it."""
    own = begins_on.replace(day=1)
    before = [row for row in rows if row.month < own]
    after = [row for row in rows if row.month > own]
    return Effect(_added(before[-MOST_MONTHS:]), _added(after[:MOST_MONTHS]))


def _added(rows: Sequence[MonthShare]) -> AddedMonths:
    months = tuple(row.month for row in rows)
    return AddedMonths(months, sum(row.numerator for row in rows), sum(row.denominator for row in rows))
