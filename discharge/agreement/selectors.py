"""What has happened in one journey so far, as the pure rules read it: the events that count, periods, agreement."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from discharge.agreement.rules.agreement import Agreement, agreement
from discharge.settings.selectors import leave_rule
from journeys.domain.events import CONTACT_KINDS, EventKind, EventRecord
from journeys.domain.history.contact_story import contacts_of
from journeys.domain.history.contacts import Contact
from journeys.domain.history.effective import effective
from journeys.domain.history.ready_periods import ReadyPeriod, as_of, ready_periods, void_registrations
from journeys.domain.state.barriers import Barrier, barriers
from journeys.models import Journey, JourneyEvent
from journeys.selectors.reading import Reader, stating


@dataclass(frozen=True)
class StayStory:
    """One journey's events; everything else is worked out when it is asked for."""

    events: tuple[EventRecord, ...]

    @cached_property
    def counting(self) -> list[EventRecord]:
        """The events that count, in order."""
        return effective(self.events)

    @cached_property
    def contacts(self) -> tuple[Contact, ...]:
        """The contacts."""
        return contacts_of([event for event in self.counting if event.kind in CONTACT_KINDS])

    def on_leave_at(self, at: datetime) -> bool:
        """Whether the citizen is on leave at a moment, which need not be now (RULES 2b F2b)."""
        leaves = [leave for contact in self.contacts for leave in contact.leaves]
        return any(leave.start <= at and (leave.end is None or at < leave.end) for leave in leaves)

    @cached_property
    def periods(self) -> tuple[ReadyPeriod, ...]:
        """The ready periods."""
        return ready_periods(self.counting, self.contacts, leave=leave_rule(self.events))

    def periods_at(self, now: datetime) -> tuple[ReadyPeriod, ...]:
        """The same as they stand at `now`: a leave that has grown long by then has closed its period (P4)."""
        return as_of(self.periods, now, leave=leave_rule(self.events))

    @cached_property
    def void_registrations(self) -> tuple[EventRecord, ...]:
        """Registrations that count nothing and wait for the ward to settle them (RULES 2c P3)."""
        return void_registrations(self.counting, self.contacts)

    @property
    def correctable_ref(self) -> str | None:
        """The registration that a clerical correction concerns: one that counts nothing first, else the last period."""
        if self.void_registrations:
            return self.void_registrations[-1].ref
        return self.periods[-1].ref if self.periods else None

    def open_period(self, now: datetime) -> ReadyPeriod | None:
        """The period that runs at `now`."""
        periods = self.periods_at(now)
        return periods[-1] if periods and periods[-1].is_open else None

    @property
    def terminal(self) -> bool:
        """Whether a doctor has declared the citizen terminal."""
        return self.last(EventKind.TERMINAL_DECLARED) is not None

    @cached_property
    def agreement(self) -> Agreement:
        """What is agreed about the discharge."""
        return agreement(self.counting)

    @cached_property
    def barriers(self) -> tuple[Barrier, ...]:
        """What stands in the way."""
        return barriers(self.counting)

    def last(self, kind: EventKind) -> EventRecord | None:
        """The last event of a kind that counts."""
        return next((event for event in reversed(self.counting) if event.kind is kind), None)

    def by_ref(self, ref: str) -> EventRecord | None:
        """An event by what others point at."""
        return next((event for event in self.events if event.ref == ref), None)


_READER = "_stay_reader"


def story_of(journey: Journey, events: Sequence[JourneyEvent] | None = None) -> StayStory:
    """The story of a journey; `events` spares the query when the page has them already."""
    rows = events if events is not None else JourneyEvent.objects.filter(placement__journey=journey).order_by("pk")
    reader = journey.__dict__.get(_READER)
    if reader is not None:
        rows = stating(list(rows), reader)
    return StayStory(tuple(row.as_record() for row in rows))


def read_by(journey: Journey, reader: Reader) -> None:
    """Says who this row of a request is shown to: the words of what others have not released are left out."""
    journey.__dict__[_READER] = reader


def kept_story(journey: Journey, events: Sequence[JourneyEvent] | None = None) -> StayStory:
    """The story kept with this row of a request, so that a page asks for the events once."""
    kept = journey.__dict__.get("_stay_story")
    if kept is None:
        kept = journey.__dict__["_stay_story"] = story_of(journey, events)
    assert isinstance(kept, StayStory)
    return kept
