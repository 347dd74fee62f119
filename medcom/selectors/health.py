"""How the intake keeps up (DESIGN §5)."""

from datetime import datetime

from django.conf import settings

from medcom.domain.states import WAITING
from medcom.models import Gateway, InboundMessage


def oldest_waiting_at() -> datetime | None:
    """When the oldest message that is not worked off came in; None when nothing waits."""
    waiting = InboundMessage.objects.filter(state__in=[state.value for state in WAITING])
    return waiting.order_by("received_at").values_list("received_at", flat=True).first()


def speak_for_all() -> list[str]:
    """Active gateways that may deliver for every sender: right for a national hub, else nobody decided it (D14)."""
    if settings.DEMO:
        return []
    return list(Gateway.objects.active().filter(all_senders=True).values_list("name", flat=True))
