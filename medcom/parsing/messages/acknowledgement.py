"""Acknowledgements (SPEC A5): the answer to a message, and the answers of others."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4

from medcom.parsing import codes
from medcom.parsing.building.resources import (
    bundle,
    coding,
    destination,
    local,
    organization,
    provenance,
    reference,
    resource,
)
from medcom.parsing.bundle import Message
from medcom.parsing.codes import ResponseCode
from medcom.parsing.envelope import Envelope, MessageOrganization, read_envelope
from medcom.parsing.fhir.safe import as_dict, as_text, dicts, first
from medcom.parsing.fhir.types import Json
from medcom.parsing.problems.problem import Problem, Severity, template_text
from medcom.parsing.tables import load

MAX_ISSUES = 50
_PATH = re.compile(r"[A-Z][\w.\[\]():-]*")


class CannotAcknowledge(ValueError):
    """The message does not say who sent it, or under which id; or nobody here is known to answer."""


@dataclass(frozen=True, slots=True)
class Issue:
    """One reason in an acknowledgement."""

    severity: str | None
    type: str | None
    system: str | None
    code: str | None
    text: str | None


@dataclass(frozen=True, slots=True)
class Acknowledgement:
    """An answer to a message of ours."""

    bundle_id: str | None
    message_id: str | None
    acknowledged_id: str | None
    code: ResponseCode | None
    issues: tuple[Issue, ...]
    sender: MessageOrganization | None
    receiver: MessageOrganization | None
    assembled_at: datetime | None


def new_id() -> str:
    return str(uuid4())


def response_code(problems: Sequence[Problem]) -> ResponseCode:
    """ok unless there is an error; transient only when every error is ours and passing."""
    errors = [problem for problem in problems if problem.severity is Severity.ERROR]
    if not errors:
        return ResponseCode.OK
    passing = all(problem.issue_type == "transient" for problem in errors)
    return ResponseCode.TRANSIENT_ERROR if passing else ResponseCode.FATAL_ERROR


def build_acknowledgement(
    envelope: Envelope,
    *,
    code: ResponseCode,
    now: datetime,
    problems: Sequence[Problem] = (),
    own: MessageOrganization | None = None,
    ids: Callable[[], str] = new_id,
    text: Callable[[Problem], str] = template_text,
) -> Json:
    """The answer to a message, as a bundle; raises CannotAcknowledge.

    `own` answers when the message does not say whom it was for. `ids` is called in a fixed order.
    """
    sender, receiver = envelope.sender, envelope.receiver
    if envelope.message_id is None or sender is None or not envelope.can_be_answered:
        raise CannotAcknowledge("message id or sender unknown")
    if receiver is None or not (receiver.sor and receiver.gln):
        receiver = own
    if receiver is None or not (receiver.sor and receiver.gln):
        raise CannotAcknowledge("receiver unknown")
    if code is not ResponseCode.OK and not problems:
        raise CannotAcknowledge("a negative answer needs a reason")
    # Only what addresses the answer: an odd number of the original must not make the answer odd.
    sender, receiver = _address(sender), _address(receiver)
    identifiers = _Identifiers(*(ids() for _ in range(7)))
    resources = [
        _header(envelope.message_id, code, sender, receiver, identifiers, has_outcome=bool(problems)),
        organization(identifiers.answering, receiver),
        organization(identifiers.asking, sender),
        _original_provenance(envelope, envelope.message_id, identifiers, now),
        provenance(
            identifiers.provenance,
            about=identifiers.header,
            activity="acknowledgement",
            at=local(now),
            recorded=local(now),
            by=identifiers.answering,
            previous=envelope.message_id,
        ),
    ]
    if problems:
        resources.append(_outcome(identifiers.outcome, problems, text))
    return bundle(identifiers.bundle, codes.ACK_MESSAGE, now, resources)


def _address(party: MessageOrganization) -> MessageOrganization:
    return MessageOrganization(sor=party.sor, gln=party.gln, name=party.name)


@dataclass(frozen=True, slots=True)
class _Identifiers:
    bundle: str
    header: str
    answering: str
    asking: str
    original: str
    provenance: str
    outcome: str


def _header(
    message_id: str,
    code: ResponseCode,
    sender: MessageOrganization,
    receiver: MessageOrganization,
    identifiers: _Identifiers,
    *,
    has_outcome: bool,
) -> Json:
    response: Json = {"identifier": message_id, "code": str(code)}
    if has_outcome:
        response["details"] = reference("OperationOutcome", identifiers.outcome)
    return resource(
        "MessageHeader",
        identifiers.header,
        codes.ACK_HEADER,
        eventCoding=coding(codes.EVENT_CODES, "acknowledgement-message"),
        destination=destination(sender, identifiers.asking),
        sender=reference("Organization", identifiers.answering),
        source={"endpoint": f"{codes.SOR_ENDPOINT}{receiver.sor}"},
        response=response,
    )


def _original_provenance(envelope: Envelope, message_id: str, identifiers: _Identifiers, now: datetime) -> Json:
    """The acknowledged message's own Provenance, carried on; what it lacks is filled with what is allowed."""
    original = envelope.own_provenance
    known = load("acknowledgement")["valuesets"]["medcom-messaging-activityCodes"][codes.ACTIVITY_CODES]
    activity = original.activity if original and original.activity in known else "new-message"
    assembled = local(envelope.assembled_at or now)
    occurred = original.occurred if original and original.occurred else assembled
    return provenance(
        (original.id if original else None) or identifiers.original,
        about=message_id,
        activity=activity or "new-message",
        at=occurred,
        recorded=original.recorded if original and original.recorded else occurred,
        by=identifiers.asking,
    )


def _outcome(identifier: str, problems: Sequence[Problem], text: Callable[[Problem], str]) -> Json:
    order = list(Severity)
    listed = sorted(problems, key=lambda problem: order.index(problem.severity))[:MAX_ISSUES]
    return resource(
        "OperationOutcome", identifier, codes.ACK_OUTCOME, issue=[_issue(problem, text(problem)) for problem in listed]
    )


def _issue(problem: Problem, text: str) -> Json:
    issue: Json = {
        "severity": str(problem.severity),
        "code": problem.issue_type,
        "details": {"coding": [coding(problem.medcom_system, problem.medcom_code)], "text": text},
    }
    # Of a broken form only a line or a byte may be known, and those are no path.
    path = _PATH.match(problem.expression)
    if path:
        issue["expression"] = [path.group().rstrip(".")]
    return issue


def read_acknowledgement(bundle: Json) -> Acknowledgement:
    """Reads what is there; an unknown response code is None."""
    message = Message(bundle)
    envelope = read_envelope(message)
    header = message.header.resource if message.header else {}
    outcome = message.resolve(as_dict(header.get("response")).get("details"))
    outcome = outcome or next(iter(message.of_type("OperationOutcome")), None)
    known = {str(code) for code in ResponseCode}
    return Acknowledgement(
        bundle_id=envelope.bundle_id,
        message_id=envelope.message_id,
        acknowledged_id=envelope.answers,
        code=ResponseCode(envelope.answer_code) if envelope.answer_code in known else None,
        issues=tuple(_read_issue(issue) for issue in dicts(outcome.resource.get("issue"))) if outcome else (),
        sender=envelope.sender,
        receiver=envelope.receiver,
        assembled_at=envelope.assembled_at,
    )


def _read_issue(issue: Json) -> Issue:
    details = as_dict(issue.get("details"))
    code = first(details.get("coding"))
    return Issue(
        severity=as_text(issue.get("severity")),
        type=as_text(issue.get("code")),
        system=as_text(code.get("system")),
        code=as_text(code.get("code")),
        text=as_text(details.get("text")) or as_text(issue.get("diagnostics")),
    )
