"""Gateways: made with a token that is shown once, recognised by its hash."""

import hashlib
import secrets
from datetime import datetime

from django.conf import settings

from medcom.models import Gateway

DEMO_GATEWAY = "Demo"


def token_hash(token: str) -> str:
    """Tokens are long and random, so a plain digest is enough to keep them unreadable."""
    return hashlib.sha256(token.encode()).hexdigest()


def create_gateway(name: str, *, now: datetime, silent_after_minutes: int | None = 60) -> tuple[Gateway, str]:
    """A gateway and its token; nobody can read the token again."""
    token = secrets.token_urlsafe(32)
    gateway = Gateway.objects.create(
        name=name, token_hash=token_hash(token), silent_after_minutes=silent_after_minutes, created_at=now
    )
    return gateway, token


def renew_token(gateway: Gateway) -> str:
    """A new token, also the first one of a row that is not saved; the old one is worth nothing from now on."""
    token = secrets.token_urlsafe(32)
    gateway.token_hash = token_hash(token)
    gateway.save()
    return token


def ensure_demo_gateway(*, now: datetime) -> Gateway | None:
    """The demo's gateway with the token of the settings; None where there is no demo."""
    if not settings.DEMO or not settings.MEDCOM_DEMO_TOKEN:
        return None
    gateway, _created = Gateway.objects.update_or_create(
        name=DEMO_GATEWAY,
        defaults={"token_hash": token_hash(settings.MEDCOM_DEMO_TOKEN)},
        create_defaults={
            "token_hash": token_hash(settings.MEDCOM_DEMO_TOKEN),
            "silent_after_minutes": None,
            "created_at": now,
        },
    )
    return gateway


def gateway_with_token(token: str, *, now: datetime) -> Gateway | None:
    """The active gateway that a bearer token belongs to."""
    found = Gateway.objects.active().filter(token_hash=token_hash(token)).first()
    if found is None and settings.DEMO and secrets.compare_digest(token.encode(), settings.MEDCOM_DEMO_TOKEN.encode()):
        return ensure_demo_gateway(now=now)
    return found


def heard_from(gateway: Gateway, *, now: datetime) -> None:
    """Remembers when a gateway last delivered something."""
    Gateway.objects.filter(pk=gateway.pk).update(last_message_at=now)
