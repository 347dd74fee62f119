"""When the hospitals last spoke to us, and which of them are silent (DESIGN §5)."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypedDict

from django.core.cache import cache
from django.db.models import Subquery

from medcom.models import Gateway, InboundMessage

# Every page shows it; what is true for all need not be asked by each.
KEPT_FOR = timedelta(seconds=15)
_KEY = "desk.gateways"


class Silence(TypedDict):
    """The banner: which gateway, and since when (None: it never spoke)."""

    name: str
    since: datetime | None


@dataclass(frozen=True, slots=True)
class GatewayNews:
    """The last message of all, and the gateway that has been silent longest."""

    last_message_at: datetime | None
    silence: Silence | None


@dataclass(frozen=True, slots=True)
class _Heard:
    name: str
    created_at: datetime
    last_message_at: datetime | None
    silent_after: timedelta | None

    def silent_since(self, now: datetime) -> datetime | None:
        """The last sign of life, if it is too long ago."""
        since = self.last_message_at or self.created_at
        return since if self.silent_after is not None and now - since >= self.silent_after else None


def gateway_news(now: datetime) -> GatewayNews:
    """The news, at most some seconds old; how long a silence has lasted is worked out now."""
    heard, last_message_at = _kept()
    silent = [(since, each) for each in heard if (since := each.silent_since(now)) is not None]
    longest = min(silent, key=lambda pair: pair[0])[1] if silent else None
    return GatewayNews(
        last_message_at=last_message_at,
        silence=Silence(name=longest.name, since=longest.last_message_at) if longest else None,
    )


def last_messages() -> dict[str, datetime | None]:
    """Per active gateway, for the health endpoint; never from the cache."""
    return dict(Gateway.objects.active().values_list("name", "last_message_at"))


def _kept() -> tuple[list[_Heard], datetime | None]:
    """The gateways, and when the last message of a hospital came, by gateway or import."""
    kept: tuple[list[_Heard], datetime | None] | None = cache.get(_KEY)
    if kept is None:
        newest = InboundMessage.objects.from_hospitals().order_by("-received_at").values("received_at")[:1]
        gateways = list(Gateway.objects.active().annotate(newest_at=Subquery(newest)))
        newest_at = gateways[0].newest_at if gateways else _newest()  # type: ignore[attr-defined]
        kept = [_of(gateway) for gateway in gateways], newest_at
        cache.set(_KEY, kept, KEPT_FOR.total_seconds())
    return kept


def _newest() -> datetime | None:
    return (
        InboundMessage.objects.from_hospitals().order_by("-received_at").values_list("received_at", flat=True).first()
    )


def _of(gateway: Gateway) -> _Heard:
    minutes = gateway.silent_after_minutes
    silent_after = None if minutes is None else timedelta(minutes=minutes)
    return _Heard(gateway.name, gateway.created_at, gateway.last_message_at, silent_after)
