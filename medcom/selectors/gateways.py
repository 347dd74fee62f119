"""When the hospitals last spoke, and who is silent (DESIGN §5)."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Max

from medcom.domain.states import WAITING, MessageState
from medcom.models import Gateway, InboundMessage


@dataclass(frozen=True, slots=True)
class Silence:
    """A gateway that has not delivered for longer than it should; `since` is None when it never has."""

    name: str
    since: datetime | None


@dataclass(frozen=True, slots=True)
class IntakeHealth:
    """What the health endpoint says about messages."""

    waiting: int
    oldest_waiting_at: datetime | None
    failed: int
    last_message_at: datetime | None
    gateways: dict[str, datetime | None]


def last_message_at(now: datetime) -> datetime | None:
    """When the newest notification that became an event was received, through whichever door."""
    accepted = InboundMessage.objects.filter(state=MessageState.ACCEPTED.value, received_at__lte=now)
    return accepted.order_by("-received_at").values_list("received_at", flat=True).first()


def silent_gateways(now: datetime) -> list[Silence]:
    """Active gateways that should have been heard from by now, the longest silence first."""
    silent = []
    for gateway in Gateway.objects.active().exclude(silent_after_minutes=None):
        heard = gateway.last_message_at or gateway.created_at
        if heard + timedelta(minutes=gateway.silent_after_minutes or 0) <= now:
            silent.append((heard, Silence(gateway.name, gateway.last_message_at)))
    return [silence for _heard, silence in sorted(silent, key=lambda item: item[0])]


def intake_health(now: datetime) -> IntakeHealth:
    """Numbers for the health endpoint."""
    waiting = InboundMessage.objects.filter(state__in=[state.value for state in WAITING])
    return IntakeHealth(
        waiting=waiting.count(),
        oldest_waiting_at=waiting.order_by("received_at").values_list("received_at", flat=True).first(),
        failed=waiting.filter(state=MessageState.FAILED_WILL_RETRY.value).count(),
        last_message_at=Gateway.objects.aggregate(last=Max("last_message_at"))["last"],
        gateways={gateway.name: gateway.last_message_at for gateway in Gateway.objects.active()},
    )
