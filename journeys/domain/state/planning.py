"""When the planning of the discharge began (RULES 001-31, 001-62; K4)."""

from datetime import datetime

from journeys.domain.events import EventKind
from journeys.domain.events.payloads.documents import CARE_PATHWAY_PLAN, DocumentSent
from journeys.domain.history.history import History

_PLANNING = frozenset(
    {
        EventKind.EXPECTED_DISCHARGE_STATED,
        EventKind.DISCHARGE_PROPOSED,
        EventKind.DISCHARGE_ACCEPTED,
        EventKind.DISCHARGE_COUNTERED,
        EventKind.DISCHARGE_QUESTIONED,
        EventKind.NURSING_ANSWERED,
    }
)


def planning_began_at(history: History) -> datetime | None:
    """The first word about the discharge, or the first care pathway plan; None while nobody has said anything."""
    return history.once(_began)


def _began(history: History) -> datetime | None:
    return min(
        (
            event.stated_at
            for event in history.counting
            if event.kind in _PLANNING
            or (event.kind is EventKind.DOCUMENT_SENT and event.read(DocumentSent).document_kind == CARE_PATHWAY_PLAN)
        ),
        default=None,
    )
