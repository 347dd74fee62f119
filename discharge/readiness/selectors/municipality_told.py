"""When the municipality was told that a citizen is ready: what went out, not what was meant to (RULES 2b F5b)."""

from collections.abc import Iterator, Mapping
from datetime import datetime

from discharge.agreement.selectors import StayStory
from journeys.domain.events import EventRecord
from journeys.models import Journey
from notifications.models import Notification


def told_municipality(journey: Journey, story: StayStory) -> Mapping[str, datetime]:
    """When the municipality was first told, by the ref of the registration; nothing for those nobody told it of.

    A corrected registration was told when the first one was. Nobody is told of a citizen whom it does not serve.
    """
    refs = [period.ref for period in story.periods]
    if not refs or journey.municipality_id is None:
        return {}
    keys = {f"event:{event.uuid}:{journey.municipality_id}": ref for ref in refs for event in _chain(ref, story)}
    told: dict[str, datetime] = {}
    for key, at in Notification.objects.filter(key__in=list(keys)).values_list("key", "created_at"):
        told[keys[key]] = min(at, told.get(keys[key], at))
    return told


def _chain(ref: str, story: StayStory) -> Iterator[EventRecord]:
    """A registration and what it corrects."""
    event = story.by_ref(ref)
    while event is not None:
        yield event
        event = story.by_ref(event.voids_ref) if event.voids_ref else None
