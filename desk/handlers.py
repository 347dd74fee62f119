"""What happens when somebody comes in, goes, or changes how they come in: written in the security log (D12)."""

from typing import Any

from allauth.account.signals import password_changed
from allauth.mfa.signals import authentication_failed, authenticator_added, authenticator_removed
from django.contrib.auth.signals import user_logged_in, user_logged_out
from django.dispatch import Signal
from django.utils import timezone

from organisations.actions.security import SecurityKind, record_security
from organisations.models import User

# Signed in is after the last factor; signed out is by hand, or because the session was over.
_KINDS: dict[Signal, SecurityKind] = {
    user_logged_in: SecurityKind.SIGNED_IN,
    user_logged_out: SecurityKind.SIGNED_OUT,
    authentication_failed: SecurityKind.SECOND_FACTOR_FAILED,
    authenticator_added: SecurityKind.SECOND_FACTOR_ADDED,
    authenticator_removed: SecurityKind.SECOND_FACTOR_REMOVED,
    password_changed: SecurityKind.PASSWORD_CHANGED,
}


def listen() -> None:
    """Connect every signal, once."""
    for signal, kind in _KINDS.items():
        signal.connect(_KindWriter(kind), dispatch_uid=f"desk.{kind.value}", weak=False)


class _KindWriter:
    """A receiver that writes one kind."""

    def __init__(self, kind: SecurityKind) -> None:
        self.kind = kind

    def __call__(self, sender: Any, user: Any = None, **_: Any) -> None:
        if isinstance(user, User):
            record_security(self.kind, now=timezone.now(), user=user)
