"""How the demo's messages come in: through the same intake as real ones."""

import json
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from medcom.actions.intake import receive
from medcom.domain.states import Door, MessageState
from medcom.parsing.envelope import MessageOrganization
from organisations.models import Organisation


class DemoRefused(RuntimeError):
    """A demo message was not accepted: a fault of the demo or of the intake, never to be swallowed."""


def party(unit: Organisation) -> MessageOrganization:
    """A unit as messages name it."""
    code = unit.municipality_code if unit.kind == "municipality" else None
    return MessageOrganization(sor=unit.sor, gln=unit.gln, name=unit.name, municipality_code=code)


def come(body: Mapping[str, Any], at: datetime, *, expected: MessageState = MessageState.ACCEPTED) -> None:
    """A message of another system arrives, four seconds after it was sent."""
    raw, now = json.dumps(body).encode(), at + timedelta(seconds=4)
    message = receive(raw, content_type="application/fhir+json", door=Door.COMMAND, now=now)
    if message.state != expected:
        raise DemoRefused(f"{at}: {message.state} {message.problems}")
