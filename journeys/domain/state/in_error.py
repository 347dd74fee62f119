"""Sendings that were marked as sent in error: they are no letter, plan or report of the stay (DESIGN §6)."""

from collections.abc import Iterable

from journeys.domain.events import EventKind, EventRecord
from journeys.domain.events.payloads.documents import DocumentSent, DocumentSentInError


def is_in_error(sent: EventRecord, counting: Iterable[EventRecord], role: str) -> bool:
    """Whether everybody who got a document in this role got it in error: whoever cannot read it does not have it."""
    said = sent.read(DocumentSent)
    got = {unit for unit, as_what in said.roles.items() if as_what == role}
    wrong = {unit for event in counting if _is_about(event, sent) for unit in event.read(DocumentSentInError).receivers}
    return bool(got) and got <= wrong


def _is_about(event: EventRecord, sent: EventRecord) -> bool:
    """Whether an error is of this sending: of its version, or of a later one."""
    if event.kind is not EventKind.DOCUMENT_SENT_IN_ERROR or event.occurred_at < sent.occurred_at:
        return False
    error, said = event.read(DocumentSentInError), sent.read(DocumentSent)
    return error.document == said.document and (said.version or 0) <= (error.version or 0)
