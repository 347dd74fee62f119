"""What units have been told of accounts; what they were told of journeys is read in journeys, where sight is."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from notifications.domain.kinds import ABOUT_ACCOUNTS
from notifications.models import Notification


def account_news(unit_ids: Collection[UUID], *, since: datetime, most: int = 3) -> list[Notification]:
    """What the units were lately told of administrators' roles; nobody can press it away."""
    told = Notification.objects.to_units(unit_ids).filter(kind__in=ABOUT_ACCOUNTS, created_at__gte=since)
    return list(told.order_by("-created_at", "id")[:most])
