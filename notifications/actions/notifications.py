"""Telling units, exactly once per key (DESIGN §2)."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from notifications.domain.kinds import NotificationKind
from notifications.domain.redaction import Facts, check_facts
from notifications.models import Notification
from organisations.models import User


def notify_unit(
    *, unit_id: UUID, kind: NotificationKind, subject_ref: UUID | str, key: str, facts: Facts, now: datetime
) -> Notification:
    """Tell a unit something about a journey or task; the same key again returns what was told the first time."""
    check_facts(facts)
    row = Notification(
        unit_id=unit_id, kind=kind, subject_ref=UUID(str(subject_ref)), key=key, facts=dict(facts), created_at=now
    )
    Notification.objects.bulk_create([row], ignore_conflicts=True)
    return Notification.objects.get(key=key)


def mark_seen(*, unit_ids: Collection[UUID], subject_ref: UUID | str, by: User, now: datetime) -> int:
    """Mark everything the units were told about a subject as seen; who was first stays. Returns how many were new."""
    rows = Notification.objects.to_units(unit_ids).about([UUID(str(subject_ref))]).unread()
    return rows.update(seen_at=now, seen_by=by)
