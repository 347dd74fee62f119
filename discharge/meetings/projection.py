"""Projects what is asked of the ward about meetings (001 bilag 2, B2-P5)."""

from discharge.meetings.rules import meeting_tasks
from journeys.actions.projection.citizen import CitizenProjection

SOURCE = "meetings"


def project_meetings(projection: CitizenProjection) -> None:
    """At most one open task of each kind per journey; runs in the event's transaction."""
    for item in projection.journeys:
        wanted = meeting_tasks(item.history, item.state, item.journey.speciality)
        projection.sync_tasks(item, source=SOURCE, wanted=wanted)
