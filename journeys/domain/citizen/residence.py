"""Which municipality is the citizen's, from when: messages and statements as evidence (RULES 2c P6, 2e X7)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from journeys.domain.events import EventKind, EventRecord
from journeys.domain.events.payloads.citizen import UnitStated
from journeys.domain.events.payloads.stays import Receiver, TakingBack
from journeys.domain.history.effective import effective


@dataclass(frozen=True, slots=True)
class Residence:
    """From `since` on (None: as far back as is known) the municipality; "" is known to be none in Denmark."""

    since: datetime | None
    municipality: str
    # The word by hand that it rests on; None where a message's receiver tells it.
    statement: EventRecord | None = field(default=None, compare=False)


def residences(events: Iterable[EventRecord], statements: Iterable[EventRecord]) -> tuple[Residence, ...]:
    """The municipalities of one journey over time, oldest first.

    A statement by hand holds from the day that it names; the receiver of a contact's message from when the message was
    sent, and only where it differs from the receiver before it: a hospital that goes on writing to the old address
    knows nothing new. Later knowledge overrides earlier knowledge of the time after it, never of the time before.
    """
    spans: list[Residence] = []
    receiver: str | None = None
    for event in _as_they_were_stated(events, statements):
        if event.kind is EventKind.RESIDENCE_STATED:
            spans = _from(spans, Residence(event.occurred_at, event.read(UnitStated).organisation or "", event))
        elif event.read(Receiver).municipality != receiver:
            receiver = event.read(Receiver).municipality
            since = max(event.stated_at, event.occurred_at) if spans else None
            spans = _from(spans, Residence(since, receiver or ""))
    return tuple(spans)


def residence_at(spans: Sequence[Residence], at: datetime | None = None) -> str | None:
    """The municipality at `at` (None: the last one stated); "" is none in Denmark, None is unknown."""
    holding = [span for span in spans if at is None or span.since is None or span.since <= at]
    return holding[-1].municipality if holding else None


def _as_they_were_stated(events: Iterable[EventRecord], statements: Iterable[EventRecord]) -> list[EventRecord]:
    """Messages that were corrected or cancelled stay evidence of their time: what came later reaches forward only."""
    named = [event for event in events if event.read(Receiver).municipality]
    return sorted([*named, *residence_statements(statements)], key=_when_stated)


def residence_statements(statements: Iterable[EventRecord]) -> list[EventRecord]:
    """What was said of the residence by hand and stands, as it was said: which one is the last, it says so itself."""
    homes = [
        event
        for event in effective(list(statements))
        if event.kind is EventKind.RESIDENCE_STATED and not event.read(TakingBack).taken_back
    ]
    return sorted(homes, key=_when_stated)


def _when_stated(event: EventRecord) -> tuple[object, ...]:
    """One letter to two receivers has two refs, `id` and `id>2`: which came first must not decide who is the last."""
    return (
        event.stated_at,
        event.occurred_at,
        event.ref.partition(">")[0],
        event.read(Receiver).municipality or "",
        event.ref,
    )


def _from(spans: Sequence[Residence], span: Residence) -> list[Residence]:
    since = span.since
    before = [each for each in spans if since is not None and (each.since is None or each.since < since)]
    if before and before[-1].municipality == span.municipality:
        return before
    return [*before, span]
