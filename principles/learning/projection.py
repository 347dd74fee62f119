"""What was looked through falls with the end of the stay that it was looked through for (001-103; DESIGN §2)."""

from journeys.actions.projection.citizen import CitizenProjection
from journeys.domain.events.kinds import END_KINDS
from principles.learning.selectors import OVER
from principles.models import LearningCase


def project_checks(projection: CitizenProjection) -> None:
    """A stay that turned out to go on has to be looked through anew when it ends; the lesson stays as a draft.

    Runs in the event's transaction. The row is locked before it is read: somebody may be checking it right now.
    """
    going_on = [
        item.journey.pk
        for item in projection.journeys
        if item.journey.status_value not in OVER and any(event.kind in END_KINDS for event in item.events)
    ]
    if not going_on:
        return
    for case in LearningCase.objects.select_for_update().filter(journey__in=going_on):
        if case.checked_at is not None:
            case.pack, case.checked_at, case.checked_by = None, None, None
            case.save(update_fields=["pack", "checked_at", "checked_by"])
