"""What happened, worked out once: which events count, in which order, and what they did to contacts (DESIGN §2).

Everything that is folded from events asks a `History`; nothing else orders, voids or walks through contacts.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from functools import cached_property, lru_cache
from typing import Any, TypeVar, cast

from journeys.domain.calendar.long_leave import INTERRUPTS_AT_72_HOURS, LongLeave
from journeys.domain.events import CONTACT_KINDS, EventKind, EventRecord, rank
from journeys.domain.events.circles import circles_of
from journeys.domain.history.contact_story import ContactStory, story_of
from journeys.domain.history.contacts import GOES_ON, Contact, Stay, stays_of
from journeys.domain.history.effective import Sifted, in_order, sift
from journeys.domain.history.legs import legs_in
from journeys.domain.history.ready_periods import ReadyPeriod, as_of, ready_periods, void_registrations
from journeys.domain.history.release import withdrawn_refs
from journeys.domain.history.voiding import Voiding

Noun = TypeVar("Noun")


class History:
    """One journey's events, or what has been said of one citizen; each answer is worked out when it is first asked.

    `events` are all of them, voided ones too, in any order.
    """

    def __init__(self, events: Iterable[EventRecord]) -> None:
        """Nothing is worked out yet."""
        self.events = tuple(events)
        self._nouns: dict[object, Any] = {}

    @classmethod
    def of(cls, events: Iterable[EventRecord]) -> "History":
        """The history of these very records: whoever asks about the same ones again is given the same answers."""
        return _of_the_same(_Records(events))

    def once(self, noun: "Callable[[History], Noun]") -> Noun:
        """What a room above makes of this history: worked out at the first question, kept for the next ones."""
        if noun not in self._nouns:
            self._nouns[noun] = noun(self)
        return cast(Noun, self._nouns[noun])

    # --- What counts, and in which order ---------------------------------------------------------------------------

    @cached_property
    def voiding(self) -> Voiding:
        """Who voids whom."""
        return Voiding.of(self.events)

    @cached_property
    def voided(self) -> frozenset[str]:
        """The refs of what another event corrects or cancels, whatever the order in which they arrived."""
        return self.voiding.voided

    @cached_property
    def withdrawn(self) -> frozenset[str]:
        """The refs of what was undone before any other house could read it (DESIGN §4)."""
        return withdrawn_refs(self.events)

    @cached_property
    def circles(self) -> Mapping[str, frozenset[str]]:
        """Who alone hears of each closed event, by its ref (B2-P5 c)."""
        return circles_of(self.events)

    @cached_property
    def ordered(self) -> tuple[EventRecord, ...]:
        """All events in the total order."""
        return in_order(self.events, self.voided)

    @cached_property
    def sifted(self) -> Sifted:
        """The events that count, and beside them those that are history only (RULES 2i V12, V14)."""
        return sift(self.events, self.voiding, self.voided)

    @cached_property
    def counting(self) -> tuple[EventRecord, ...]:
        """The events that count, in the total order."""
        return self.sifted.counting

    def last(self, kind: EventKind) -> EventRecord | None:
        """The last event of a kind that counts."""
        return next((event for event in reversed(self.counting) if event.kind is kind), None)

    # --- Contacts and stays ----------------------------------------------------------------------------------------

    @cached_property
    def story(self) -> ContactStory:
        """The contacts, with a note per event that did something else than its kind says."""
        return story_of([event for event in self.counting if event.kind in CONTACT_KINDS])

    @cached_property
    def contacts(self) -> tuple[Contact, ...]:
        """The contacts in their order."""
        return tuple(self.story)

    @cached_property
    def stays(self) -> tuple[Stay, ...]:
        """The coherent inpatient stays."""
        return stays_of(self.contacts)

    @property
    def begun_at(self) -> datetime | None:
        """When the first contact began; None of what is only planned."""
        return self.contacts[0].start if self.contacts else None

    @cached_property
    def discharges(self) -> tuple[EventRecord, ...]:
        """The discharges that ended a stay or an acute contact, not those after which a stay went on (V12).

        One that was told twice, by hand and by message, is one: the word that ended the contact.
        """
        return tuple(
            event
            for event in self.counting
            if event.kind is EventKind.DISCHARGED
            and self.story.notes.get(event.ref) not in GOES_ON
            and event.ref not in self.told_again
        )

    @cached_property
    def legs(self) -> frozenset[str]:
        """The refs of the discharges after which the stay went on in another bed: transfers, no ends of it (V4)."""
        return legs_in(self.counting, self.told_again)

    @property
    def told_again(self) -> dict[str, str]:
        """What was told once more without a reference: by its ref, which word it says again."""
        return self.story.told_again

    @cached_property
    def death(self) -> EventRecord | None:
        """The death; told twice it is the word that ended the contact."""
        return next((event for event in self.counting if event.kind is EventKind.DIED), None)

    @cached_property
    def died_at(self) -> datetime | None:
        """From when the citizen is dead; None while nobody has told of a death.

        No contact begins after it, so one typed to before a contact lies at its end (B13): a stay is not undone.
        """
        ends = (contact.end or contact.start for contact in self.contacts)
        return max((self.death.occurred_at, *ends)) if self.death else None

    def on_leave_at(self, at: datetime) -> bool:
        """Whether the citizen is on leave at a moment, which need not be now (RULES 2b F2b)."""
        leaves = (leave for contact in self.contacts for leave in contact.leaves)
        return any(leave.start <= at and (leave.end is None or at < leave.end) for leave in leaves)

    # --- Readiness -------------------------------------------------------------------------------------------------

    def ready_periods(self, leave: LongLeave = INTERRUPTS_AT_72_HOURS) -> tuple[ReadyPeriod, ...]:
        """The ready periods, free of the clock; `leave` is the answer to A10."""
        if leave not in self._nouns:
            self._nouns[leave] = ready_periods(self.counting, self.contacts, legs=self.legs, leave=leave)
        return cast(tuple[ReadyPeriod, ...], self._nouns[leave])

    def ready_periods_at(self, at: datetime, leave: LongLeave = INTERRUPTS_AT_72_HOURS) -> tuple[ReadyPeriod, ...]:
        """The same as they stand at `at`: a leave that has grown long by then has closed its period (P4)."""
        return as_of(self.ready_periods(leave), at, leave=leave)

    @cached_property
    def void_registrations(self) -> tuple[EventRecord, ...]:
        """Registrations that count nothing and wait for the ward to settle them (RULES 2c P3)."""
        return void_registrations(self.counting, self.contacts)

    @cached_property
    def first_ready_at(self) -> datetime | None:
        """When the first registration that counts says that the citizen was ready; None where none counts."""
        ready = (event for event in self.counting if event.kind is EventKind.READY_REGISTERED)
        return next((event.occurred_at for event in ready if event not in self.void_registrations), None)


class _Records:
    """Events as a key: the very same records."""

    __slots__ = ("_ids", "events")

    def __init__(self, events: Iterable[EventRecord]) -> None:
        # Keeping the records keeps their identities from being given to others.
        self.events = tuple(events)
        self._ids = tuple(map(id, self.events))

    def __hash__(self) -> int:
        return hash(self._ids)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Records) and self._ids == other._ids


# As many as the projection of one citizen, or one page, asks about.
@lru_cache(maxsize=32)
def _of_the_same(records: _Records) -> History:
    return History(records.events)


def counting_in(histories: Iterable[History]) -> tuple[EventRecord, ...]:
    """What counts in several journeys of one citizen, by time: no chain reaches from one to the other."""
    counting = (event for history in histories for event in history.counting)
    return tuple(sorted(counting, key=lambda event: (event.occurred_at, rank(event.kind))))


class JourneyHistory(History):
    """The events of one journey; `id` is the uuid of the one that was recorded first."""

    def __init__(self, journey_id: str, events: Iterable[EventRecord]) -> None:
        """As the grouping laid them together."""
        super().__init__(events)
        self.id = journey_id


def oldest_first(journeys: Iterable[JourneyHistory]) -> tuple[JourneyHistory, ...]:
    """The citizen's journeys; not in the recorded order: any arrival order must give the same answers."""
    return tuple(sorted(journeys, key=lambda journey: min((e.occurred_at, e.ref) for e in journey.events)))
