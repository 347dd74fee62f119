"""The municipal acute function of a citizen as it runs at a moment (RULES 2d S8, S9)."""

from datetime import datetime

from journeys.domain.doctors.handovers import AcuteFunction, acute_function_at
from journeys.domain.events import EventKind
from journeys.models import Journey, JourneyEvent

_KINDS = (
    EventKind.ACUTE_FUNCTION_STARTED,
    EventKind.ACUTE_FUNCTION_ENDED,
    EventKind.TREATMENT_OVER,
    EventKind.HANDOVER_ACCEPTED,
    # An acceptance answers one of two offers; old ones do not say which.
    EventKind.HANDOVER_OFFERED,
    EventKind.PHYSICIAN_NAMED,
)


def running_function(journey: Journey, *, now: datetime) -> AcuteFunction | None:
    """The acute function that runs at `now`, in whichever journey of the citizen it began; one query."""
    events = JourneyEvent.objects.filter(
        placement__journey__citizen_id=journey.citizen_id, placement__voided=False, kind__in=_KINDS
    ).order_by("occurred_at", "placement__position")
    return acute_function_at([event.as_record() for event in events], now)
