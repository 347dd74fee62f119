"""Tables of telling: what is to be done after commit, and what units have been told."""

from notifications.models.notification import Notification
from notifications.models.outbox import OutboxMessage

__all__ = ["Notification", "OutboxMessage"]
