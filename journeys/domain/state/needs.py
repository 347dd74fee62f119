"""What proves that a citizen needs the municipality at discharge (RULES 2b F10a; DESIGN §4): then it takes part."""

from collections.abc import Iterable, Sequence

from journeys.domain.events import EventKind, EventRecord
from journeys.domain.events.payloads.documents import DocumentSent
from journeys.domain.events.payloads.letters import Needed
from journeys.domain.events.payloads.stays import NursingAnswered
from journeys.domain.history.ready_periods import ReadyPeriod
from journeys.domain.state.in_error import is_laid_aside


def needs_municipality(counting: Sequence[EventRecord], periods: Iterable[ReadyPeriod]) -> bool:
    """Whether a municipal reason to wait, or an answer of the municipality, proves the need; by events that count.

    Reasons are read off the periods: those of a registration that counts nothing prove nothing (RULES 2c P3).
    """
    waits = any(reason.sector == "municipality" for period in periods for reason in period.reasons)
    return waits or any(_proves(event, counting) for event in counting)


def _proves(event: EventRecord, counting: Sequence[EventRecord]) -> bool:
    if event.kind is EventKind.NURSING_ANSWERED:
        return event.read(NursingAnswered).community_nursing is True
    if event.kind is EventKind.DOCUMENT_SENT:
        # A letter opens the case of a citizen whom nobody knew (RULES 2a C7): whoever got it can read it.
        # Sent in error it proves nothing once they have said that they do not use it: until then they must read that.
        opens = event.read(DocumentSent).to_municipality is True
        return opens and not is_laid_aside(event, counting, "municipality")
    return event.kind is EventKind.MUNICIPAL_ENROLLED and event.read(Needed).needed is True
