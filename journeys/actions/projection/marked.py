"""What each unit has seen of a journey that turned out to be part of another (projection of no event)."""

from collections import defaultdict
from collections.abc import Iterable
from uuid import UUID

from journeys.actions.projection.gathering import gathered_now
from journeys.models import ReadMark
from notifications.models import Notification


def carry_marks(retired_id: UUID, home_id: UUID) -> None:
    """A unit that had read the one has read that much of the other; the old mark stays, should they part again.

    What no event says (the 72 hours, a late letter) was told of the old address and leads to the new one.
    """
    Notification.objects.about([retired_id]).update(subject_ref=home_id)
    kept = {mark.unit_id: mark for mark in ReadMark.objects.filter(journey_id=home_id)}
    for mark in ReadMark.objects.filter(journey_id=retired_id):
        known = kept.get(mark.unit_id)
        if known is None:
            mark.pk, mark.journey_id = None, home_id
            mark.save(force_insert=True)


def carry_news(moved: Iterable[tuple[UUID, UUID]]) -> None:
    """What was told of events leads to the journey in which they lie now; `moved` are event and journey."""
    if gathered_now() is not None:
        return  # nobody has been told of anything yet
    by_journey: dict[UUID, list[UUID]] = defaultdict(list)
    for event_uuid, journey_id in moved:
        by_journey[journey_id].append(event_uuid)
    for journey_id, events in by_journey.items():
        Notification.objects.filter(telling__in=events).exclude(subject_ref=journey_id).update(subject_ref=journey_id)
