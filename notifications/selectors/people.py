"""Who of a unit can be told, and how they want it."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from notifications.domain.groups import NewsGroup
from notifications.domain.mail import MailWay, NewsRule, QuietHours, UnitPerson
from notifications.models import MailChoice, MailHours, TellingRule
from organisations.domain.permissions import WHO_MAY, Permission
from organisations.models import Membership, Organisation
from organisations.selectors.units import sharing_units

# What is not about journeys, and who may read it.
_READS = {NewsGroup.ACCOUNTS: Permission.MANAGE_REFERENCE_DATA, NewsGroup.PLANS: Permission.VIEW_PLANS}


def people_of(unit: Organisation, group: NewsGroup, *, on: date) -> list[UnitPerson]:
    """Everybody who works for the unit on a day and may read such news, with their own choice for the group."""
    roles: dict[int, set[str]] = defaultdict(set)
    units: dict[int, set[UUID]] = defaultdict(lambda: {unit.pk})
    staff = _staff(unit, group, on).order_by("user_id", "pk")
    for user_id, unit_id, role in staff.values_list("user_id", "unit_id", "role"):
        roles[user_id].add(role)
        if unit_id is not None:
            units[user_id].add(unit_id)
    chosen = dict(MailChoice.objects.filter(user__in=roles, group=group.value).values_list("user_id", "way"))
    ways = {user: MailWay(way) for user, way in chosen.items()}
    return [UnitPerson(user, frozenset(held), ways.get(user), frozenset(units[user])) for user, held in roles.items()]


def _staff(unit: Organisation, group: NewsGroup, on: date) -> QuerySet[Membership]:
    reads = _READS.get(group, Permission.VIEW_JOURNEY)
    return Membership.objects.valid_on(on).filter(
        unit_id__in=sharing_units(unit), role__in=[role.value for role in WHO_MAY[reads]], user__is_active=True
    )


def rules_of(unit: Organisation, group: NewsGroup, *, on: date) -> list[NewsRule]:
    """The rules in force for a group: the unit's, and those of the units whose people share its news."""
    rules = TellingRule.objects.valid_on(on).filter(unit_id__in=sharing_units(unit), group=group.value)
    return [rule.value for rule in rules.order_by("pk")]


def is_asked_for(group: NewsGroup, *, on: date) -> bool:
    """Whether any rule or anybody's choice is about the group: where none is, nothing more is looked up."""
    chosen = MailChoice.objects.filter(group=group.value).exclude(way=MailWay.NONE.value)
    return chosen.exists() or TellingRule.objects.valid_on(on).filter(group=group.value).exists()


def hours_of(user_ids: Collection[int]) -> dict[int, QuietHours]:
    """When each of them wants mail; those who never said so are not among them."""
    return {row.user_id: row.value for row in MailHours.objects.filter(user__in=user_ids)}
