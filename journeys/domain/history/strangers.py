"""Messages of one chain or episode told of several citizens: whose it is, and what is asked about (RULES 2i V14)."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from journeys.domain.events import EventKind, EventRecord, EventSource
from journeys.domain.events.payloads.stays import OtherCitizenNamed, PlaceTold

# What is noted about messages; everything else that came by message is one.
NOTES_ON_MESSAGES = frozenset({EventKind.OTHER_CITIZEN_NAMED, EventKind.ALSO_SENT})


def stranger_marks(events: Sequence[EventRecord]) -> list[EventRecord]:
    """The questions of one journey about messages of another citizen's chain, each as the event that asks it.

    The chain is the citizen's of whom it was told first, by when it was said and not by when it came; every message
    of the others is a stranger. Where two were joined (V9) their messages stand together and nothing is asked.
    """
    marks = [event for event in events if event.kind is EventKind.OTHER_CITIZEN_NAMED]
    paired = [mark for mark in marks if mark.read(OtherCitizenNamed).keys]
    if not paired:
        return _decided_on_arrival(marks)
    held = {event.ref for event in events}
    pairs = [(mark, _own(events, mark)) for mark in paired if mark.read(OtherCitizenNamed).message not in held]
    pairs = [(mark, own) for mark, own in pairs if own]
    strange = [event for mark, own in pairs if _order(mark) < _order(own[0]) for event in own]
    found = {asked.ref: asked for asked in map(_about_own, strange)}
    for mark, own in pairs:
        # To whom the chain belongs hears of every stranger; a stranger of those that name what is told of him.
        if _order(mark) > _order(own[0]) and (not strange or mark.read(OtherCitizenNamed).here in held):
            ref = f"{mark.text('message')}!2"
            found[ref] = replace(mark, ref=ref, payload={**mark.payload, "here": _here(mark, own)})
    return sorted(found.values(), key=lambda event: (event.stated_at, event.ref))


def chain_keys(ref: str, chain: Iterable[str], episodes: Iterable[str]) -> list[str]:
    """Under which names a message is known: its own id, those of its chain, and its episodes."""
    return sorted({ref, *chain, *episodes})


def _own(events: Sequence[EventRecord], mark: EventRecord) -> list[EventRecord]:
    """The messages of this citizen that belong to the chain or an episode of the other's, the first said first."""
    keys = set(mark.read(OtherCitizenNamed).keys)
    messages = (e for e in events if e.source is EventSource.MESSAGE and e.kind not in NOTES_ON_MESSAGES)
    own = [e for e in messages if not keys.isdisjoint(chain_keys(e.ref, (x.ref for x in e.chain), e.episode_ids))]
    return sorted(own, key=_order)


def _here(mark: EventRecord, own: Sequence[EventRecord]) -> str:
    """What of this citizen's the stranger is about: what it names, else the first said, whichever came first."""
    told = mark.read(OtherCitizenNamed)
    return told.here if told.here and told.here in told.keys else own[0].ref


def _order(event: EventRecord) -> tuple[Any, str]:
    return event.stated_at, event.read(OtherCitizenNamed).message or event.ref


def _about_own(event: EventRecord) -> EventRecord:
    place = event.read(PlaceTold)
    named = OtherCitizenNamed(
        provider=place.provider, hospital=place.hospital, message=event.ref, here=event.ref, about=event.kind
    )
    return replace(event, ref=f"{event.ref}!1", kind=EventKind.OTHER_CITIZEN_NAMED, payload=named.dump())


def _decided_on_arrival(marks: Sequence[EventRecord]) -> list[EventRecord]:
    """Marks written when it was decided on arrival who the stranger is."""
    sides = Counter(event.read(OtherCitizenNamed).message for event in marks)
    return [event for event in marks if sides[event.read(OtherCitizenNamed).message] == 1]
