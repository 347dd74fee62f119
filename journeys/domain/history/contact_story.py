"""How contacts follow from what was told: one event after the other, and what each of them did (RULES 2i)."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from journeys.domain.events import EventKind, EventRecord, EventSource
from journeys.domain.events.payloads.stays import Discharged, EncounterClass, PlaceTold, Spans
from journeys.domain.history.contacts import (
    COHERENT_GAP,
    Contact,
    ContactClass,
    ContactEnd,
    Leave,
    Note,
    are_two,
    house_of,
)
from journeys.domain.history.words import admits, tells_the_same


class ContactStory(list[Contact]):
    """The contacts in their order, with a note per event that did something else than its kind says."""

    def __init__(self) -> None:
        """Nothing has happened."""
        super().__init__()
        self.notes: dict[str, Note] = {}
        # Whether the stay that the last contact interrupted was ended while that one lasted.
        self.left_meanwhile = False
        self.dead = False
        # The leave, discharge or death that took effect last.
        self.told: dict[EventKind, EventRecord] = {}
        # When each leave ended by its own word.
        self.leaves_ended: list[datetime] = []
        # What was told twice without a reference: by its ref, the word that it says again.
        self.told_again: dict[str, str] = {}

    @property
    def open(self) -> Contact | None:
        """The contact that lasts."""
        return self[-1] if self and self[-1].end is None else None

    def again(self, event: EventRecord) -> None:
        """What is told once more changes nothing; two messages with two times cannot both be right.

        By hand and by message times differ a little, and the message says the same.
        """
        first = self.told.get(event.kind)
        if first is None:
            return
        by_messages = {first.source, event.source} == {EventSource.MESSAGE}
        same = first.occurred_at == event.occurred_at if by_messages else tells_the_same(first, event)
        if are_two(house_of(first), house_of(event)):
            self.notes[event.ref] = Note.OTHER_HOUSE
        else:
            self.told_again[event.ref] = first.ref
            if not same:
                self.notes[event.ref] = Note.TWICE

    def took(self, event: EventRecord) -> None:
        """The last contact is known by this event too."""
        refs = self[-1].refs | {event.ref} | ({event.voids_ref} if event.voids_ref else set())
        self[-1] = replace(self[-1], refs=refs, episodes=self[-1].episodes | set(event.episode_ids))


def story_of(events: Iterable[EventRecord]) -> ContactStory:
    """Folds effective contact events, in the total order, into contacts, with what single events did (RULES 2i V12).

    An event whose admission never arrived opens its contact at the period start that it carries, if it carries one.
    """
    story = ContactStory()
    for event in events:
        _STEPS.get(event.kind, _ignore)(story, event)
    return story


def _ignore(story: ContactStory, event: EventRecord) -> None:
    return None


def _class_of(event: EventRecord) -> ContactClass:
    return ContactClass.ACUTE if event.read(EncounterClass).encounter_class == "EMER" else ContactClass.INPATIENT


def _open(story: ContactStory, event: EventRecord, kind: ContactClass, start: datetime) -> None:
    place = event.read(PlaceTold)
    story.append(Contact(kind, start, None, None, place.provider, place.hospital, house=house_of(event)))
    story.left_meanwhile = False
    story.took(event)


def _close(story: ContactStory, at: datetime, why: ContactEnd) -> None:
    """A contact ends where it began at the earliest: times typed in the wrong order are settled by people (B13)."""
    last = story[-1]
    at = max(at, last.start)
    leaves = tuple(leave if leave.end else replace(leave, end=max(at, leave.start)) for leave in last.leaves)
    story[-1] = replace(last, end=at, ended_by=why, leaves=leaves)


def _begin(story: ContactStory, event: EventRecord) -> None:
    kind = ContactClass.ACUTE if event.kind is EventKind.ACUTE_ARRIVED else ContactClass.INPATIENT
    if story.dead:
        # Keyed too late, or the death too early: nobody comes in after dying; a task asks which it is.
        return
    if story.open is not None:
        if _is_restated(story.open, event, kind):
            story.took(event)
            return
        _close(story, event.occurred_at, ContactEnd.MOVED)
    _open(story, event, kind, max(event.occurred_at, story[-1].start) if story else event.occurred_at)


def _open_leave(contact: Contact | None) -> Leave | None:
    leave = contact.leaves[-1] if contact is not None and contact.leaves else None
    return leave if leave is not None and leave.end is None else None


def _cut_leave(contact: Contact) -> Leave | None:
    """The leave that ended only because the contact did."""
    return contact.leaves[-1] if contact.leaves and contact.leaves[-1].end == contact.end else None


def _is_restated(last: Contact, event: EventRecord, kind: ContactClass) -> bool:
    """The same arrival told twice, by hand and by message: the times differ a little, the place does not."""
    same_place = (last.kind, last.provider) == (kind, event.read(PlaceTold).provider)
    return same_place and event.occurred_at - last.start <= COHERENT_GAP


def _is_history(story: ContactStory, event: EventRecord) -> bool:
    """Whether an event changes nothing any more: the citizen had died, or it is of a contact that is over."""
    if story.dead:
        story.notes[event.ref] = Note.AFTER_DEATH
        return True
    return _is_about_another(story, event)


def _is_about_another(story: ContactStory, event: EventRecord) -> bool:
    """Whether an event is not about the contact that lasts; then it is history, unless its own admission was lost.

    A contact whose admission never came began when the event says, and took over from the one before (SPEC A3.3).
    """
    last = story.open
    if last is None or last.owns(event):
        return False
    start = event.read(Spans).period_start
    if start is None or start <= last.start or _is_known(story, event):
        story.notes[event.ref] = Note.OTHER_HOUSE if _is_meddling(story, event, last) else Note.LATE
        story.left_meanwhile |= event.kind is EventKind.DISCHARGED and len(story) > 1 and story[-2].owns(event)
        return True
    _close(story, start, ContactEnd.MOVED)
    _open(story, event, _class_of(event), start)
    return False


def _is_meddling(story: ContactStory, event: EventRecord, last: Contact) -> bool:
    """Whether a hospital tells of a contact that is another's, and has never had one of its own here (V12)."""
    return are_two(last.house, house_of(event)) and not any(contact.owns(event) for contact in story)


def _is_known(story: ContactStory, event: EventRecord) -> bool:
    """Whether the contact that an event is about has been told of: by the last admission of its chain, else by any."""
    last = story.open
    if last is not None and are_two(last.house, house_of(event)):
        # Of another house's contact its chain may begin with ours.
        return any(contact.owns(event) for contact in story)
    admissions = [link.ref for link in event.chain if admits(link)]
    if admissions:
        return any(admissions[-1] in contact.refs for contact in story)
    return any(contact.owns(event) for contact in story[:-1])


def _ensure_open(story: ContactStory, event: EventRecord) -> None:
    last = story.open
    if last is not None:
        _admit_if_lost(story, event, last)
        _follow(story, event)
        story.took(event)
        return
    start = min(event.read(Spans).period_start or event.occurred_at, event.occurred_at)
    if story and start < (story[-1].end or start):
        start = max(event.occurred_at, story[-1].end or event.occurred_at)
    _open(story, event, _class_of(event), start)


def _admit_if_lost(story: ContactStory, event: EventRecord, last: Contact) -> None:
    """An acute contact of which something inpatient is told was followed by an admission that never came."""
    start = event.read(Spans).period_start
    inpatient = event.source is EventSource.MESSAGE and event.read(EncounterClass).encounter_class == "IMP"
    if last.kind is ContactClass.ACUTE and inpatient and start is not None and last.start < start <= event.occurred_at:
        _close(story, start, ContactEnd.MOVED)
        _open(story, event, ContactClass.INPATIENT, start)


def _follow(story: ContactStory, event: EventRecord) -> None:
    """A move inside the hospital sends no message (SPEC A3.3 rule 2): the next one says where the citizen is now."""
    place = event.read(PlaceTold)
    if place.provider is not None and place.hospital == story[-1].hospital:
        story[-1] = replace(story[-1], provider=place.provider)


def _start_leave(story: ContactStory, event: EventRecord) -> None:
    if _is_history(story, event):
        return
    _ensure_open(story, event)
    last = story[-1]
    if _open_leave(last):
        story.again(event)
        return
    story.told[event.kind] = event
    # Nobody is on leave from a stay that has not begun: a clock that says so is wrong.
    story[-1] = replace(last, leaves=(*last.leaves, Leave(max(last.start, event.occurred_at))))


def _end_leave(story: ContactStory, event: EventRecord) -> None:
    if _is_history(story, event):
        return
    told = event.read(Spans).leave_start
    if _is_of_ended_stay(story, told):
        story.notes[event.ref] = Note.LATE
        return
    _ensure_open(story, event)
    last, open_leave = story[-1], _open_leave(story[-1])
    if _is_told_again(story, told, open_leave):
        story.again(event)
        return
    story.told[event.kind] = event
    # One that a visit elsewhere or another ward interrupted began before the bed was taken again (V12, V2).
    begun = open_leave.start if open_leave else _cut_off(story, told)
    start = begun if begun else max(last.start, told) if told else None
    if start is None:
        return
    earlier = last.leaves[:-1] if open_leave else last.leaves
    end = max(start, event.occurred_at)
    story.leaves_ended.append(end)
    story[-1] = replace(last, leaves=(*earlier, Leave(start, end)))


def _first_of_stay(story: ContactStory) -> int:
    """Where the stay that lasts began: neither a move within the house nor a visit elsewhere ends it (V3, V12)."""
    first = len(story) - 1
    while first > 0:
        before, contact = story[first - 1], story[first]
        if first > 1 and story[first - 2].refs <= contact.refs:
            # Back from a visit: the contact that it interrupted goes on.
            first -= 2
        elif before.ended_by is ContactEnd.MOVED and not are_two(before.house, contact.house):
            first -= 1
        else:
            break
    return first


def _cut_off(story: ContactStory, told: datetime | None) -> datetime | None:
    """When the leave began during which the citizen was moved to another ward of the house, or visited another one."""
    cut = (_cut_leave(contact) for contact in reversed(story[_first_of_stay(story) : -1]))
    leave = next((leave for leave in cut if leave is not None), None)
    if leave is None or (told is not None and leave.end is not None and told >= leave.end):
        return None
    return leave.start


def _is_of_ended_stay(story: ContactStory, told: datetime | None) -> bool:
    """Whether the leave was of a stay that ended, before anybody told of the leave's own end."""
    if told is None:
        # It does not say which leave: the one that the discharge cut off, else it is of a stay that nobody told of.
        left = story[-1] if story and story.open is None else None
        return left is not None and left.ended_by is ContactEnd.DISCHARGED and _cut_leave(left) is not None
    before = story[: _first_of_stay(story)] if story.open else story
    if not before:
        return False
    over = before[-1].end
    return over is not None and told < over and not any(told < ended <= over for ended in story.leaves_ended)


def _is_told_again(story: ContactStory, told: datetime | None, open_leave: Leave | None) -> bool:
    """Whether the leave that an event ends has ended: a later one began after it, one never told of after them all."""
    if told is None:
        return open_leave is None and bool(story[-1].leaves)
    before_an_end = any(told < ended for ended in story.leaves_ended)
    return before_an_end and (open_leave is None or told < open_leave.start)


def _discharge(story: ContactStory, event: EventRecord) -> None:
    if _is_history(story, event):
        return
    last = story[-1] if story else None
    over = last is not None and last.ended_by is ContactEnd.DISCHARGED and not _is_new_contact(last, event)
    if over and not _returned(story, event):
        story.again(event)
        return
    _ensure_open(story, event)
    _close(story, event.occurred_at, ContactEnd.DISCHARGED)
    story[-1] = replace(story[-1], end_ref=event.ref)
    story.told[event.kind] = event
    _go_on(story, event)


def _go_on(story: ContactStory, event: EventRecord) -> None:
    """An acute visit elsewhere ends with itself only: the stay, or the leave, that it interrupted goes on (V12).

    Back in the same ward, or told by the same hospital as an end of the stay, it was none: a hospital that turns a stay
    into an acute contact sends the same (SPEC A3.3 rule 2).
    """
    visit, left = story[-1], story[-2] if len(story) > 1 else None
    if left is None or visit.kind is not ContactClass.ACUTE or left.ended_by is not ContactEnd.MOVED:
        return
    if left.kind is not ContactClass.INPATIENT or left.owns(event) or not _is_elsewhere(visit, left):
        return
    if story.left_meanwhile or event.read(Discharged).stay_over:
        story.notes[event.ref] = Note.STAY_OVER
        return
    leave = _cut_leave(left)
    leaves = (Leave(leave.start),) if leave else ()
    ended = visit.end or event.occurred_at
    story.append(replace(left, start=ended, end=None, ended_by=None, leaves=leaves))
    story.notes[event.ref] = Note.BACK_ON_LEAVE if leave else Note.BACK_IN_BED


def _is_elsewhere(visit: Contact, left: Contact) -> bool:
    """Another hospital, or another ward of it; where neither is known only another episode tells."""
    if are_two(visit.hospital, left.hospital) or are_two(visit.provider, left.provider):
        return True
    return bool(visit.episodes) and left.episodes.isdisjoint(visit.episodes)


def _returned(story: ContactStory, event: EventRecord) -> bool:
    """A visit elsewhere ended and the first hospital, which sends nothing when the citizen comes back, discharges."""
    last = story[-1]
    left = [c for c in story[:-1] if c.ended_by is ContactEnd.MOVED and c.hospital == event.read(PlaceTold).hospital]
    if not left or last.end is None or left[-1].hospital in (None, last.hospital) or event.occurred_at <= last.end:
        return False
    story.append(replace(left[-1], start=last.end, end=None, ended_by=None, leaves=()))
    return True


def _is_new_contact(last: Contact, event: EventRecord) -> bool:
    start = event.read(Spans).period_start
    return start is not None and last.end is not None and start >= last.end


def _die(story: ContactStory, event: EventRecord) -> None:
    if story.dead:
        story.again(event)
        return
    if _is_of_other_house(story, event):
        # Only the hospital that holds the contact says that its patient is dead (DESIGN §6). One that never told of an
        # admission has none that could have been lost.
        if not event.chain:
            story.notes[event.ref] = Note.OTHER_HOUSE
            return
        if _is_about_another(story, event):
            return
    story.dead = True
    story.told[event.kind] = event
    if story and story[-1].end is not None and not _is_new_contact(story[-1], event):
        return
    _ensure_open(story, event)
    _close(story, event.occurred_at, ContactEnd.DIED)


def _is_of_other_house(story: ContactStory, event: EventRecord) -> bool:
    """Whether a hospital tells it that neither holds the contact nor the stay which an acute visit interrupts."""
    last = story.open
    if last is None or not are_two(last.house, house_of(event)):
        return False
    visited = story[-2] if last.kind is ContactClass.ACUTE and len(story) > 1 else None
    return visited is None or not visited.owns(event)


_STEPS = {
    EventKind.ACUTE_ARRIVED: _begin,
    EventKind.ADMITTED: _begin,
    EventKind.LEAVE_STARTED: _start_leave,
    EventKind.LEAVE_ENDED: _end_leave,
    EventKind.DISCHARGED: _discharge,
    EventKind.DIED: _die,
}
