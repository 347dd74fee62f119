"""Read by a person, once: of two at the same moment the first one counts."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from notifications.models import Notification
from organisations.models import User


def mark_read(unit_ids: Collection[UUID], *, telling: UUID, by: User, now: datetime) -> int:
    """Mark one telling as read, in every unit of the reader's that was told it. Returns how many rows were unread."""
    # The condition stands in the update itself: whoever waited for another's row finds it read.
    return Notification.objects.to_units(unit_ids).filter(telling=telling).unread().update(seen_at=now, seen_by=by)


def mark_seen(unit_ids: Collection[UUID], *, subject_ref: UUID, by: User, now: datetime) -> int:
    """Mark what the units were told about a subject until now. Returns how many rows were unread."""
    rows = Notification.objects.to_units(unit_ids).about([subject_ref]).unread()
    return rows.filter(created_at__lte=now).update(seen_at=now, seen_by=by)
