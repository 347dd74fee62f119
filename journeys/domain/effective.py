"""Which events count, and in which order: corrections, cancellations, the total order (DESIGN §2; medcom SPEC A3)."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from journeys.domain.events import EventKind, EventRecord, rank


def voided_refs(events: Iterable[EventRecord]) -> frozenset[str]:
    """The refs of all events that another event corrects or cancels, whatever the order in which they arrived.

    Voiding is final: cancelling a correction does not bring back what it corrected (AN_STIN of an RE_STIN leaves no
    admission). Of several corrections of the same event only the latest stated one holds.
    """
    known = {event.ref: event for event in events}
    claims: dict[str, list[EventRecord]] = defaultdict(list)
    for event in known.values():
        if (
            event.voids_ref is not None
            and event.voids_ref != event.ref
            and really_voids(event, known.get(event.voids_ref))
        ):
            claims[event.voids_ref].append(event)
    losers = {
        claim.ref for rivals in claims.values() for claim in rivals if claim is not max(rivals, key=_latest_statement)
    }
    return frozenset(claims) | losers


def really_voids(event: EventRecord, target: EventRecord | None) -> bool:
    """What has not arrived yet may have been anything, so only a correction of anything counts against rivals."""
    return event.voids_only is None if target is None else event.voids_only in (None, target.kind)


def _latest_statement(event: EventRecord) -> tuple[object, str]:
    return (event.stated_at, event.ref)


def in_order(events: Sequence[EventRecord]) -> list[EventRecord]:
    """Events in the total order: occurred_at, depth in the correction chain, rank, stated_at, ref; never recorded_at.

    When the source said it decides before its name does: of two things said of the same minute the later one holds.
    """
    by_ref = {event.ref: event for event in events}
    return sorted(events, key=lambda e: (e.occurred_at, _depth(e, by_ref), rank(e.kind), e.stated_at, e.ref))


def _depth(event: EventRecord, by_ref: dict[str, EventRecord]) -> int:
    depth, seen = 0, {event.ref}
    target = by_ref.get(event.voids_ref or "")
    while target is not None and target.ref not in seen:
        depth, seen = depth + 1, seen | {target.ref}
        target = by_ref.get(target.voids_ref or "")
    return depth


def effective(events: Sequence[EventRecord]) -> list[EventRecord]:
    """The events that count, in the total order: not voided, and not pure cancellations."""
    voided = voided_refs(events)
    return in_order([e for e in events if e.ref not in voided and e.kind is not EventKind.CANCELLED])
