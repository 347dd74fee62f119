"""The stays inside a journey: contacts, leave, transfers and the coherent inpatient stay (RULES 2i, 2e E2)."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from itertools import pairwise

from journeys.domain.events import EventKind, EventRecord, EventSource
from journeys.domain.events.payloads.stays import EncounterClass, PlaceTold, Telling

# RULES 2h, 2e E2 (inf): contacts at most four hours apart are one coherent stay.
COHERENT_GAP = timedelta(hours=4)


class ContactClass(StrEnum):
    """What kind of contact: in a bed, or acute ambulatory (RULES 2d S2: not *indlagt*)."""

    INPATIENT = "inpatient"
    ACUTE = "acute"


class ContactEnd(StrEnum):
    """Why a contact ended."""

    DISCHARGED = "discharged"
    MOVED = "moved"
    DIED = "died"


@dataclass(frozen=True, slots=True)
class Leave:
    """One leave; `end` is None while it lasts."""

    start: datetime
    end: datetime | None = None


@dataclass(frozen=True, slots=True)
class Contact:
    """One physical contact at one provider, half-open [start, end)."""

    kind: ContactClass
    start: datetime
    end: datetime | None
    ended_by: ContactEnd | None
    provider: str | None
    hospital: str | None
    leaves: tuple[Leave, ...] = ()
    # By what its messages are known: a discharge ends only the contact that it belongs to (RULES 2i V12).
    refs: frozenset[str] = field(default=frozenset(), compare=False)
    episodes: frozenset[str] = field(default=frozenset(), compare=False)
    # The hospital that told of it, as far as anybody has said whose it is.
    house: str | None = field(default=None, compare=False)
    # The event that ended it: its own time may have been typed before the contact began (B13).
    end_ref: str | None = field(default=None, compare=False)

    def owns(self, event: EventRecord) -> bool:
        """Whether an event is about this contact: of its own house, by its chain, else by episode and hospital.

        What is entered by hand, and what carries no episode, is about the contact of its hospital.
        """
        if are_two(self.house, house_of(event)):
            return False
        if event.kind is EventKind.DISCHARGED and self.kind is ContactClass.INPATIENT and _is_emergency(event):
            return False
        if self.refs & {link.ref for link in event.chain}:
            return True
        hospital = event.read(PlaceTold).hospital
        same_hospital = not are_two(hospital, self.hospital)
        told = event.source is EventSource.MESSAGE and bool(event.episode_ids) and bool(self.episodes)
        return same_hospital and (not told or not self.episodes.isdisjoint(event.episode_ids))


@dataclass(frozen=True, slots=True)
class Stay:
    """A coherent inpatient stay: contacts at most four hours apart, from the first bed to the last."""

    start: datetime
    end: datetime | None
    contacts: tuple[Contact, ...]


class Note(StrEnum):
    """What a contact event did that its kind alone does not say."""

    LATE = "late"  # it was about a contact that is over: history
    OTHER_HOUSE = "other_house"  # a hospital told it that does not hold the contact: a question to the one that does
    TWICE = "twice"  # the same end was told at another time before: one of the two is wrong
    AFTER_DEATH = "after_death"  # a death closes everything: history too
    BACK_ON_LEAVE = "back_on_leave"  # a visit during a leave ended: the leave goes on
    BACK_IN_BED = "back_in_bed"  # an acute visit elsewhere ended: the stay goes on
    STAY_OVER = "stay_over"  # an acute visit ended, and the stay that it interrupted had been ended meanwhile


# After these the stay goes on: the discharge was the visit's own (RULES 2i V12).
GOES_ON = frozenset({Note.BACK_ON_LEAVE, Note.BACK_IN_BED})
HISTORY = frozenset({Note.LATE, Note.OTHER_HOUSE, Note.TWICE, Note.AFTER_DEATH})


def are_two(place: str | None, other: str | None) -> bool:
    """Whether two places are known to be different ones; what nobody has said may be the same."""
    return None not in (place, other) and place != other


def house_of(event: EventRecord) -> str | None:
    """The hospital whose word an event is; None of one that nobody has placed in a hospital."""
    if event.source is EventSource.MESSAGE:
        return event.read(Telling).house
    return event.read(PlaceTold).hospital


def _is_emergency(event: EventRecord) -> bool:
    return event.source is EventSource.MESSAGE and event.read(EncounterClass).encounter_class == "EMER"


def stays_of(contacts: Iterable[Contact]) -> tuple[Stay, ...]:
    """Coherent inpatient stays: inpatient contacts at most four hours apart; acute-ambulatory hours do not count."""
    contacts = tuple(contacts)
    stays: list[Stay] = []
    until: datetime | None = None
    for place, contact in enumerate(contacts):
        if contact.kind is not ContactClass.INPATIENT:
            continue
        last = stays[-1] if stays else None
        if last is not None and until is not None and contact.start - until <= COHERENT_GAP:
            stays[-1] = Stay(last.start, contact.end, (*last.contacts, contact))
        else:
            stays.append(Stay(contact.start, contact.end, (contact,)))
        until = reach_of(contacts, place)
    return tuple(stays)


def reach_of(contacts: Sequence[Contact], place: int) -> datetime | None:
    """Until when a bed reaches: over the acute contact for which it was left, which interrupts no stay (V12)."""
    while contacts[place].ended_by is ContactEnd.MOVED and place + 1 < len(contacts):
        if contacts[place + 1].kind is ContactClass.INPATIENT:
            break
        place += 1
    return contacts[place].end


def is_bed(contact: Contact) -> bool:
    """Whether the contact is a stay in a bed; acute-ambulatory contacts open no window (RULES 2i STAA)."""
    return contact.kind is ContactClass.INPATIENT


def begun_anew_at(contacts: Iterable[Contact], legs: Collection[str]) -> datetime | None:
    """When the citizen took a bed again after the last discharge from one; None in the first stay.

    What was said before it is about the discharge before (RULES 2e X1); a move to another bed begins nothing, nor does
    the bed that a transfer led to (`legs`: the discharges that ended no stay, V4).
    """
    beds = [contact for contact in contacts if is_bed(contact)]
    again = [
        later.start
        for left, later in pairwise(beds)
        if left.ended_by is ContactEnd.DISCHARGED and left.end_ref not in legs
    ]
    return again[-1] if again else None
