"""From which journey somebody may say what holds for the citizen in all of them (DESIGN §6)."""

from dataclasses import replace
from datetime import datetime

from journeys.actions.refusals import Refused
from journeys.domain.calendar.long_leave import LONG_LEAVE
from journeys.domain.state.status import JourneyStatus
from journeys.models import Journey
from journeys.selectors.sight import current_contacts, own_sight
from journeys.selectors.whereabouts import in_hospital_elsewhere
from organisations.models import User

# The responsibility after a discharge lasts as long (RULES 2e).
_ANSWERS_FOR = LONG_LEAVE


def is_open(journey: Journey, *, now: datetime) -> bool:
    """Whether the journey's hospital has the citizen now, or its 72 hours after the discharge run."""
    if journey.unconfirmed:
        return False
    ended = journey.discharged_at
    return journey.is_in_hospital or (ended is not None and ended <= now < ended + _ANSWERS_FOR)


def check_facts_of_citizen(journey: Journey, *, by: User, now: datetime) -> None:
    """Raises Refused where a fact about the citizen would change a later stay that the user's unit does not see."""
    answers = is_open(journey, now=now) and not in_hospital_elsewhere(journey)
    if not answers and _later_unseen(journey, by=by, now=now):
        raise Refused("act.facts_of_others")


def _later_unseen(journey: Journey, *, by: User, now: datetime) -> bool:
    sight = replace(own_sight(by, now=now), citizens=current_contacts(by, now=now))
    others = Journey.objects.current().filter(citizen_id=journey.citizen_id, unconfirmed=False).exclude(pk=journey.pk)
    begun = _begun(journey)
    rows = list(others.exclude(status=JourneyStatus.CANCELLED.value))
    later = [row.pk for row in rows if row.is_in_hospital or begun is None or (_begun(row) or begun) >= begun]
    if not later:
        return False
    return Journey.objects.visible_to(sight).filter(pk__in=later).count() < len(later)


def _begun(journey: Journey) -> datetime | None:
    return journey.arrived_at or journey.planned_at
