"""The deaths that have been told of a citizen, in whichever journey (RULES 2i MORS)."""

from journeys.domain.events import EventKind
from journeys.domain.history.history import History
from journeys.domain.state.doubts import DoubtKind
from journeys.models import Journey, JourneyEvent


def deaths_belied(journey: Journey) -> list[JourneyEvent]:
    """Those that stand and lie before what this journey first tells of the living citizen (a doubt `after_death`).

    A death between that and a later word stands: whether it is wrong too is the later word's own question.
    """
    refs = {doubt["ref"] for doubt in journey.doubts if doubt["kind"] == DoubtKind.AFTER_DEATH.value}
    rows = list(JourneyEvent.objects.of_citizen(journey.citizen.root_id).select_related("organisation__root"))
    lived = min((row.occurred_at for row in rows if row.source_ref in refs), default=None)
    if lived is None:
        return []
    deaths = [row for row in rows if row.kind == EventKind.DIED.value and row.occurred_at < lived]
    voided = History(row.as_record() for row in rows).voided
    return [death for death in deaths if death.source_ref not in voided]
