"""The ledger of one journey, month by month: a long wait never makes a page of thousands of rows (doors.md D15)."""

from datetime import date, timedelta
from functools import cached_property

from desk.selectors.payment.pages import Totals, misread_month
from discharge.payment.selectors.ledger import LedgerLine, LedgerView
from journeys.domain.calendar.clock import next_month
from journeys.domain.sight.showable import in_calendar


class JourneyMonth:
    """One month of a ledger and the way to the others; `text` names it, and without one it is the last."""

    def __init__(self, view: LedgerView, text: str) -> None:
        self.view = view
        self.first = _month(text) or (self.months[-1] if self.months else view.today.replace(day=1))
        self.misread = misread_month(text, self.first)

    @cached_property
    def months(self) -> tuple[date, ...]:
        """The first day of every month with days, oldest first."""
        return tuple(sorted({line.day.date.replace(day=1) for line in self.view.lines}))

    @property
    def last(self) -> date:
        """The last day of the month."""
        return next_month(self.first) - timedelta(days=1)

    @cached_property
    def lines(self) -> tuple[LedgerLine, ...]:
        """Its days, oldest first."""
        return tuple(line for line in self.view.lines if self.first <= line.day.date <= self.last)

    @property
    def totals(self) -> Totals:
        """Of the month."""
        return Totals(self.lines)

    @property
    def whole(self) -> Totals:
        """Of the whole journey."""
        return Totals(self.view.lines)

    @property
    def is_all(self) -> bool:
        """Whether the journey has no day in another month."""
        return self.months in ((), (self.first,))

    @property
    def number(self) -> int | None:
        """Which of the months with days it is; None when it has none."""
        return self.months.index(self.first) + 1 if self.first in self.months else None

    @property
    def previous(self) -> date | None:
        """The nearest earlier month with days."""
        return next((month for month in reversed(self.months) if month < self.first), None)

    @property
    def next(self) -> date | None:
        """The nearest later month with days."""
        return next((month for month in self.months if month > self.first), None)


def _month(text: str) -> date | None:
    try:
        first = date.fromisoformat(f"{text}-01")
    except ValueError:
        return None
    return first if in_calendar(first) and f"{first:%Y-%m}" == text else None
