"""Keeps what came in before anything looks at it (DESIGN §4 step 1)."""

import hashlib
from datetime import datetime

from medcom.actions.gateways import heard_from
from medcom.domain.states import Door
from medcom.models import Gateway, InboundMessage

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
