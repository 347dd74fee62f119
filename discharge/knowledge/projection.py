"""Projects what is asked of the practice (001-40)."""

from discharge.knowledge.rules import knowledge_tasks
from journeys.actions.projection.citizen import CitizenProjection

SOURCE = "knowledge"


def project_knowledge(projection: CitizenProjection) -> None:
    """At most one open question per journey; runs in the event's transaction."""
    for item in projection.journeys:
        projection.sync_tasks(item, source=SOURCE, wanted=knowledge_tasks(item.history, item.state))
