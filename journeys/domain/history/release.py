"""When other houses may read of an event, and what they never read: undo (DESIGN §4; UX §1.0).

State follows an event at once. Its entry and its words reach the units of other houses when it is released, and never
if it was taken back or corrected before.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from journeys.domain.events import EventKind, EventRecord, EventSource
from journeys.domain.events.catalogue import CATALOGUE, PAYLOADS
from journeys.domain.events.payload import words_of
from journeys.domain.events.payloads.stays import TakingBack
from journeys.domain.history.voiding import really_voids

UNDO_WITHIN = timedelta(seconds=30)
# Somebody is on the line or on the way: these are read at once.
IMMEDIATE = frozenset(kind for kind, row in CATALOGUE.items() if row.immediate)
# Nothing but words: without them there is nothing to show.
_ONLY_WORDS = frozenset(kind for kind, row in CATALOGUE.items() if row.only_words)
_FREE_TEXT = frozenset[str]().union(*map(words_of, PAYLOADS.values()))


def release_of(kind: EventKind, source: EventSource, *, now: datetime, hold: bool) -> datetime:
    """The instant from which other houses read of it: half a minute later for what people do on a page.

    Messages and commands are read at once; so are a program's acts, unless it asks to `hold` them.
    """
    by_hand = source is EventSource.FORM or (source is EventSource.API and hold)
    return now + UNDO_WITHIN if by_hand and kind not in IMMEDIATE else now


def is_held(event: EventRecord, now: datetime) -> bool:
    """Whether it can still be undone without anybody having read of it."""
    return event.released_at is not None and now < event.released_at


def withdrawn_refs(events: Sequence[EventRecord]) -> frozenset[str]:
    """The refs of what no other house ever reads: what was voided before its release, and what only took it back."""
    by_ref = {event.ref: event for event in events}
    gone: set[str] = set()
    for voider in sorted(events, key=lambda event: event.sequence):
        target = by_ref.get(voider.voids_ref or "")
        if target is None or not _in_time(voider, target) or not really_voids(voider, target):
            continue
        gone.add(target.ref)
        if _says_nothing_new(voider, _standing(target, by_ref, gone)):
            gone.add(voider.ref)
    return frozenset(gone)


def _in_time(voider: EventRecord, target: EventRecord) -> bool:
    """Whether it was undone while it was held; a correction that arrived before its message undid nothing."""
    if voider.recorded_at is None or target.recorded_at is None:
        return False
    return target.recorded_at <= voider.recorded_at and is_held(target, voider.recorded_at)


def _standing(event: EventRecord, by_ref: Mapping[str, EventRecord], gone: set[str]) -> EventRecord | None:
    """What others still read where the event was meant to stand: the nearest one that it corrected."""
    found: EventRecord | None = event
    passed: set[str] = set()
    while found is not None and found.ref in gone and found.ref not in passed:
        passed.add(found.ref)
        found = by_ref.get(found.voids_ref or "")
    return found if found is not None and found.ref not in gone else None


def _says_nothing_new(voider: EventRecord, standing: EventRecord | None) -> bool:
    """A take-back of what nobody read, or the old words said again (voiding is final, so undo says them again)."""
    if voider.kind is EventKind.CANCELLED or voider.read(TakingBack).taken_back:
        return standing is None
    if standing is None:
        return False
    return (voider.kind, voider.occurred_at, dict(voider.payload)) == (
        standing.kind,
        standing.occurred_at,
        dict(standing.payload),
    )


def unread_refs(events: Sequence[EventRecord], *, is_own: Callable[[EventRecord], bool], now: datetime) -> set[str]:
    """The refs of what a reader may not read now; `is_own` tells the events of the reader's house."""
    withdrawn = withdrawn_refs(events)
    return {event.ref for event in events if not is_own(event) and (event.ref in withdrawn or is_held(event, now))}


def as_read(events: Sequence[EventRecord], unread: set[str]) -> list[EventRecord]:
    """The events without the unread ones; what voided an unread event voids what that one voided."""
    by_ref = {event.ref: event for event in events}
    return [
        event if event.voids_ref not in unread else replace(event, voids_ref=_behind(event, by_ref, unread))
        for event in events
        if event.ref not in unread
    ]


def _behind(event: EventRecord, by_ref: Mapping[str, EventRecord], unread: set[str]) -> str | None:
    ref, passed = event.voids_ref, {event.ref}
    while ref is not None and ref in unread and ref not in passed:
        passed.add(ref)
        ref = by_ref[ref].voids_ref
    return None if ref in passed else ref


def only_words(kind: EventKind) -> bool:
    """Whether an event changes nothing but what can be read."""
    return kind in _ONLY_WORDS or kind is EventKind.ACKNOWLEDGED


def without_words(kind: EventKind, payload: Mapping[str, Any]) -> dict[str, Any] | None:
    """The payload of an event that may not be read yet: its state without what somebody wrote; None if nothing else."""
    if kind in _ONLY_WORDS:
        return None
    bare: dict[str, Any] = {name: "" if name in _FREE_TEXT else value for name, value in payload.items()}
    if isinstance(bare.get("reasons"), list):
        bare["reasons"] = [{**reason, "text": ""} for reason in bare["reasons"]]
    return bare
