"""Where a person can act."""

from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from organisations.models import Membership, User


def memberships_of(user: User, *, on: date) -> QuerySet[Membership]:
    """The memberships to choose between on a day."""
    return Membership.objects.valid_on(on).filter(user=user).select_related("unit").order_by("unit__name", "role")


def membership_of(user: User, membership_id: int, *, on: date) -> Membership | None:
    """One of the user's own memberships, if it holds on a day."""
    return memberships_of(user, on=on).filter(pk=membership_id).first()


def membership_in(user: User, unit_id: str, *, on: date) -> Membership | None:
    """The user's membership of a unit, if there is one on a day."""
    try:
        return memberships_of(user, on=on).filter(unit_id=UUID(unit_id)).first()
    except ValueError:
        return None
