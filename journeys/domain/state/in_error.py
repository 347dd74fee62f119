"""Sendings that were marked as sent in error: they are no letter, plan or report of the stay (DESIGN §6)."""

from collections.abc import Iterable, Mapping, Sequence

from journeys.domain.events import EventKind, EventRecord
from journeys.domain.events.payloads.documents import (
    AnswerCode,
    DocumentAnswered,
    DocumentSent,
    DocumentSentInError,
)
from journeys.domain.events.payloads.responsibility import CallLogged

# Who calls for a receiver, where nobody has said for which unit (the roles of `discharge.calls`).
_CALLERS: Mapping[str, frozenset[str]] = {
    "municipality": frozenset({"nurse", "social_health_assistant"}),
    "social": frozenset({"social_pedagogue"}),
    "gp": frozenset({"gp"}),
}


def is_in_error(sent: EventRecord, counting: Iterable[EventRecord], role: str) -> bool:
    """Whether everybody who got a document in this role got it in error: whoever cannot read it does not have it."""
    said = sent.read(DocumentSent)
    got = {unit for unit, as_what in said.roles.items() if as_what == role}
    return bool(got) and got <= _wrong(sent, counting)


def is_nobodys(sent: EventRecord, counting: Iterable[EventRecord]) -> bool:
    """Whether everybody who got a document, in whatever role, got it in error: then it was not sent."""
    got = set(sent.read(DocumentSent).receivers)
    return bool(got) and got <= _wrong(sent, counting)


def is_laid_aside(sent: EventRecord, counting: Sequence[EventRecord], role: str) -> bool:
    """Whether everybody who got it in this role got it in error and knows: they said that it is not used, or called."""
    said = sent.read(DocumentSent)
    got = {unit for unit, as_what in said.roles.items() if as_what == role}
    answers = [event.read(DocumentAnswered) for event in counting if event.kind is EventKind.DOCUMENT_ANSWERED]
    gone = {each.party for each in answers if each.document == said.document and each.answer is AnswerCode.DISCARDED}
    marked = [event.occurred_at for event in counting if _is_about(event, sent)]
    calls = [event for event in counting if marked and event.kind is EventKind.CALL_LOGGED]
    called = {unit for unit in got for call in calls if call.occurred_at >= max(marked) and is_by(call, unit, role)}
    return is_in_error(sent, counting, role) and got <= gone | called


def is_by(call: EventRecord, unit: str, role: str) -> bool:
    """Whether a logged call was a receiver's: written down there, said to be theirs, or by somebody of that sector."""
    said = call.read(CallLogged)
    units = {call.organisation, said.caller_organisation}
    return unit in units or (said.caller_organisation is None and said.caller_role in _CALLERS.get(role, ()))


def _wrong(sent: EventRecord, counting: Iterable[EventRecord]) -> set[str]:
    return {unit for event in counting if _is_about(event, sent) for unit in event.read(DocumentSentInError).receivers}


def _is_about(event: EventRecord, sent: EventRecord) -> bool:
    """Whether an error is of this sending: whichever version it names, it is of all that were sent by then."""
    if event.kind is not EventKind.DOCUMENT_SENT_IN_ERROR or event.occurred_at < sent.occurred_at:
        return False
    return event.read(DocumentSentInError).document == sent.read(DocumentSent).document
