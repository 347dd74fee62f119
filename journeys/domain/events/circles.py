"""Who hears of what is closed: those who sent or got it, and nobody else in the journey (001 bilag 2, B2-P5 c)."""

from collections.abc import Mapping, Sequence

from journeys.domain.events import EventKind, EventRecord
from journeys.domain.events.catalogue import PAYLOADS
from journeys.domain.events.payloads.documents import Addressed, OfDocument, OfKind

Circle = frozenset[str]
_OF_DOCUMENTS = frozenset(kind for kind, shape in PAYLOADS.items() if issubclass(shape, OfKind))


def circles_of(events: Sequence[EventRecord]) -> Mapping[str, Circle]:
    """The units that hear of each closed event, by its ref; what is not here everybody in the journey hears of.

    A word about a version is heard by whoever sent or got that version, and so is what takes a closed event back.
    """
    closed = {event.ref: event for event in events if event.kind in _OF_DOCUMENTS and event.read(OfKind).is_closed}
    if not closed:
        return {}
    circles = {ref: _own(event) for ref, event in closed.items()}
    sent: dict[tuple[str | None, int | None], Circle] = {}
    for event in closed.values():
        if event.kind is EventKind.DOCUMENT_SENT:
            sent[_version(event)] = sent.get(_version(event), frozenset()) | circles[event.ref]
    for ref, event in closed.items():
        if event.kind is not EventKind.DOCUMENT_SENT:
            circles[ref] |= sent.get(_version(event), frozenset())
    # Recorded later than what they take back, so one pass reaches the end of a chain.
    for event in sorted(events, key=lambda each: each.sequence):
        if event.voids_ref in circles:
            circles[event.ref] = circles[event.voids_ref] | circles.get(event.ref, frozenset())
    return circles


def _own(event: EventRecord) -> Circle:
    return frozenset(filter(None, (event.organisation, *event.read(Addressed).receivers)))


def _version(event: EventRecord) -> tuple[str | None, int | None]:
    said = event.read(OfDocument)
    return said.document, said.version
