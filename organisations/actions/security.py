"""The one writer of security events: a row, and a line in the log of the server."""

from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID

import structlog

from organisations.domain.origin import origin
from organisations.models import SecurityEvent, User

_log = structlog.get_logger(__name__)
KNOWN_FOR = timedelta(days=90)


class SecurityKind(StrEnum):
    """What happened at the doors."""

    SIGNED_IN = "signed_in"
    SIGN_IN_FAILED = "sign_in_failed"
    LOCKED_OUT = "locked_out"
    SIGNED_OUT = "signed_out"
    MEMBERSHIP_SAVED = "membership_saved"
    MEMBERSHIP_ENDED = "membership_ended"
    CLINICAL_ROLE_FOR_ADMINISTRATOR = "clinical_role_for_administrator"
    ROLE_ASKED_FOR = "role_asked_for"
    ROLE_DECLINED = "role_declined"
    SECOND_FACTOR_FAILED = "second_factor_failed"
    SECOND_FACTOR_ADDED = "second_factor_added"
    SECOND_FACTOR_REMOVED = "second_factor_removed"
    PASSWORD_CHANGED = "password_changed"  # noqa: S105
    ACCOUNT_CHANGED = "account_changed"
    SEARCHES_LIMITED = "searches_limited"
    UNIT_CLOSED = "unit_closed"


def record_security(
    kind: SecurityKind, *, now: datetime, user: User | None = None, by: User | None = None, **detail: Any
) -> SecurityEvent:
    """Writes one event with the origin of the request. Details hold ids and codes, never names or what was typed."""
    where = origin.get()
    event = SecurityEvent.objects.create(
        at=now,
        kind=kind.value,
        user_uuid=user.uuid if user else None,
        by_uuid=by.uuid if by else None,
        address=where.address,
        device=where.device,
        detail=detail,
    )
    _log.info(
        "security",
        security=kind.value,
        user=str(event.user_uuid or ""),
        by=str(event.by_uuid or ""),
        address=where.address,
        **detail,
    )
    return event


def known_address(user_uuid: UUID, address: str, *, now: datetime) -> bool:
    """Whether the person has come in from this address lately: a stranger's guesses do not count against it."""
    return SecurityEvent.objects.filter(
        user_uuid=user_uuid, kind=SecurityKind.SIGNED_IN.value, address=address, at__gte=now - KNOWN_FOR
    ).exists()


def forget_who_asks() -> None:
    """No line that is logged from here on says who or from where, not even of somebody who is signed in."""
    structlog.contextvars.unbind_contextvars("client", "who")
