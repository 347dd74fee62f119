"""What others did to a journey since a page of it was opened."""

from collections.abc import Sequence
from uuid import UUID

from desk.selectors.timeline.entries import TimelineEntry, entries_of, organisation_ids
from journeys.models import Journey, JourneyEvent
from journeys.selectors.reading import Reader, readable
from organisations.models import Organisation


def changed_since(journey: Journey, sequence: int, reader: Reader) -> list[TimelineEntry]:
    """What the reader may read of the events recorded after `sequence`, newest first."""
    found = JourneyEvent.objects.filter(placement__journey=journey).order_by("-pk")
    rows = readable(list(found.select_related("organisation", "actor__active_membership")), reader)
    return [entry for entry in entries_alone(rows) if entry.event.pk > sequence]


def entries_alone(events: Sequence[JourneyEvent]) -> list[TimelineEntry]:
    """Events with their words, outside a page."""
    ids = [UUID(each) for each in organisation_ids(events)]
    names = {str(each.pk): each.label for each in Organisation.objects.filter(pk__in=ids)}
    return entries_of(events, name_of=lambda each: names.get(str(each or ""), ""), seen=0, unit=None)
