"""Give, end and switch memberships; the only writer of Membership and of a user's active unit."""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from organisations.actions.security import SecurityKind, record_security
from organisations.domain.refusals import InvalidOrganisation, NotAllowed
from organisations.domain.roles import Role
from organisations.models import Membership, Organisation, User


@transaction.atomic
def give_membership(
    user: User, *, unit: Organisation | None, role: Role, valid_from: date, by: User | None = None
) -> Membership:
    """A role in a unit from a day on; the first one becomes the active one. The same again changes nothing."""
    if (unit is None) is not (role is Role.CITIZEN):
        raise InvalidOrganisation("membership.unit", _("Alle roller undtagen borger hører til en enhed."))
    if by is not None and by.pk == user.pk:
        raise NotAllowed("membership.own", _("Du kan ikke ændre dine egne tilknytninger. Bed en anden administrator."))
    open_ended = Membership.objects.filter(user=user, unit=unit, role=role.value, valid_to__isnull=True)
    membership = open_ended.first() or _new(user, unit=unit, role=role, valid_from=valid_from, by=by)
    if user.active_membership_id is None:
        _activate(user, membership, by=by)
    return membership


@transaction.atomic
def end_membership(membership: Membership, *, valid_to: date, by: User | None = None) -> Membership:
    """The first day on which it no longer holds."""
    if valid_to <= membership.valid_from:
        raise InvalidOrganisation("membership.valid_to", _("Slutdatoen skal ligge efter startdatoen."))
    membership.valid_to = valid_to
    membership._history_user = by  # type: ignore[attr-defined]
    membership.save()
    return membership


@transaction.atomic
def save_membership(membership: Membership, *, by: User | None) -> Membership:
    """What an administrator enters: never for themself; a clinical role for an administrator is told (D7)."""
    if by is not None and membership.user_id == by.pk:
        raise NotAllowed("membership.own", _("Du kan ikke ændre dine egne tilknytninger. Bed en anden administrator."))
    membership._history_user = by  # type: ignore[attr-defined]
    membership.save()
    kind = SecurityKind.MEMBERSHIP_SAVED
    if membership.role != Role.SYSTEM_ADMINISTRATOR.value and _is_administrator(membership.user):
        kind = SecurityKind.CLINICAL_ROLE_FOR_ADMINISTRATOR
    unit = str(membership.unit_id or "")
    record_security(kind, now=timezone.now(), user=membership.user, by=by, role=membership.role, unit=unit)
    return membership


def _is_administrator(user: User) -> bool:
    return Membership.objects.filter(user=user, role=Role.SYSTEM_ADMINISTRATOR.value).exists()


def switch_active_unit(user: User, *, membership: Membership, on: date) -> User:
    """Act for another of one's own units; raises NotAllowed for someone else's or an ended one (DESIGN 6)."""
    if membership.user_id != user.pk:
        raise NotAllowed("membership.not_yours", _("Du kan kun skifte til dine egne enheder."))
    if not membership.is_valid_on(on):
        raise NotAllowed("membership.ended", _("Din tilknytning til enheden gælder ikke i dag."))
    return _activate(user, membership, by=user)


def _new(user: User, *, unit: Organisation | None, role: Role, valid_from: date, by: User | None) -> Membership:
    membership = Membership(user=user, unit=unit, role=role.value, valid_from=valid_from)
    membership._history_user = by  # type: ignore[attr-defined]
    membership.save()
    return membership


def _activate(user: User, membership: Membership, *, by: User | None) -> User:
    user.active_membership = membership
    user._history_user = by  # type: ignore[attr-defined]
    user.save(update_fields=["active_membership"])
    return user
