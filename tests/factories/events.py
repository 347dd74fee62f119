"""Builders of event records and recorded events for tests."""

from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from journeys.domain.events import EventKind, EventRecord, EventSource

T0 = datetime(2026, 11, 16, 8, 0, tzinfo=UTC)
_numbers = count(1)


def at(hours: float) -> datetime:
    """T0 (Monday 16 November 2026 09:00 in Copenhagen) plus hours."""
    return T0 + timedelta(hours=hours)


def event(kind: EventKind, hours: float, **values: Any) -> EventRecord:
    """An event record `hours` after T0; payload keys may be given directly."""
    names = set(EventRecord.__slots__)
    fields = {key: value for key, value in values.items() if key in names}
    payload = {key: value for key, value in values.items() if key not in names}
    ref = fields.pop("ref", f"message-{next(_numbers)}")
    return EventRecord(
        ref=ref,
        uuid=str(uuid5(NAMESPACE_URL, ref)),
        sequence=fields.pop("sequence", next(_numbers)),
        kind=kind,
        occurred_at=at(hours),
        stated_at=fields.pop("stated_at", at(hours)),
        source=fields.pop("source", EventSource.MESSAGE),
        payload=payload,
        **fields,
    )
