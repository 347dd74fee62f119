"""Which discharges were cancelled, and what was decided about them falls with them (RULES 2i AN_SLHJ, 2e X6)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from journeys.domain.events import EventKind, EventRecord, EventSource
from journeys.domain.history.effective import effective
from journeys.domain.history.endings import discharges_of
from journeys.domain.history.release import withdrawn_refs
from journeys.domain.history.voiding import Voiding, cancels, tells_the_same


@dataclass(frozen=True, slots=True)
class CancelledDischarge:
    """A discharge of which nothing stands: as it was told last, and when it had begun to be told and to hold."""

    discharge: EventRecord
    since: datetime
    told_at: datetime
    # When it was said that it never was.
    cancelled_at: datetime

    def was_meant_by(self, event: EventRecord) -> bool:
        """Whether a decision was made about it: while it was told of, and not before it happened."""
        return self.since <= event.occurred_at and self.told_at <= event.stated_at < self.cancelled_at


def cancelled_discharges(
    events: Sequence[EventRecord], counting: Sequence[EventRecord]
) -> tuple[CancelledDischarge, ...]:
    """The cancelled discharges of one journey, from all its events, voided ones too, and those that count.

    An entry that was taken back is none where the message that told of the same discharge stands, nor is a word that
    did not hold when it was taken back: told twice, and another one stood.
    """
    voiding, standing = Voiding.of(events), discharges_of(counting)
    found = []
    for event in events:
        target = voiding.reached(event) if event.kind is EventKind.CANCELLED else None
        if target is None or target.kind is not EventKind.DISCHARGED:
            continue
        if target.source is not EventSource.MESSAGE and any(tells_the_same(target, each) for each in standing):
            continue
        words = _words(target, voiding)
        if not _held_one_of(words, before=event, events=events):
            continue
        since, told_at = min(each.occurred_at for each in words), min(each.stated_at for each in words)
        found.append(CancelledDischarge(target, since, told_at, event.stated_at))
    return tuple(found)


def _held_one_of(words: Sequence[EventRecord], *, before: EventRecord, events: Sequence[EventRecord]) -> bool:
    """Whether one of these words was the discharge as things stood when `before` took it back."""
    refs = {word.ref for word in words}
    # A clock may be wrong: what is taken back had been told.
    told = [event for event in events if event.stated_at <= before.stated_at or event.ref in refs]
    stood = {event.ref for event in discharges_of(effective([event for event in told if event.ref != before.ref]))}
    return not refs.isdisjoint(stood)


def taken_back(events: Sequence[EventRecord]) -> list[tuple[EventRecord, datetime]]:
    """Everything that was cancelled, with when that was said: a question that it had answered is asked from then on.

    What was undone before anybody else had read it asks nothing anew (DESIGN §4).
    """
    cancelling = [event for event in events if cancels(event)]
    if not cancelling:
        return []
    voiding, unread = Voiding.of(events), withdrawn_refs(events)
    targets = [(voiding.reached(event), event.stated_at) for event in cancelling]
    return [(target, said_at) for target, said_at in targets if target is not None and target.ref not in unread]


def told_of(discharge: EventRecord, events: Sequence[EventRecord]) -> list[EventRecord]:
    """Every word that told of one discharge, among all events of its journey."""
    return _words(discharge, Voiding.of(events))


def _words(discharge: EventRecord, voiding: Voiding) -> list[EventRecord]:
    """Everything that told of one discharge: it was corrected, or entered by hand too."""
    found: dict[str, EventRecord] = {}
    event: EventRecord | None = discharge
    while event is not None and event.ref not in found:
        found[event.ref] = event
        found |= {entry.ref: entry for entry in voiding.twins.get(event.ref, [])}
        before = voiding.reached(event)
        event = before if before is not None and before.kind is discharge.kind else None
    return list(found.values())
