"""Telling units, exactly once per key (DESIGN §2)."""

from dataclasses import dataclass
from datetime import datetime
from uuid import NAMESPACE_OID, UUID, uuid5

from django.db import transaction

from notifications.actions.addressing import address
from notifications.domain.kinds import NotificationKind
from notifications.domain.redaction import Facts, check_facts
from notifications.models import Notification


@dataclass(frozen=True, slots=True)
class FirstRead:
    """Who had read it before it was told, on the page where it stands, and when."""

    at: datetime
    by_id: int | None


@transaction.atomic
def notify_unit(
    *,
    unit_id: UUID,
    kind: NotificationKind,
    subject_ref: UUID | str,
    key: str,
    facts: Facts,
    now: datetime,
    telling: UUID | None = None,
    first_read: FirstRead | None = None,
) -> Notification:
    """Tell a unit something about a journey or task; the same key again returns what was told the first time.

    `telling` is the event that is told; what no event says is recognised by its key without the unit. Whom of the unit
    it concerns is settled with it, in one transaction.
    """
    check_facts(facts)
    row = Notification(
        unit_id=unit_id,
        kind=kind,
        subject_ref=UUID(str(subject_ref)),
        telling=telling or uuid5(NAMESPACE_OID, key.removesuffix(f":{unit_id}")),
        key=key,
        facts=dict(facts),
        created_at=now,
        seen_at=first_read.at if first_read else None,
        seen_by_id=first_read.by_id if first_read else None,
    )
    Notification.objects.bulk_create([row], ignore_conflicts=True)
    first = Notification.objects.get(key=key)
    if first.pk == row.pk and first.seen_at is None:
        address(first, now=now)
    return first
