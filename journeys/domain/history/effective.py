"""Which events count, and in which order: corrections, cancellations, the total order (DESIGN §2; medcom SPEC A3).

Asked by `History` alone.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from journeys.domain.events import CONTACT_KINDS, EventKind, EventRecord, rank
from journeys.domain.events.payloads.stays import AnswerTo, EncounterClass, OtherCitizenNamed
from journeys.domain.history.chains import ChainLink, ChainStep
from journeys.domain.history.contact_story import story_of
from journeys.domain.history.contacts import HISTORY, Note
from journeys.domain.history.strangers import stranger_marks
from journeys.domain.history.voiding import Voiding

_Place = tuple[datetime, int, int, int]


def in_order(events: Iterable[EventRecord], voided: frozenset[str]) -> tuple[EventRecord, ...]:
    """Events in the total order: occurred_at, depth in the correction chain, rank, stated_at, ref; never recorded_at.

    When the source said it decides before its name does: of two things said of the same minute the later one holds.
    Within one chain a message never comes before the one it names, whatever times were typed (DESIGN §2).
    """
    events = tuple(events)
    places = _places(events, voided)
    return tuple(sorted(events, key=lambda e: (*places[e.ref], e.stated_at, e.ref)))


@dataclass(frozen=True, slots=True)
class Sifted:
    """The events that count, in the total order, and beside them those that are history only (RULES 2i V12, V14)."""

    counting: tuple[EventRecord, ...]
    late: tuple[EventRecord, ...]
    after_death: tuple[EventRecord, ...]
    other_house: tuple[EventRecord, ...]
    twice: tuple[EventRecord, ...]
    # Of what was told again: by its ref, the word that stands.
    told_again: Mapping[str, str]
    # The questions about messages of another citizen's chain (V14).
    strange: tuple[EventRecord, ...]


def sift(events: Sequence[EventRecord], voiding: Voiding, voided: frozenset[str]) -> Sifted:
    """What counts: not voided, no pure cancellation, not about a contact that is over; and what else nothing voids.

    A cancellation tells through its chain what stood before; where that message was lost it speaks for it (A3.1).
    """
    counting = [e for e in events if e.ref not in voided and e.kind is not EventKind.CANCELLED]
    counting = _without_misplaced(counting, voiding)
    counting += _restored(events, voiding, voided)
    places = _places(counting, frozenset())
    counting.sort(key=lambda e: (*places[e.ref], e.stated_at, e.ref))
    strange = tuple(stranger_marks(events))
    counting = _without_strangers([_at_its_place(event, places[event.ref]) for event in counting], strange)
    story = story_of([event for event in counting if event.kind in CONTACT_KINDS])
    notes = story.notes
    late, after_death, other_house, twice = (
        tuple(event for event in counting if notes.get(event.ref) is note)
        for note in (Note.LATE, Note.AFTER_DEATH, Note.OTHER_HOUSE, Note.TWICE)
    )
    # What is late tells no more: that it ended the stay behind an acute visit is kept with the end of the visit.
    rest = [_with_note(event, notes.get(event.ref)) for event in counting if notes.get(event.ref) not in HISTORY]
    rest = [_with_words(event, voiding) for event in rest]
    return Sifted(tuple(rest), late, after_death, other_house, twice, story.told_again, strange)


def _without_misplaced(counting: list[EventRecord], voiding: Voiding) -> list[EventRecord]:
    """A correction of what was cancelled, or is something else, leads nowhere: what stands stays (DESIGN §4)."""
    others = [event for event in counting if event.voids_ref is None or not voiding.is_misplaced(event)]
    return others if any(event.kind in CONTACT_KINDS for event in others) else counting


def _with_note(event: EventRecord, note: Note | None) -> EventRecord:
    over = note is Note.STAY_OVER
    return replace(event, payload={**event.payload, Note.STAY_OVER.value: True}) if over else event


def _with_words(event: EventRecord, voiding: Voiding) -> EventRecord:
    """A correction of a discharge that was told by hand too keeps what was said there, which MedCom has no word for."""
    if event.kind is not EventKind.DISCHARGED or not voiding.twins:
        return event
    words = {key: entry.payload[key] for entry in voiding.words_of(event) for key in _WORDS if key in entry.payload}
    return replace(event, payload={**words, **event.payload}) if words else event


# How a discharge went (RULES 2i V4, V8).
_WORDS = ("ended_by", "medically_ready")


def _without_strangers(counting: list[EventRecord], marks: Sequence[EventRecord]) -> list[EventRecord]:
    """A message whose chain is another citizen's moves no stay of this one until somebody has settled it (V14)."""
    if not marks:
        return counting
    settled = {event.read(AnswerTo).settles for event in counting}
    strange = {event.read(OtherCitizenNamed).message for event in marks if event.ref not in settled}
    others = [event for event in counting if event.ref not in strange]
    return others if strange and any(event.kind in CONTACT_KINDS for event in others) else counting


def _places(events: Sequence[EventRecord], voided: frozenset[str]) -> dict[str, _Place]:
    by_ref = {event.ref: event for event in events}
    places: dict[str, _Place] = {}
    # A message's chain is longer than that of the one it names, so what it follows has its place already.
    for event in sorted(events, key=lambda each: len(each.chain)):
        own = (event.occurred_at, _depth(event, by_ref), rank(event.kind), 0)
        before = _followed(event, places, voided) if event.kind in CONTACT_KINDS else None
        follows = before is not None and own[:3] <= before[:3]
        places[event.ref] = (*before[:3], before[3] + 1) if follows and before is not None else own
    return places


def _at_its_place(event: EventRecord, place: _Place) -> EventRecord:
    """What is typed before the message that it follows happened then at the earliest; a death keeps its time (B13)."""
    moved = event.occurred_at < place[0] and event.kind is not EventKind.DIED
    return replace(event, occurred_at=place[0]) if moved else event


def _followed(event: EventRecord, places: Mapping[str, _Place], voided: frozenset[str]) -> _Place | None:
    """The place of the nearest message before it in its chain that counts."""
    refs = (link.ref for link in reversed(event.chain))
    return next((places[ref] for ref in refs if ref in places and ref not in voided and ref != event.ref), None)


def _depth(event: EventRecord, by_ref: Mapping[str, EventRecord]) -> int:
    depth, seen = 0, {event.ref}
    target = by_ref.get(event.voids_ref or "")
    while target is not None and target.ref not in seen:
        depth, seen = depth + 1, seen | {target.ref}
        target = by_ref.get(target.voids_ref or "")
    return depth


# --- What a cancellation restores --------------------------------------------------------------------------------


def _restored(events: Sequence[EventRecord], voiding: Voiding, voided: frozenset[str]) -> list[EventRecord]:
    """For each cancellation the message that holds again, where it was lost; several tell of the same one alike."""
    found: dict[str, EventRecord] = {}
    cancelling = [
        event
        for event in events
        if event.kind is EventKind.CANCELLED and event.ref not in voided and voiding.counts(event)
    ]
    for event in sorted(cancelling, key=lambda each: (each.stated_at, each.ref)):
        link = _restored_link(event, voiding, voided)
        restored = _as_event(link, event) if link is not None else None
        if restored is not None:
            found[restored.ref] = restored
    return list(found.values())


def _restored_link(event: EventRecord, voiding: Voiding, voided: frozenset[str]) -> ChainLink | None:
    """The last link of a cancellation's chain that counts, now that the later ones are cancelled; None if we hold it.

    A lost correction is stood in for by what it corrected.
    """
    for link in reversed(event.chain):
        held = voiding.held.get(link.ref)
        cancelling = link.step is ChainStep.CANCELS or (held is not None and held.kind is EventKind.CANCELLED)
        if link.ref in voided or cancelling:
            continue
        return link if held is None and not _is_stood_in_for(link, voiding, voided) else None
    return None


def _is_stood_in_for(link: ChainLink, voiding: Voiding, voided: frozenset[str]) -> bool:
    while link.step is ChainStep.CORRECTS and link.previous is not None:
        if link.previous in voiding.held:
            return link.previous not in voided
        if link.previous not in voiding.lost:
            return False
        link = voiding.lost[link.previous]
    return False


def _as_event(link: ChainLink, told_by: EventRecord) -> EventRecord | None:
    """The lost message as far as the cancellation tells of it; what may have been a death is not guessed."""
    if link.repeats or link.kind not in CONTACT_KINDS:
        return None
    key = _TIMES.get(link.kind)
    same_class = link.kind is not EventKind.ACUTE_ARRIVED or told_by.read(EncounterClass).encounter_class == "EMER"
    at = told_by.instant(key) if key and same_class else None
    payload = dict(told_by.payload)
    if link.kind is EventKind.ACUTE_ARRIVED:
        payload |= {"class": "EMER", "period_start": (at or link.at).isoformat()}
    return replace(
        told_by,
        ref=link.ref,
        kind=link.kind,
        occurred_at=at or link.at,
        stated_at=link.at,
        voids_ref=None,
        voids_only=None,
        chain=_before(link, told_by.chain),
        payload=payload,
    )


_TIMES = {
    EventKind.ACUTE_ARRIVED: "period_start",
    EventKind.ADMITTED: "period_start",
    EventKind.LEAVE_STARTED: "leave_start",
    EventKind.LEAVE_ENDED: "leave_end",
    EventKind.DISCHARGED: "period_end",
}


def _before(link: ChainLink, chain: tuple[ChainLink, ...]) -> tuple[ChainLink, ...]:
    return chain[: [each.ref for each in chain].index(link.ref)]
