"""Whether the machinery keeps up: the oldest overdue timer and effect, the last word of each gateway (DESIGN §5)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from desk.selectors.doors.demo_left import demo_left
from desk.selectors.machinery.gateways import last_messages
from journeys.models import Deadline
from medcom.selectors.health import oldest_waiting_at, speak_for_all
from notifications.selectors.mails import failed_number, oldest_overdue_mail
from notifications.selectors.outbox import oldest_overdue_outbox

# The sweep runs every 30 s and the relay every 5 s: five minutes late is not a busy minute any more.
TOO_LATE = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Health:
    """What monitoring reads; no personal data."""

    at: datetime
    deadline_overdue_for: timedelta | None
    outbox_overdue_for: timedelta | None
    message_waiting_for: timedelta | None
    gateways: dict[str, datetime | None]
    demo_left: Sequence[str]
    speak_for_all: Sequence[str]
    mail_overdue_for: timedelta | None = None
    mails_failed: int = 0

    @property
    def well(self) -> bool:
        """Whether nothing has waited for too long and no demo's doors are left (D14); a silent hospital is not ill."""
        return self.in_time and not self.demo_left

    @property
    def in_time(self) -> bool:
        """Whether nothing has waited for too long."""
        waits = (self.deadline_overdue_for, self.outbox_overdue_for, self.message_waiting_for)
        return all(wait is None or wait <= TOO_LATE for wait in waits)

    @property
    def _status(self) -> str:
        """The worst first; a gateway for all senders is something to decide, nothing that fails."""
        if not self.in_time:
            return "overdue"
        return "demo_left" if self.demo_left else "attention" if self.speak_for_all else "ok"

    def as_json(self) -> dict[str, Any]:
        """Seconds, and instants with offset; null where nothing waits or was ever said."""
        return {
            "status": self._status,
            "at": self.at.isoformat(),
            "oldest_overdue_deadline_seconds": _seconds(self.deadline_overdue_for),
            "oldest_overdue_outbox_seconds": _seconds(self.outbox_overdue_for),
            "oldest_waiting_message_seconds": _seconds(self.message_waiting_for),
            # A mail server that is away stops no work here: nobody restarts the house for it.
            "oldest_overdue_mail_seconds": _seconds(self.mail_overdue_for),
            "mails_failed": self.mails_failed,
            "last_message_at": {name: at.isoformat() if at else None for name, at in self.gateways.items()},
            "demo_left": list(self.demo_left),
            "gateways_for_all_senders": list(self.speak_for_all),
        }


def _seconds(span: timedelta | None) -> int | None:
    return None if span is None else int(span.total_seconds())


def health(now: datetime) -> Health:
    """The state at `now`."""
    due = Deadline.objects.due(now).values_list("due_at", flat=True).first()
    waiting = _since(oldest_waiting_at(), now)
    outbox = oldest_overdue_outbox(now)
    rest = (last_messages(), demo_left(), speak_for_all(), oldest_overdue_mail(now), failed_number())
    return Health(now, _since(due, now), outbox, waiting, *rest)


def _since(at: datetime | None, now: datetime) -> timedelta | None:
    return None if at is None else now - at
