"""How the outbox is doing, for the health endpoint and the administrator (DESIGN §5)."""

from datetime import datetime, timedelta

from notifications.models import OutboxMessage


def oldest_overdue_outbox(now: datetime) -> timedelta | None:
    """How long the oldest due row has waited; None when nothing is due."""
    since = OutboxMessage.objects.due(now).values_list("next_attempt_at", flat=True).first()
    return None if since is None else now - since
