"""What happens when somebody comes in or goes: the session's clocks, and the security log (D12)."""

from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from organisations.actions.security import SecurityKind, record_security
from organisations.models import User


def signed_in(sender: Any, request: HttpRequest | None, user: User, **_: Any) -> None:
    """After the last factor."""
    record_security(SecurityKind.SIGNED_IN, now=timezone.now(), user=user)


def signed_out(sender: Any, request: HttpRequest | None, user: User | None, **_: Any) -> None:
    """By hand, or because the session was over."""
    if user is not None:
        record_security(SecurityKind.SIGNED_OUT, now=timezone.now(), user=user)
