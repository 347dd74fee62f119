"""Named questions that the reference tables answer."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Self
from uuid import UUID

from django.contrib.auth.models import UserManager as DjangoUserManager
from django.db import models
from django.db.models import Q

from organisations.domain.kinds import WARD_KINDS, OrganisationKind

if TYPE_CHECKING:
    from organisations.models import (
        CooperationArea,
        CooperationAreaMember,
        Membership,
        Organisation,
        RoleRequest,
        User,
    )


def unended(day: date, prefix: str = "") -> Q:
    """Rows with `valid_to` that hold on a day or will: without an end, or with a later one (half-open)."""
    return Q(**{f"{prefix}valid_to__isnull": True}) | Q(**{f"{prefix}valid_to__gt": day})


def _valid_on(day: date, prefix: str = "") -> Q:
    # Half-open [valid_from, valid_to); an unknown start counts as "for as long as we know".
    starts = Q(**{f"{prefix}valid_from__isnull": True}) | Q(**{f"{prefix}valid_from__lte": day})
    return starts & unended(day, prefix)


class OrganisationQuerySet(models.QuerySet["Organisation"]):
    """Organisations by what they are and where they belong."""

    def of_kind(self, *kinds: OrganisationKind) -> Self:
        """Only these kinds."""
        return self.filter(kind__in=kinds)

    def wards(self) -> Self:
        """Places where a citizen can lie in a bed: wards and emergency departments."""
        return self.filter(kind__in=WARD_KINDS)

    def under(self, root_id: UUID) -> Self:
        """Everything that belongs to one hospital, municipality or practice, itself included."""
        return self.filter(Q(root_id=root_id) | Q(pk=root_id))

    def of_municipality(self, code: str) -> Self:
        """Organisations situated in or run by the municipality with this code."""
        return self.filter(municipality_code=code)


class CooperationAreaQuerySet(models.QuerySet["CooperationArea"]):
    """Clusters and health councils."""

    def valid_on(self, day: date) -> Self:
        """Areas that exist on a day."""
        return self.filter(_valid_on(day))


class CooperationAreaMemberQuerySet(models.QuerySet["CooperationAreaMember"]):
    """Who belongs to which area, and when."""

    def valid_on(self, day: date) -> Self:
        """Memberships of an area that hold on a day."""
        return self.filter(_valid_on(day))

    def of(self, organisation_ids: Iterable[UUID]) -> Self:
        """Memberships of these organisations."""
        return self.filter(organisation_id__in=list(organisation_ids))


class MembershipQuerySet(models.QuerySet["Membership"]):
    """Who works where, as what, and when."""

    def valid_on(self, day: date) -> Self:
        """Memberships that hold on a day."""
        return self.filter(_valid_on(day))

    def in_unit(self, unit_id: UUID) -> Self:
        """Memberships of one unit."""
        return self.filter(unit_id=unit_id)


class RoleRequestQuerySet(models.QuerySet["RoleRequest"]):
    """Roles that somebody asked for and another must give."""

    def waiting(self) -> Self:
        """Not decided yet."""
        return self.filter(decided_at__isnull=True)


class UserManager(DjangoUserManager["User"]):
    """Users with the unit they act for, so that a request needs one query for both."""

    use_in_migrations = False

    def get_queryset(self) -> models.QuerySet[User]:
        """Join the active membership and its unit."""
        return super().get_queryset().select_related("active_membership__unit")
