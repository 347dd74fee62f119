"""What each unit has seen of a journey that turned out to be part of another (projection of no event)."""

from uuid import UUID

from journeys.models import ReadMark


def carry_marks(retired_id: UUID, home_id: UUID) -> None:
    """A unit that had read the one has read that much of the other; the old mark stays, should they part again."""
    kept = {mark.unit_id: mark for mark in ReadMark.objects.filter(journey_id=home_id)}
    for mark in ReadMark.objects.filter(journey_id=retired_id):
        known = kept.get(mark.unit_id)
        if known is None:
            mark.pk, mark.journey_id = None, home_id
            mark.save(force_insert=True)
