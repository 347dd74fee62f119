"""Where a person can act."""

from datetime import date

from django.db.models import QuerySet

from organisations.models import Membership, Organisation, User


def memberships_of(user: User, *, on: date) -> QuerySet[Membership]:
    """The memberships to choose between on a day."""
    return Membership.objects.valid_on(on).filter(user=user).select_related("unit").order_by("unit__name", "role")


def staff_of(unit: Organisation, *, on: date) -> QuerySet[Membership]:
    """Who works in a unit on a day."""
    return Membership.objects.valid_on(on).in_unit(unit.pk).select_related("user").order_by("user__name")
