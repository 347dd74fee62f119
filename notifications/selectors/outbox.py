"""How the outbox is doing, for the health endpoint and those who run the program (DESIGN §5)."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Q

from notifications.domain.outbox import OutboxState
from notifications.models import OutboxMessage


@dataclass(frozen=True, slots=True)
class OutboxCounts:
    """Rows that are not done: due now, held back until their time, and given up."""

    due: int
    held: int
    dead: int


def oldest_overdue_outbox(now: datetime) -> timedelta | None:
    """How long the oldest due row has waited; None when nothing is due."""
    since = OutboxMessage.objects.due(now).values_list("next_attempt_at", flat=True).first()
    return None if since is None else now - since


def outbox_counts(now: datetime) -> OutboxCounts:
    """How many there are of each, by the indexes of pending and dead rows."""
    pending = OutboxMessage.objects.filter(state=OutboxState.PENDING.value).aggregate(
        due=Count("pk", filter=Q(next_attempt_at__lte=now)), held=Count("pk", filter=Q(next_attempt_at__gt=now))
    )
    return OutboxCounts(**pending, dead=OutboxMessage.objects.dead().order_by().count())
