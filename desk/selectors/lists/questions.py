"""Questions to the municipality about citizens whom it does not see before it answers (DESIGN §4; SPEC A3.3 rule 7)."""

from django.db.models import QuerySet

from desk.selectors.asker import Asker
from journeys.domain.tasks.open_tasks import TaskKind
from journeys.models import Task

MOST_SHOWN = 50


def questions_to(asker: Asker) -> QuerySet[Task]:
    """Open questions to the asker's role, the oldest first; name and number are all that is read of them."""
    tasks = (
        Task.objects.open()
        .owned_by(asker.own.units)
        .filter(kind=TaskKind.MUNICIPAL_SERVICES.value, role=asker.role or "")
    )
    return tasks.select_related("citizen", "owner").order_by("due_at", "pk")
