"""What an administrator edits: the rules and steps of the units of their own house, the region's of every house."""

from datetime import date

from django.db.models import Q, QuerySet

from notifications.models import EscalationStep, Mail, TellingRule
from notifications.querysets import MailQuerySet
from organisations.domain.kinds import OrganisationKind
from organisations.domain.permissions import WHO_MAY, Permission
from organisations.domain.roles import Role
from organisations.models import Membership, Organisation, User
from organisations.querysets import unended
from organisations.selectors.units import house_ids, sharing_units


def manages_all(user: User) -> bool:
    """Whether the user administers for the region: every unit, and what holds where a unit has nothing of its own."""
    return user.unit is not None and user.unit.kind == OrganisationKind.REGION


def managed_units(user: User, *, on: date) -> QuerySet[Organisation]:
    """Units where people work who see citizens, and their houses; an administrator's own house, or all."""
    staff = Membership.objects.valid_on(on).filter(role__in=[role.value for role in WHO_MAY[Permission.VIEW_JOURNEY]])
    units = Organisation.objects.filter(closed_on=None).filter(
        Q(pk__in=staff.values("unit_id")) | Q(pk__in=staff.values("unit__root_id"))
    )
    if not manages_all(user):
        units = units.filter(pk__in=house_ids(user.unit) if user.unit else [])
    return units.select_related("root").order_by("name", "pk")


def managed_mails(user: User, *, on: date) -> MailQuerySet:
    """Mails to people of the administrator's own house; whose mail server answers what is no other house's business.

    DESIGN §6: an administrator of a house follows up its own people, the region's everybody's.
    """
    mails = Mail.objects.all()
    if manages_all(user):
        return mails
    people = Membership.objects.valid_on(on).filter(unit_id__in=house_ids(user.unit) if user.unit else [])
    return mails.filter(user_id__in=people.values("user_id"))


def rules_listed(unit: Organisation, *, on: date) -> QuerySet[TellingRule]:
    """The unit's rules that hold or will, by what they are about."""
    rows = TellingRule.objects.filter(unended(on), unit=unit)
    return rows.select_related("person").order_by("group", "role", "person__name", "pk")


def steps_listed(unit: Organisation | None, *, on: date) -> QuerySet[EscalationStep]:
    """The unit's steps that hold or will, in the order in which they are taken; without a unit those for everybody."""
    rows = EscalationStep.objects.filter(unended(on), unit=unit)
    return rows.select_related("person", "to_unit").order_by("watch", "waits_minutes", "pk")


def staff_listed(unit: Organisation, *, on: date) -> list[tuple[User, Role]]:
    """Everybody who shares the unit's news, by name, each once."""
    rows = Membership.objects.valid_on(on).filter(
        unit_id__in=sharing_units(unit),
        user__is_active=True,
        role__in=[role.value for role in WHO_MAY[Permission.VIEW_JOURNEY]],
    )
    people = {row.user_id: row for row in rows.select_related("user").order_by("-pk")}
    return sorted(((row.user, Role(row.role)) for row in people.values()), key=lambda pair: (pair[0].name, pair[0].pk))
