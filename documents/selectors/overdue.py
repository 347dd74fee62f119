"""Plans and reports that nobody has answered, for those who are to be told: whoever got one and whoever sent it."""

from collections.abc import Iterator
from datetime import datetime

from django.db.models import Q

from documents.domain.answers import ASKING
from documents.models import Delivery
from notifications.domain.escalation import WATCHED_FOR, Overdue, Watch


def overdue_answers(now: datetime) -> Iterator[Overdue]:
    """From when the receiver reads it; a newer version asks anew. Once anything is said, it is no silence any more.

    Nobody comes home who has died: what was planned for it is not waited for.
    """
    newest = Q(replaced_at=None) | Q(replaced_at__gt=now)
    rows = Delivery.objects.filter(newest, kind__in=ASKING, answer="", error_at=None, journey__deceased_at=None)
    rows = rows.filter(released_at__lte=now, released_at__gt=now - WATCHED_FOR)
    for row in rows.order_by("released_at", "key"):
        watched = [(Watch.TO_ANSWER, row.receiver_id), (Watch.UNANSWERED, row.sender_id)]
        # Whoever sent it on has left the answer to the unit that got it so, and waits for it.
        for watch, unit in watched[1:] if row.forwarded_at else watched:
            yield Overdue(
                key=f"letter:{row.key}:{watch.value}",
                watch=watch,
                unit_id=unit,
                subject_ref=row.journey_id,
                due_at=row.released_at,
                about=row.kind,
            )
