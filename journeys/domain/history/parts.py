"""The parts of one journey: each stay, with what was told of it until the next one began (RULES 2h; 2e X1)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from itertools import pairwise

from journeys.domain.calendar.clock import elapsed
from journeys.domain.events import CONTACT_KINDS, EventKind, EventRecord
from journeys.domain.history.contacts import COHERENT_GAP, Contact, ContactEnd, is_bed
from journeys.domain.history.effective import Sifted
from journeys.domain.history.history import JourneyHistory
from journeys.domain.history.voiding import Voiding

# These name what they are about, however late they are told.
_REACHING = frozenset({EventKind.DOCUMENT_SENT_IN_ERROR, EventKind.DOUBT_SETTLED})
# What is decided at home is about the stay that it leads to.
_AHEAD = frozenset({EventKind.ADMISSION_DECIDED, EventKind.ADMISSION_CALLED_OFF})


@dataclass(frozen=True, slots=True)
class Span:
    """From when until when something is of one stay, half-open; None is without bound.

    The stay itself lasted until `left_at`; a visit without a bed after it is in the span, and is none of the stay.
    """

    since: datetime | None
    until: datetime | None
    left_at: datetime | None
    # When the stay before it had ended.
    left_before: datetime | None = None
    # Whether the journey has nothing beside this stay.
    whole: bool = False

    def holds(self, at: datetime) -> bool:
        """Whether a moment lies in it."""
        return (self.since is None or at >= self.since) and (self.until is None or at < self.until)


def spans_of(history: JourneyHistory) -> tuple[Span, ...]:
    """The stays of a journey, oldest first; of one that has had no bed the visits. Never none.

    Contacts at most four hours apart are one stay (table 2h), also where a transfer, a leave or a visit lies in it. An
    emergency visit afterwards is no stay of its own: nobody was admitted (2d S2).
    """
    groups = list(_linked(history.contacts))
    kept = [group for group in groups if any(map(is_bed, group))] or groups
    if len(kept) <= 1 and kept == groups[-1:]:
        return (Span(None, None, kept[0][-1].end if kept else None, whole=True),)
    begun = [None, *(group[0].start for group in kept[1:])]
    left = [group[-1].end for group in kept]
    return tuple(map(Span, begun, [*begun[1:], None], left, [None, *left]))


def _linked(contacts: Sequence[Contact]) -> Iterator[list[Contact]]:
    group = list(contacts[:1])
    for before, contact in pairwise(contacts):
        over = before.ended_by is ContactEnd.DISCHARGED and before.end is not None
        if over and elapsed(before.end or contact.start, contact.start) > COHERENT_GAP:
            yield group
            group = []
        group.append(contact)
    if group:
        yield group


def part_of(history: JourneyHistory, span: Span) -> JourneyHistory:
    """The history of one stay as it stood before the next one began; of the only one the history itself."""
    return history if span.whole else _Part(history, span)


class _Part(JourneyHistory):
    """Some of a journey's events. What counts, and what voids what, the whole journey has said."""

    def __init__(self, whole: JourneyHistory, span: Span) -> None:
        self._whole, self._told = whole, tuple(event for event in whole.counting if _is_told_of(event, span, whole))
        told, counting = ({event.ref for event in events} for events in (self._told, whole.counting))
        others = (event for event in whole.events if event.ref not in counting)
        super().__init__(
            whole.id,
            (*(e for e in whole.events if e.ref in told), *(e for e in others if span.holds(e.occurred_at))),
        )

    @cached_property
    def voiding(self) -> Voiding:
        return self._whole.voiding

    @cached_property
    def withdrawn(self) -> frozenset[str]:
        return self._whole.withdrawn

    @cached_property
    def sifted(self) -> Sifted:
        return replace(
            self._whole.sifted, counting=self._told, late=(), after_death=(), other_house=(), twice=(), strange=()
        )


def _is_told_of(event: EventRecord, span: Span, whole: JourneyHistory) -> bool:
    """Whether an event that counts was told of the stay: in it, or after it at home."""
    at, again = event.occurred_at, whole.told_again.get(event.ref)
    if again is not None:
        at = next(first.occurred_at for first in whole.counting if first.ref == again)
    if event.kind in _REACHING:
        return span.since is None or at >= span.since
    if event.kind is EventKind.TERMINAL_DECLARED:
        # Once said it holds in later stays too.
        return span.until is None or at < span.until
    if event.kind in _AHEAD:
        after_one = span.left_before is None or at > span.left_before
        return after_one and (span.until is None or span.left_at is None or at <= span.left_at)
    if event.kind in CONTACT_KINDS and event.kind is not EventKind.DIED and span.left_at is not None:
        return span.holds(at) and at <= span.left_at
    return span.holds(at)
