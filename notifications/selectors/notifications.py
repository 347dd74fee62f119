"""What units have been told and not yet seen."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db.models import Count, QuerySet

from notifications.domain.kinds import ABOUT_ACCOUNTS
from notifications.models import Notification


def unread_for_units(unit_ids: Collection[UUID]) -> QuerySet[Notification]:
    """Unread notifications of the units, newest first."""
    return Notification.objects.to_units(unit_ids).unread().order_by("-created_at", "id")


def account_news(unit_ids: Collection[UUID], *, since: datetime, most: int = 3) -> list[Notification]:
    """What the units were lately told of administrators' roles; nobody can press it away."""
    told = Notification.objects.to_units(unit_ids).filter(kind__in=ABOUT_ACCOUNTS, created_at__gte=since)
    return list(told.order_by("-created_at", "id")[:most])


def unread_count(unit_ids: Collection[UUID]) -> int:
    """How many notifications the units have not seen."""
    return Notification.objects.to_units(unit_ids).unread().count()


def unread_by_subject(unit_ids: Collection[UUID], subject_refs: Collection[UUID]) -> dict[UUID, int]:
    """Unread notifications per journey or task, for the rows of a list; one query however long the list is."""
    rows = Notification.objects.to_units(unit_ids).unread().about(subject_refs).order_by()
    return dict(rows.values_list("subject_ref").annotate(Count("id")))
