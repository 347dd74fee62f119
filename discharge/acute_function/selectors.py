"""The municipal acute function of a citizen as it runs at a moment (RULES 2d S8, S9)."""

from datetime import UTC, datetime

from discharge.agreement.selectors import kept_story
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


# The states in which an acute function answers (RULES 2d).
RUNS = frozenset({"S8", "S9"})
_END_OF_TIME = datetime.max.replace(tzinfo=UTC)


def function_of(journey: Journey) -> AcuteFunction | None:
    """The acute function after everything that is known: the journey's own, else that of another stay (S8, S9).

    Whether another one runs is read off the citizen's stored answer: where none does, nothing more is asked.
    """
    own = acute_function_at(kept_story(journey).counting, _END_OF_TIME)
    answer = getattr(journey.citizen, "responsibility", None)
    runs = answer is not None and bool(answer.periods) and answer.periods[-1]["open"]["state"] in RUNS
    return running_function(journey, now=_END_OF_TIME) if own is None and runs else own


def running_function(journey: Journey, *, now: datetime) -> AcuteFunction | None:
    """The acute function that runs at `now`, in whichever journey of the citizen it began; one query."""
    events = JourneyEvent.objects.filter(
        placement__journey__citizen_id=journey.citizen_id, placement__voided=False, kind__in=_KINDS
    ).order_by("occurred_at", "placement__position")
    return acute_function_at([event.as_record() for event in events], now)
