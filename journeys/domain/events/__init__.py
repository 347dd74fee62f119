"""The event vocabulary: kinds, what an event of a kind holds, and the record that carries it (DESIGN §2)."""

from journeys.domain.events.catalogue import PAYLOADS
from journeys.domain.events.kinds import CITIZEN_KINDS, CONTACT_KINDS, EventKind, EventSource, rank
from journeys.domain.events.payload import Payload
from journeys.domain.events.record import EventRecord

__all__ = ["CITIZEN_KINDS", "CONTACT_KINDS", "PAYLOADS", "EventKind", "EventRecord", "EventSource", "Payload", "rank"]
