"""The moment whose answers to the open points hold for a journey's whole calculation (RULES 2c P4, P8; A10)."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from discharge.settings.rules.open_points import Choices
from journeys.domain.calendar.long_leave import LongLeave
from journeys.domain.events import CONTACT_KINDS, EventKind, EventRecord
from journeys.domain.history import ready_periods as folded
from journeys.domain.history.contact_story import contacts_of
from journeys.domain.history.contacts import Contact
from journeys.domain.history.effective import effective


def long_leave(choices: Choices) -> LongLeave:
    """Whether exactly 3 × 24 hours of leave interrupt, as was decided (P4, A10)."""
    return LongLeave(exactly_interrupts=choices["A10"] == "interrupts")


def answers_at(events: Sequence[EventRecord]) -> datetime | None:
    """The moment whose answers to the open points hold for a journey's whole calculation; None if never ready.

    Of the first registration that counts. Where none does, of the first one: what it once counted is still shown (P8).
    """
    if not has_ready(events):
        return None
    counting = effective(events)
    return answers_moment(events, counting, contacts_of([event for event in counting if event.kind in CONTACT_KINDS]))


def answers_moment(
    events: Iterable[EventRecord], counting: Sequence[EventRecord], contacts: Sequence[Contact]
) -> datetime | None:
    """The same, for whoever has the counting events and the contacts at hand."""
    registered = (event.occurred_at for event in events if event.kind is EventKind.READY_REGISTERED)
    return folded.first_ready_at(counting, contacts) or min(registered, default=None)


def has_ready(events: Iterable[EventRecord]) -> bool:
    """Whether any of the events says that the citizen was ready."""
    return any(event.kind is EventKind.READY_REGISTERED for event in events)
