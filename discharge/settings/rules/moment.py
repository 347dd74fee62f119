"""The moment whose answers to the open points hold for a journey's whole calculation (RULES 2c P4, P8; A10)."""

from collections.abc import Iterable
from datetime import datetime

from discharge.settings.rules.open_points import Choices
from journeys.domain.calendar.long_leave import LongLeave
from journeys.domain.events import EventKind, EventRecord
from journeys.domain.history.history import History


def long_leave(choices: Choices) -> LongLeave:
    """Whether exactly 3 × 24 hours of leave interrupt, as was decided (P4, A10)."""
    return LongLeave(exactly_interrupts=choices["A10"] == "interrupts")


def answers_at(history: History) -> datetime | None:
    """The moment whose answers to the open points hold for a journey's whole calculation; None if never ready.

    Of the first registration that counts. Where none does, of the first one: what it once counted is still shown (P8).
    """
    registered = [event.occurred_at for event in history.events if event.kind is EventKind.READY_REGISTERED]
    return history.first_ready_at or min(registered) if registered else None


def has_ready(events: Iterable[EventRecord]) -> bool:
    """Whether any of the events says that the citizen was ready."""
    return any(event.kind is EventKind.READY_REGISTERED for event in events)
