"""When planning began, the municipality rang and its report came (RULES 001-31, 001-32, 001-61, 001-62; K4, K11)."""

from collections.abc import Sequence
from datetime import datetime

from journeys.domain.events import EventKind, EventRecord
from journeys.domain.events.payloads.documents import CARE_PATHWAY_PLAN, DocumentSent, Stating
from journeys.domain.events.payloads.responsibility import MUNICIPAL_CALLERS, CallLogged
from journeys.domain.history.history import History
from journeys.domain.state.in_error import is_in_error, is_nobodys

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


def municipality_rang_at(history: History, since: datetime) -> datetime | None:
    """When a municipality first called the ward from a moment on, of the calls that somebody wrote down (K4).

    By what the caller is; whoever may not ask the ward was pointed elsewhere and has reached nobody.
    """
    calls = (event for event in history.counting if event.kind is EventKind.CALL_LOGGED and event.occurred_at >= since)
    return min((call.occurred_at for call in calls if _is_by_municipality(call.read(CallLogged))), default=None)


def _is_by_municipality(call: CallLogged) -> bool:
    return call.entitled is not False and call.caller_role in MUNICIPAL_CALLERS


def report_first_sent_at(history: History) -> datetime | None:
    """When the hospital first got a report of admission.

    One that is sent anew with what has changed is what the agreement asks for, and makes the first no later (001-32).
    """
    return next(iter(reports_sent(history.counting)), None)


def reports_sent(counting: Sequence[EventRecord]) -> list[datetime]:
    """When the hospital got reports, in order: written here, or said to be sent from another system."""
    reports = (event for event in counting if _sends_report(event))
    return [event.occurred_at for event in reports if not is_in_error(event, counting, "hospital")]


def _sends_report(event: EventRecord) -> bool:
    if event.kind is EventKind.DOCUMENT_SENT:
        return event.read(DocumentSent).reaches(Stating.ADMISSION_REPORT, "hospital")
    return event.kind is EventKind.REPORT_OF_ADMISSION_SENT


def _began(history: History) -> datetime | None:
    return min((event.stated_at for event in history.counting if _plans(event, history)), default=None)


def _plans(event: EventRecord, history: History) -> bool:
    if event.kind is not EventKind.DOCUMENT_SENT:
        return event.kind in _PLANNING
    return event.read(DocumentSent).document_kind == CARE_PATHWAY_PLAN and not is_nobodys(event, history.counting)
