"""Give, end and switch memberships; the only writer of Membership, RoleRequest and of a user's active unit."""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from organisations.actions.history import saved_by
from organisations.actions.security import SecurityKind, record_security
from organisations.domain.refusals import InvalidOrganisation, NotAllowed
from organisations.domain.roles import Role, needs_second_person
from organisations.models import Membership, Organisation, RoleRequest, User
from organisations.querysets import unended


@transaction.atomic
def give_membership(
    user: User, *, unit: Organisation | None, role: Role, valid_from: date, by: User | None = None
) -> Membership:
    """A role in a unit from a day on; the first one becomes the active one. The same again changes nothing."""
    if (unit is None) is not (role is Role.CITIZEN):
        raise InvalidOrganisation("membership.unit", _("Alle roller undtagen borger hører til en enhed."))
    if by is not None:
        _refuse_oneself(user, by)
        if takes_two_people(user, role):
            raise NotAllowed("membership.two_people", _("Den rolle gives af to administratorer."))
    return _give(user, unit=unit, role=role, valid_from=valid_from, by=by)


@transaction.atomic
def end_membership(membership: Membership, *, valid_to: date, by: User | None = None) -> Membership:
    """`valid_to` is the first day on which it no longer holds: of somebody who left, or of a unit that closes."""
    if valid_to <= membership.valid_from:
        raise InvalidOrganisation("membership.valid_to", _("Slutdatoen skal ligge efter startdatoen."))
    membership.valid_to = valid_to
    saved_by(membership, by)
    _write_down(SecurityKind.MEMBERSHIP_ENDED, membership.user, Role(membership.role), membership.unit, by=by)
    return membership


@transaction.atomic
def save_membership(membership: Membership, *, by: User) -> Membership | RoleRequest:
    """What an administrator enters: never for themself; what takes two people becomes a request (D7)."""
    _refuse_oneself(membership.user, by)
    role = Role(membership.role)
    if membership._state.adding and membership.unit is not None and takes_two_people(membership.user, role):
        return ask_for_role(membership.user, unit=membership.unit, role=role, valid_from=membership.valid_from, by=by)
    if _is_given_anew(membership) and takes_two_people(membership.user, role):
        raise NotAllowed("membership.two_people", _("Den rolle gives af to administratorer."))
    saved_by(membership, by)
    _follow_role(membership.user, role)
    kind = SecurityKind.MEMBERSHIP_ENDED if membership.valid_to else SecurityKind.MEMBERSHIP_SAVED
    _write_down(kind, membership.user, role, membership.unit, by=by)
    return membership


def _is_given_anew(membership: Membership) -> bool:
    """Whether an end that was set is taken away or put off."""
    ended_on = Membership.objects.filter(pk=membership.pk).values_list("valid_to", flat=True).first()
    return ended_on is not None and (membership.valid_to is None or membership.valid_to > ended_on)


def takes_two_people(user: User, role: Role) -> bool:
    """Whether the role is asked for by one administrator and given by another."""
    held = Membership.objects.filter(unended(timezone.localdate()), user=user)
    return needs_second_person(role, frozenset(Role(value) for value in held.values_list("role", flat=True)))


def ask_for_role(user: User, *, unit: Organisation, role: Role, valid_from: date, by: User) -> RoleRequest:
    """One administrator's half of a role that takes two; nothing is given yet."""
    _refuse_oneself(user, by)
    waiting = RoleRequest.objects.waiting().filter(user=user, unit=unit, role=role.value).first()
    if waiting is not None:
        return waiting
    request = RoleRequest.objects.create(
        user=user, unit=unit, role=role.value, valid_from=valid_from, asked_by=by, asked_at=timezone.now()
    )
    _write_down(SecurityKind.ROLE_ASKED_FOR, user, role, unit, by=by)
    return request


@transaction.atomic
def decide_role(request: RoleRequest, *, granted: bool, by: User) -> Membership | None:
    """The other half: by somebody who neither asked nor gets it. The role, or None when it was declined."""
    request = RoleRequest.objects.select_for_update(of=("self",)).get(pk=request.pk)
    if request.decided_at is not None:
        raise InvalidOrganisation("role_request.decided", _("Det er allerede besluttet."))
    if by.pk in (request.asked_by_id, request.user_id):
        raise NotAllowed(
            "role_request.own", _("En anden end den, der foreslog rollen, og den, der får den, skal beslutte.")
        )
    request.decided_by, request.decided_at, request.granted = by, timezone.now(), granted
    request.save(update_fields=["decided_by", "decided_at", "granted"])
    role = Role(request.role)
    if not granted:
        _write_down(SecurityKind.ROLE_DECLINED, request.user, role, request.unit, by=by)
        return None
    membership = _give(request.user, unit=request.unit, role=role, valid_from=request.valid_from, by=by)
    administrator = role is Role.SYSTEM_ADMINISTRATOR
    kind = SecurityKind.MEMBERSHIP_SAVED if administrator else SecurityKind.CLINICAL_ROLE_FOR_ADMINISTRATOR
    _write_down(kind, request.user, role, request.unit, by=by)
    return membership


def _refuse_oneself(user: User, by: User) -> None:
    if user.pk == by.pk:
        raise NotAllowed("membership.own", _("Du kan ikke ændre dine egne tilknytninger. Bed en anden administrator."))


def _give(user: User, *, unit: Organisation | None, role: Role, valid_from: date, by: User | None) -> Membership:
    open_ended = Membership.objects.filter(user=user, unit=unit, role=role.value, valid_to__isnull=True)
    membership = open_ended.first() or _new(user, unit=unit, role=role, valid_from=valid_from, by=by)
    _follow_role(user, role)
    if user.active_membership_id is None:
        _activate(user, membership, by=by)
    return membership


def _follow_role(user: User, role: Role) -> None:
    """Django's own pages ask for the flag too."""
    if role is Role.SYSTEM_ADMINISTRATOR and not user.is_staff:
        user.is_staff = True
        user.save(update_fields=["is_staff"])


def _write_down(kind: SecurityKind, user: User, role: Role, unit: Organisation | None, *, by: User | None) -> None:
    record_security(kind, now=timezone.now(), user=user, by=by, role=role.value, unit=str(unit.pk) if unit else "")


def switch_active_unit(user: User, *, membership: Membership, on: date) -> User:
    """Act for another of one's own units; raises NotAllowed for someone else's or an ended one (DESIGN 6)."""
    if membership.user_id != user.pk:
        raise NotAllowed("membership.not_yours", _("Du kan kun skifte til dine egne enheder."))
    if not membership.is_valid_on(on):
        raise NotAllowed("membership.ended", _("Din tilknytning til enheden gælder ikke i dag."))
    return _activate(user, membership, by=user)


def _new(user: User, *, unit: Organisation | None, role: Role, valid_from: date, by: User | None) -> Membership:
    membership = Membership(user=user, unit=unit, role=role.value, valid_from=valid_from)
    saved_by(membership, by)
    return membership


def _activate(user: User, membership: Membership, *, by: User | None) -> User:
    user.active_membership = membership
    user._history_user = by  # type: ignore[attr-defined]
    user.save(update_fields=["active_membership"])
    return user
