"""How the intake keeps up (DESIGN §5)."""

from datetime import datetime

from medcom.domain.states import WAITING
from medcom.models import InboundMessage


def oldest_waiting_at() -> datetime | None:
    """When the oldest message that is not worked off came in; None when nothing waits."""
    waiting = InboundMessage.objects.filter(state__in=[state.value for state in WAITING])
    return waiting.order_by("received_at").values_list("received_at", flat=True).first()
