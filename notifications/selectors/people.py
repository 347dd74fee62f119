"""Who of a unit can be told, and how they want it."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from notifications.domain.groups import NewsGroup
from notifications.domain.mail import Hours, MailWay, Person
from notifications.models import MailChoice, MailHours, TellingRule
from organisations.domain.permissions import WHO_MAY, Permission
from organisations.models import Membership, Organisation
from organisations.selectors.units import sharing_units


def people_of(unit: Organisation, group: NewsGroup, *, on: date) -> list[Person]:
    """Everybody who works for the unit on a day and may read such news, with their own choice for the group."""
    roles: dict[int, set[str]] = defaultdict(set)
    for user_id, role in _staff(unit, group, on).values_list("user_id", "role").order_by("user_id", "role"):
        roles[user_id].add(role)
    chosen = dict(MailChoice.objects.filter(user__in=roles, group=group.value).values_list("user_id", "way"))
    return [
        Person(user, frozenset(held), MailWay(chosen[user]) if user in chosen else None) for user, held in roles.items()
    ]


def _staff(unit: Organisation, group: NewsGroup, on: date) -> QuerySet[Membership]:
    reads = Permission.MANAGE_REFERENCE_DATA if group is NewsGroup.ACCOUNTS else Permission.VIEW_JOURNEY
    return Membership.objects.valid_on(on).filter(
        unit_id__in=sharing_units(unit), role__in=[role.value for role in WHO_MAY[reads]], user__is_active=True
    )


def rules_of(unit_id: UUID, group: NewsGroup, *, on: date) -> list[TellingRule]:
    """The unit's rules in force for a group."""
    return list(TellingRule.objects.valid_on(on).filter(unit_id=unit_id, group=group.value).order_by("pk"))


def anybody_chose(group: NewsGroup) -> bool:
    """Whether anybody wants mail of the group at all: where nobody does, nothing more is looked up."""
    return MailChoice.objects.filter(group=group.value).exclude(way=MailWay.NONE.value).exists()


def hours_of(user_ids: Collection[int]) -> dict[int, Hours]:
    """When each of them wants mail; those who never said so are not among them."""
    return {row.user_id: row.value for row in MailHours.objects.filter(user__in=user_ids)}
