"""An administrator closes a unit: its people end, and what was asked of it goes to its successor (issue 6, B31)."""

from collections.abc import Callable
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from organisations.actions.history import saved_by
from organisations.actions.memberships import end_membership
from organisations.actions.organisations import refuse_circle
from organisations.actions.security import SecurityKind, record_security
from organisations.domain.refusals import InvalidOrganisation
from organisations.models import Membership, Organisation, User
from organisations.querysets import unended

# Upper apps move what they keep for a unit; each is called in the closing's own transaction.
Mover = Callable[[Organisation, Organisation], None]
_MOVERS: list[Mover] = []


def on_closing(mover: Mover) -> None:
    """Register what moves from a closed unit to the one that answers for it."""
    if mover not in _MOVERS:
        _MOVERS.append(mover)


@transaction.atomic
def close_unit(
    unit: Organisation, *, now: datetime, successor: Organisation | None = None, by: User | None = None
) -> Organisation:
    """Close it today. Returns who answers from now on: the successor, or else the unit above it.

    Raises InvalidOrganisation where nobody would answer, or where units in use lie under it.
    """
    answers = successor or unit.parent
    if unit.closed_on is not None:
        raise InvalidOrganisation("unit.closed", _("Enheden er allerede lukket."))
    if answers is None or answers.closed_on is not None or answers.pk == unit.pk:
        raise InvalidOrganisation("unit.no_successor", _("Vælg en åben enhed, der overtager."))
    if unit.children.filter(closed_on__isnull=True).exists():
        raise InvalidOrganisation("unit.children", _("Luk eller flyt først de enheder, der hører under den."))
    refuse_circle(unit, answers)
    today = timezone.localdate(now)
    unit.closed_on, unit.successor = today, successor
    saved_by(unit, by)
    _end_memberships(unit, today, by=by)
    for mover in _MOVERS:
        mover(unit, answers)
    record_security(SecurityKind.UNIT_CLOSED, now=now, by=by, unit=str(unit.pk), heir=str(answers.pk))
    return answers


def _end_memberships(unit: Organisation, today: date, *, by: User | None) -> None:
    """From today nobody acts for it; what would have begun later never does."""
    for membership in Membership.objects.in_unit(unit.pk).filter(unended(today)):
        if membership.valid_from >= today:
            membership._history_user = by  # type: ignore[attr-defined]
            membership.delete()
        else:
            end_membership(membership, valid_to=today, by=by)
