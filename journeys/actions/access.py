"""Writes the access log and the two grants that let someone look without being a party (DESIGN §6; RULES 4)."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from django.db import transaction

from journeys.actions.acts import Refused
from journeys.models import AccessLog, BreakGlassGrant, Citizen, CurrentContact
from organisations.domain.permissions import Permission
from organisations.models import User
from organisations.selectors.permissions import check_can

BREAK_GLASS_FOR = timedelta(hours=1)
CURRENT_CONTACT_FOR = timedelta(hours=24)
SHORTEST_REASON = 10


class Look(StrEnum):
    """What was done."""

    LIST = "list"
    OPEN = "open"
    SEARCH = "search"
    ACT = "act"
    READ_LOG = "read_log"


class Purpose(StrEnum):
    """On what ground."""

    PARTY = "party"
    CURRENT_CONTACT = "current_contact"
    BREAK_GLASS = "break_glass"
    SEARCH = "search"
    SELF = "self"
    ADMINISTRATION = "administration"


def log_look(
    user: User,
    look: Look,
    *,
    now: datetime,
    purpose: Purpose = Purpose.PARTY,
    citizens: Iterable[UUID] = (),
    journeys: Iterable[UUID] = (),
    reason: str = "",
) -> AccessLog:
    """One row: a list with the ids that it showed, a page with its one id. Never a CPR number or a citizen's name."""
    unit = user.unit
    return AccessLog.objects.create(
        at=now,
        user_uuid=user.uuid,
        user_name=user.name or user.get_username(),
        unit_id=unit.pk if unit else None,
        unit_name=unit.name if unit else "",
        role=user.role.value if user.role else "",
        action=look.value,
        purpose=purpose.value,
        reason=reason,
        citizen_ids=sorted({str(citizen) for citizen in citizens}),
        journey_ids=sorted({str(journey) for journey in journeys}),
    )


@transaction.atomic
def break_glass(citizen: Citizen, *, by: User, reason: str, now: datetime) -> BreakGlassGrant:
    """Opens one citizen for an hour against a reason of at least ten characters; somebody else reviews it later."""
    check_can(by, Permission.BREAK_GLASS)
    if len(reason.strip()) < SHORTEST_REASON:
        raise Refused("access.reason_too_short", shortest=SHORTEST_REASON)
    grant = BreakGlassGrant.objects.create(
        user=by, citizen=citizen, reason=reason.strip(), granted_at=now, expires_at=now + BREAK_GLASS_FOR
    )
    log_look(by, Look.OPEN, now=now, purpose=Purpose.BREAK_GLASS, citizens=[citizen.pk], reason=reason.strip())
    return grant


def end_break_glass(*, by: User, now: datetime) -> None:
    """Closes the user's own running grants before the hour is over; what was opened stays in the log."""
    BreakGlassGrant.objects.filter(user=by, expires_at__gt=now).update(expires_at=now)


@transaction.atomic
def claim_current_contact(citizen: Citizen, *, by: User, now: datetime) -> CurrentContact:
    """States that the citizen is in contact with an out-of-hours or acute unit now; holds for 24 hours, logged."""
    check_can(by, Permission.CLAIM_CURRENT_CONTACT)
    contact = CurrentContact.objects.create(
        user=by, citizen=citizen, stated_at=now, expires_at=now + CURRENT_CONTACT_FOR
    )
    log_look(by, Look.OPEN, now=now, purpose=Purpose.CURRENT_CONTACT, citizens=[citizen.pk])
    return contact


def review_break_glass(grant: BreakGlassGrant, *, by: User, justified: bool, note: str, now: datetime) -> None:
    """A colleague's verdict on an emergency access; one's own cannot be reviewed."""
    check_can(by, Permission.REVIEW_BREAK_GLASS)
    if grant.user_id == by.pk:
        raise Refused("access.own_review")
    grant.reviewed_by, grant.reviewed_at, grant.justified, grant.review_note = by, now, justified, note.strip()
    grant.save(update_fields=["reviewed_by", "reviewed_at", "justified", "review_note"])
