"""What a user may see, from memberships and grants (DESIGN §6)."""

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from journeys.domain.sight import Sight
from journeys.models import BreakGlassGrant, CurrentContact, Journey
from journeys.querysets import JourneyQuerySet
from organisations.domain.roles import Role, Sector, sector_of
from organisations.models import User
from organisations.selectors.units import unit_scope

# They see numbers, reference data or themselves, never other citizens (DESIGN §6).
_WITHOUT_JOURNEYS = frozenset({Role.CLUSTER_ADMINISTRATOR, Role.SYSTEM_ADMINISTRATOR, Role.CITIZEN})


def own_sight(user: User, *, now: datetime) -> Sight:
    """What the active unit sees without anybody opening anything: what the worklists show."""
    if not user.is_authenticated or user.role is None or user.unit is None or user.role in _WITHOUT_JOURNEYS:
        return Sight()
    if user.role is Role.OUT_OF_HOURS_DOCTOR:
        return Sight()
    return Sight(units=unit_scope(user.unit), needs_services=sector_of(user.role) is Sector.MUNICIPALITY)


def sight_of(user: User, *, now: datetime) -> Sight:
    """Sight at `now`: the active unit's journeys, and citizens opened by a current contact or break-glass."""
    if not user.is_authenticated or user.role is None or user.unit is None or user.role in _WITHOUT_JOURNEYS:
        return Sight()
    return replace(own_sight(user, now=now), citizens=broken_glass(user, now=now) | current_contacts(user, now=now))


def broken_glass(user: User, *, now: datetime) -> frozenset[UUID]:
    """Citizens whom the user has opened by break-glass within the hour."""
    grants = BreakGlassGrant.objects.filter(user=user, expires_at__gt=now)
    return frozenset(grants.values_list("citizen_id", flat=True))


def broken_glass_until(user: User, *, now: datetime) -> datetime | None:
    """When the user's last running break-glass ends; None when none runs."""
    grants = BreakGlassGrant.objects.filter(user=user, expires_at__gt=now)
    return grants.order_by("-expires_at").values_list("expires_at", flat=True).first()


def current_contacts(user: User, *, now: datetime) -> frozenset[UUID]:
    """Citizens whom the user has stated to be in contact with within the day."""
    contacts = CurrentContact.objects.filter(user=user, expires_at__gt=now)
    return frozenset(contacts.values_list("citizen_id", flat=True))


def visible_journeys(user: User, *, now: datetime) -> JourneyQuerySet:
    """The journeys that the user may see now; the only way in for every page and API."""
    return Journey.objects.visible_to(sight_of(user, now=now))
