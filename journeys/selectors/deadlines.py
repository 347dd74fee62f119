"""How the sweep of deadlines keeps up (DESIGN §5; PERFORMANCE P5)."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, DurationField, ExpressionWrapper, F, Max

from journeys.models import Deadline
from journeys.models.deadline import DeadlineState


@dataclass(frozen=True, slots=True)
class DeadlineFigures:
    """Pending ones, of these overdue now; and of the last hour how many fired and how long after their time at most."""

    pending: int
    overdue: int
    fired: int
    longest_lag: timedelta | None


def deadline_figures(now: datetime, *, within: timedelta) -> DeadlineFigures:
    """At `now`; the fired ones of the span before it."""
    lag = ExpressionWrapper(F("fired_at") - F("due_at"), output_field=DurationField())
    fired = Deadline.objects.filter(state=DeadlineState.FIRED.value, fired_at__gt=now - within, fired_at__lte=now)
    found = fired.aggregate(fired=Count("pk"), longest_lag=Max(lag))
    pending = Deadline.objects.pending()
    return DeadlineFigures(pending=pending.count(), overdue=Deadline.objects.due(now).order_by().count(), **found)
