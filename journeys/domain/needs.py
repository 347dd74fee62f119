"""What proves that a citizen needs the municipality at discharge (RULES 2b F10a; DESIGN §4): then it takes part."""

from collections.abc import Sequence

from journeys.domain.events import EventKind, EventRecord

_STATES_REASONS = frozenset({EventKind.READY_REGISTERED, EventKind.REASONS_STATED})


def needs_municipality(counting: Sequence[EventRecord]) -> bool:
    """Whether a municipal reason to wait, or an answer of the municipality, proves the need; by events that count."""
    return any(_proves(event) for event in counting)


def _proves(event: EventRecord) -> bool:
    if event.kind in _STATES_REASONS:
        return any(reason.get("sector") == "municipality" for reason in event.payload.get("reasons") or ())
    if event.kind is EventKind.NURSING_ANSWERED:
        return event.payload.get("community_nursing") is True
    return event.kind is EventKind.MUNICIPAL_ENROLLED and event.payload.get("needed") is True
