"""One event as JSON, without the names and addresses that its message carried."""

from typing import Any

from desk.selectors.journey_json import moment, organisation_json
from journeys.models import EventPlacement, JourneyEvent

_PERSONAL = frozenset({"family_name", "given_names", "address_line", "postal_code", "city"})


def event_json(of: EventPlacement | JourneyEvent) -> dict[str, Any]:
    """An event and whether it still counts."""
    event, voided = (of.event, of.voided) if isinstance(of, EventPlacement) else (of, False)
    return {
        "id": str(event.uuid),
        "kind": event.kind,
        "occurred_at": moment(event.occurred_at),
        "recorded_at": moment(event.recorded_at),
        "source": event.source,
        "organisation": organisation_json(event.organisation),
        "actor": event.actor.name if event.actor else None,
        "voided": voided,
        "payload": {key: value for key, value in event.payload.items() if key not in _PERSONAL},
    }
