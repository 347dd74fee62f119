"""Keeps what came in before anything looks at it (DESIGN §4 step 1)."""

import hashlib
from datetime import datetime

from medcom.actions.gateways import heard_from
from medcom.domain.states import Door, MessageState
from medcom.models import Gateway, InboundMessage
from medcom.parsing.oioxml.reading import APART_TYPE

_LONGEST_TYPE = 100


def store(
    body: bytes, *, content_type: str, door: Door, now: datetime, gateway: Gateway | None = None
) -> InboundMessage:
    """One row with the bytes, committed alone."""
    message = InboundMessage.objects.create(
        body=body,
        size=len(body),
        sha256=hashlib.sha256(body).hexdigest(),
        content_type=content_type[:_LONGEST_TYPE],
        received_at=now,
        gateway=gateway,
        door=door.value,
    )
    if gateway is not None:
        heard_from(gateway, now=now)
    return message


def part_of(whole: InboundMessage, body: bytes, number: int) -> InboundMessage:
    """A letter of an envelope with several as a message of its own, not saved yet."""
    return InboundMessage(
        body=body,
        size=len(body),
        sha256=hashlib.sha256(body).hexdigest(),
        content_type=APART_TYPE,
        received_at=whole.received_at,
        gateway=whole.gateway,
        door=whole.door,
        part_of=whole,
        part_number=number,
    )


def store_refused(
    body: bytes, code: str, *, content_type: str, gateway: Gateway | None, now: datetime
) -> InboundMessage:
    """Keeps a delivery that is refused before it is read: too large (its bytes are not taken in) or of a wrong type."""
    message = store(body, content_type=content_type, door=Door.GATEWAY, gateway=gateway, now=now)
    message.state = MessageState.UNREADABLE.value
    message.problems = [{"code": code, "expression": "", "detail": {}}]
    message.save(update_fields=["state", "problems"])
    return message
