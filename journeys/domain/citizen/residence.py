"""Which municipality is the citizen's, from when: messages and statements as evidence (RULES 2c P6, 2e X7)."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from journeys.domain.events import EventKind, EventRecord
from journeys.domain.events.payloads.citizen import UnitStated
from journeys.domain.events.payloads.stays import Receiver, TakingBack
from journeys.domain.history.history import History


@dataclass(frozen=True, slots=True)
class Residence:
    """From `since` on (None: as far back as is known) the municipality; "" is known to be none in Denmark."""

    since: datetime | None
    municipality: str
    # The word by hand that it rests on; None where a message's receiver tells it.
    statement: EventRecord | None = field(default=None, compare=False)


def residences(history: History, statements: History, *, by: datetime | None = None) -> tuple[Residence, ...]:
    """The municipalities of one journey over time, oldest first, as its messages of until `by` (None: all) tell it.

    A statement by hand holds from the day that it names; the receiver of a contact's message from when the message was
    sent, and only where it differs from the receiver before it: a hospital that goes on writing to the old address
    knows nothing new. Later knowledge overrides earlier knowledge of the time after it, never of the time before.
    """
    spans: list[Residence] = []
    receiver: str | None = None
    told = [word for word in history.once(_receivers) if by is None or word.event.occurred_at <= by]
    for word in sorted((*told, *statements.once(_statements))):
        event, municipality = word.event, word.municipality
        if event.kind is EventKind.RESIDENCE_STATED:
            spans = _from(spans, Residence(event.occurred_at, municipality, event))
        elif municipality != receiver:
            receiver = municipality
            since = max(event.stated_at, event.occurred_at) if spans else None
            spans = _from(spans, Residence(since, municipality))
    return tuple(spans)


def residence_at(spans: Sequence[Residence], at: datetime | None = None) -> str | None:
    """The municipality at `at` (None: the last one stated); "" is none in Denmark, None is unknown."""
    holding = [span for span in spans if at is None or span.since is None or span.since <= at]
    return holding[-1].municipality if holding else None


def municipality_as_told(history: History, statements: History, at: datetime) -> str | None:
    """The municipality at `at` as the messages of until then tell it, in the words of `residence_at`."""
    return residence_at(residences(history, statements, by=at), at)


@dataclass(frozen=True, slots=True, order=True)
class _Word:
    """One word on the residence, in the order in which it was said."""

    place: tuple[object, ...]
    event: EventRecord = field(compare=False)
    municipality: str = field(compare=False)


def _receivers(history: History) -> tuple[_Word, ...]:
    """Messages that were corrected or cancelled stay evidence of their time: what came later reaches forward only."""
    named = ((event, event.read(Receiver).municipality) for event in history.events)
    return tuple(_Word(_when_stated(event, to), event, to) for event, to in named if to)


def _statements(statements: History) -> tuple[_Word, ...]:
    homes = (
        event
        for event in statements.counting
        if event.kind is EventKind.RESIDENCE_STATED and not event.read(TakingBack).taken_back
    )
    words = (_Word(_when_stated(event, ""), event, event.read(UnitStated).organisation or "") for event in homes)
    return tuple(sorted(words))


def residence_statements(statements: History) -> list[EventRecord]:
    """What was said of the residence by hand and stands, as it was said: which one is the last, it says so itself."""
    return [word.event for word in statements.once(_statements)]


def _when_stated(event: EventRecord, receiver: str) -> tuple[object, ...]:
    """One letter to two receivers has two refs, `id` and `id>2`: which came first must not decide who is the last."""
    return event.stated_at, event.occurred_at, event.ref.partition(">")[0], receiver, event.ref


def _from(spans: Sequence[Residence], span: Residence) -> list[Residence]:
    since = span.since
    before = [each for each in spans if since is not None and (each.since is None or each.since < since)]
    if before and before[-1].municipality == span.municipality:
        return before
    return [*before, span]
