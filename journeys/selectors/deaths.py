"""The deaths that have been told of a citizen, in whichever journey (RULES 2i MORS)."""

from journeys.domain.doubts import DoubtKind
from journeys.domain.effective import voided_refs
from journeys.domain.events import EventKind
from journeys.models import Journey, JourneyEvent


def deaths_belied(journey: Journey) -> list[JourneyEvent]:
    """Of those the ones that lie before what this journey tells of the living citizen (a doubt `after_death`)."""
    refs = [doubt["ref"] for doubt in journey.doubts if doubt["kind"] == DoubtKind.AFTER_DEATH.value]
    lived = JourneyEvent.objects.filter(citizen_id=journey.citizen_id, source_ref__in=refs)
    last = max(lived.values_list("occurred_at", flat=True), default=None)
    return [death for death in deaths_told(journey) if last is not None and death.occurred_at < last]


def deaths_told(journey: Journey) -> list[JourneyEvent]:
    """Those of the journey's citizen that stand, in recorded order."""
    rows = list(JourneyEvent.objects.of_citizen(journey.citizen.root_id).select_related("organisation__root"))
    voided = voided_refs([row.as_record() for row in rows])
    return [row for row in rows if row.kind == EventKind.DIED.value and row.source_ref not in voided]
