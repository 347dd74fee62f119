"""How far a side has got with a journey: one rule for lists and pages (UX §1.a acknowledgement tick)."""

from enum import StrEnum


class Tick(StrEnum):
    """Received, opened, acknowledged; and acknowledged before something newer came."""

    RECEIVED = "received"
    SEEN = "seen"
    ACKNOWLEDGED = "acknowledged"
    ACKNOWLEDGED_BEFORE = "acknowledged_before"


def tick(*, newest: int, acknowledged: int, seen: int) -> Tick:
    """From sequences: the newest event of others that asks to be acknowledged, and how far the side has got.

    That somebody acknowledged is never lost: what came later is new, what came before stays acknowledged.
    """
    if acknowledged and acknowledged >= newest:
        return Tick.ACKNOWLEDGED
    if acknowledged:
        return Tick.ACKNOWLEDGED_BEFORE
    return Tick.SEEN if seen and seen >= newest else Tick.RECEIVED
