"""The municipal acute function of a citizen as it runs at a moment (RULES 2d S8, S9)."""

from datetime import datetime

from discharge.agreement.selectors import kept_story
from journeys.domain.calendar.clock import LATEST
from journeys.domain.doctors.handovers import AcuteFunction, acute_function_at
from journeys.domain.events import EventKind
from journeys.models import EventPlacement, Journey, JourneyEvent

_KINDS = (
    EventKind.ACUTE_FUNCTION_STARTED,
    EventKind.ACUTE_FUNCTION_ENDED,
    EventKind.TREATMENT_OVER,
    EventKind.HANDOVER_ACCEPTED,
    # An acceptance answers one of two offers; old ones do not say which.
    EventKind.HANDOVER_OFFERED,
    EventKind.PHYSICIAN_NAMED,
)


# The states in which an acute function may run (RULES 2d): it answers, or 112 was called while it did.
RUNS = frozenset({"S8", "S9", "S11"})
_FUNCTION = "_acute_function"


def function_of(journey: Journey) -> AcuteFunction | None:
    """The citizen's acute function after everything that is known, in whichever journey it was said (S8, S9).

    Where none was said here and none runs by the citizen's stored answer, nothing more is asked. Kept with this row of
    a request: a page asks it for several buttons.
    """
    kept = journey.__dict__
    if _FUNCTION not in kept:
        own = acute_function_at(kept_story(journey).counting, LATEST)
        asks = own is not None or _runs_by_answer(journey)
        kept[_FUNCTION] = running_function(journey, now=LATEST) if asks else None
    function: AcuteFunction | None = kept[_FUNCTION]
    return function


def _runs_by_answer(journey: Journey) -> bool:
    answer = getattr(journey.citizen, "responsibility", None)
    return answer is not None and bool(answer.periods) and answer.periods[-1]["open"]["state"] in RUNS


def journey_of(journey: Journey, ref: str) -> Journey:
    """The journey in which an event of the citizen's acute function lies."""
    if kept_story(journey).by_ref(ref) is not None:
        return journey
    rows = EventPlacement.objects.select_related("journey")
    return rows.get(event__source_ref=ref, journey__citizen_id=journey.citizen_id).journey


def running_function(journey: Journey, *, now: datetime) -> AcuteFunction | None:
    """The acute function that runs at `now`, in whichever journey of the citizen it began; one query."""
    events = JourneyEvent.objects.filter(
        placement__journey__citizen_id=journey.citizen_id, placement__voided=False, kind__in=_KINDS
    ).order_by("occurred_at", "placement__position")
    return acute_function_at([event.as_record() for event in events], now)
