"""What became of a plan after it was sent, for the house that sent it (RULES 001-63; UX §2 item 5)."""

from dataclasses import dataclass
from datetime import datetime

from desk.selectors.documents.reading import DocumentPage
from documents.domain.declaring import Aspect
from documents.models import PlanRealism
from documents.sentences import aspect_words


@dataclass(frozen=True, slots=True)
class PlanStory:
    """Of one version: the time agreed when it was sent, what came of it, and what later versions changed, in words."""

    planned_at: datetime | None
    agreed_at: datetime | None
    left_at: datetime | None
    is_moved: bool | None
    changed: tuple[str, ...]
    # The citizen had gone home when it was sent: it planned no time.
    is_late: bool


def plan_story(page: DocumentPage) -> PlanStory | None:
    """None for whoever did not send it, and while there is nothing to learn from it."""
    if not page.own or not page.kind.realistic:
        return None
    row = PlanRealism.objects.filter(pk=page.version.ref).first()
    if row is None:
        return None
    changed = tuple(aspect_words(aspect) for aspect in Aspect if getattr(row, f"{aspect.value}_changed"))
    if row.left_at is None and not row.time_moved and not changed:
        return None
    late = row.left_at is not None and row.left_at <= row.sent_at
    return PlanStory(row.planned_at, row.agreed_at, row.left_at, row.time_moved, changed, late)
