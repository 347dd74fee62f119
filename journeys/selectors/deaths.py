"""The deaths that have been told of a citizen, in whichever journey (RULES 2i MORS)."""

from journeys.domain.effective import voided_refs
from journeys.domain.events import EventKind
from journeys.models import Journey, JourneyEvent


def deaths_told(journey: Journey) -> list[JourneyEvent]:
    """Those of the journey's citizen that stand, in recorded order."""
    rows = list(JourneyEvent.objects.of_citizen(journey.citizen.root_id).select_related("organisation__root"))
    voided = voided_refs([row.as_record() for row in rows])
    return [row for row in rows if row.kind == EventKind.DIED.value and row.source_ref not in voided]
