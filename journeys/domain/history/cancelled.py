"""Which discharges were cancelled, and what was decided about them falls with them (RULES 2i AN_SLHJ, 2e X6)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from journeys.domain.events import EventKind, EventRecord, EventSource
from journeys.domain.history.history import History
from journeys.domain.history.voiding import Voiding
from journeys.domain.history.words import cancels, tells_the_same


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


def cancelled_discharges(history: History) -> tuple[CancelledDischarge, ...]:
    """The cancelled discharges of one journey.

    An entry that was taken back is none where the message that told of the same discharge stands, nor is a word that
    did not hold when it was taken back: told twice, and another one stood.
    """
    voiding, found = history.voiding, []
    for event in history.events:
        target = voiding.reached(event) if event.kind is EventKind.CANCELLED else None
        if target is None or target.kind is not EventKind.DISCHARGED:
            continue
        if target.source is not EventSource.MESSAGE and any(
            tells_the_same(target, each) for each in history.discharges
        ):
            continue
        words = _words(target, voiding)
        if not _held_one_of(words, before=event, events=history.events):
            continue
        since, told_at = min(each.occurred_at for each in words), min(each.stated_at for each in words)
        found.append(CancelledDischarge(target, since, told_at, event.stated_at))
    return tuple(found)


def _held_one_of(words: Sequence[EventRecord], *, before: EventRecord, events: Sequence[EventRecord]) -> bool:
    """Whether one of these words was the discharge as things stood when `before` took it back."""
    refs = {word.ref for word in words}
    # A clock may be wrong: what is taken back had been told.
    told = [event for event in events if event.stated_at <= before.stated_at or event.ref in refs]
    stood = {event.ref for event in History(event for event in told if event.ref != before.ref).discharges}
    return not refs.isdisjoint(stood)


def taken_back(history: History) -> list[tuple[EventRecord, datetime]]:
    """Everything that was cancelled, with when that was said: a question that it had answered is asked from then on.

    What was undone before anybody else had read it asks nothing anew (DESIGN §4).
    """
    targets = [(history.voiding.reached(event), event.stated_at) for event in history.events if cancels(event)]
    return [(target, at) for target, at in targets if target is not None and target.ref not in history.withdrawn]


def told_of(history: History, discharge: EventRecord) -> list[EventRecord]:
    """Every word that told of one discharge, among all events of its journey."""
    return _words(discharge, history.voiding)


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
