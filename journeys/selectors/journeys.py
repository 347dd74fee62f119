"""Looks up journeys and their events."""

from uuid import UUID

from django.db.models import QuerySet

from journeys.models import EventPlacement, Journey, JourneyEvent


def current_journey_id(some_id: UUID) -> UUID | None:
    """The journey that an id leads to today: itself, the one it was merged into, or the one its event lies in."""
    if Journey.objects.current().filter(pk=some_id).exists():
        return some_id
    return EventPlacement.objects.filter(event__uuid=some_id).values_list("journey_id", flat=True).first()


def timeline(journey: Journey) -> QuerySet[JourneyEvent]:
    """All events of a journey, newest first, with who and where, and whether they still count (`placement.voided`)."""
    return (
        JourneyEvent.objects.filter(placement__journey=journey)
        .select_related("placement", "organisation", "actor")
        .order_by("-placement__position")
    )
