"""Gateways: made with a token that is shown once, recognised by its hash."""

import hashlib
import secrets
from collections.abc import Iterable
from datetime import datetime

from django.conf import settings

from medcom.models import Gateway
from organisations.models import Organisation

DEMO_GATEWAY = "Demo"


def token_hash(token: str) -> str:
    """Tokens are long and random, so a plain digest is enough to keep them unreadable."""
    return hashlib.sha256(token.encode()).hexdigest()


def create_gateway(
    name: str,
    *,
    now: datetime,
    silent_after_minutes: int | None = 60,
    sender_roots: Iterable[Organisation] = (),
    all_senders: bool = False,
) -> tuple[Gateway, str]:
    """A gateway and its token, which nobody can read again; it delivers for the houses named, or for everybody."""
    token = secrets.token_urlsafe(32)
    gateway = Gateway.objects.create(
        name=name,
        token_hash=token_hash(token),
        silent_after_minutes=silent_after_minutes,
        all_senders=all_senders,
        created_at=now,
    )
    gateway.sender_roots.set(sender_roots)
    return gateway, token


def may_deliver_for(gateway: Gateway | None, sender: Organisation) -> bool:
    """Whether a message of this sender may come through the gateway; what comes by command is the operator's own."""
    if gateway is None or gateway.all_senders:
        return True
    return gateway.sender_roots.filter(pk__in=[sender.pk, sender.root_id or sender.pk]).exists()


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
        defaults={"token_hash": token_hash(settings.MEDCOM_DEMO_TOKEN), "all_senders": True, "demo": True},
        create_defaults={
            "demo": True,
            "token_hash": token_hash(settings.MEDCOM_DEMO_TOKEN),
            "silent_after_minutes": None,
            "all_senders": True,
            "created_at": now,
        },
    )
    return gateway


def gateway_with_token(token: str, *, now: datetime) -> Gateway | None:
    """The active gateway that a bearer token belongs to; a demo's opens nothing where there is no demo (D14)."""
    demo = settings.MEDCOM_DEMO_TOKEN
    is_demo = bool(demo) and secrets.compare_digest(token.encode(), demo.encode())
    if is_demo and not settings.DEMO:
        return None
    known = Gateway.objects.active().filter(token_hash=token_hash(token)).first()
    if known is not None and known.demo and not settings.DEMO:
        # The demo's token may have been another one when the row was made.
        return None
    return ensure_demo_gateway(now=now) if known is None and is_demo else known


def heard_from(gateway: Gateway, *, now: datetime) -> None:
    """Remembers when a gateway last delivered something."""
    Gateway.objects.filter(pk=gateway.pk).update(last_message_at=now)
