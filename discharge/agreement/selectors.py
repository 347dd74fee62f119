"""What has happened in one journey so far, as the pure rules read it: the events that count, periods, agreement."""

from collections.abc import Sequence
from datetime import datetime
from functools import cached_property

from discharge.agreement.rules.agreement import Agreement, agreement_of
from discharge.settings.selectors import leave_rule
from journeys.domain.calendar.long_leave import LongLeave
from journeys.domain.events import EventKind, EventRecord
from journeys.domain.history.history import History
from journeys.domain.history.ready_periods import PeriodEnd, ReadyPeriod
from journeys.domain.state.barriers import Barrier, barriers
from journeys.models import Journey, JourneyEvent
from journeys.selectors.reading import Reader, stating


class StayStory(History):
    """One journey's history as the acts and panels of these rooms ask it."""

    @cached_property
    def _leave(self) -> LongLeave:
        return leave_rule(self)

    @property
    def periods(self) -> tuple[ReadyPeriod, ...]:
        """The ready periods."""
        return self.ready_periods(self._leave)

    def periods_at(self, now: datetime) -> tuple[ReadyPeriod, ...]:
        """The same as they stand at `now`: a leave that has grown long by then has closed its period (P4)."""
        return self.ready_periods_at(now, self._leave)

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

    def waited_at(self, at: datetime) -> bool:
        """Whether a moment lies in a ready period that only a long leave has ended since (RULES 2b F4; 2c P4)."""
        cut = [period for period in self.periods if period.end_reason is PeriodEnd.LEAVE]
        return any(period.ready_at <= at and period.ended_at is not None and at < period.ended_at for period in cut)

    @property
    def terminal(self) -> bool:
        """Whether a doctor has declared the citizen terminal."""
        return self.last(EventKind.TERMINAL_DECLARED) is not None

    @property
    def agreement(self) -> Agreement:
        """What is agreed about the discharge."""
        return self.once(agreement_of)

    @cached_property
    def barriers(self) -> tuple[Barrier, ...]:
        """What stands in the way."""
        return barriers(self.counting, self.legs)

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
    return StayStory([row.record for row in rows])


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
