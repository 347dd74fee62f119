"""Rules of the acknowledgement that profiles do not express (SPEC A5)."""

from __future__ import annotations

from collections.abc import Iterator

from medcom.parsing.bundle import Message, activity_of
from medcom.parsing.codes import ACTIVITY_CODES
from medcom.parsing.fhir.safe import as_dict
from medcom.parsing.problems.problem import Problem


def check(message: Message) -> list[Problem]:
    """Problems of the answer and of its two Provenances."""
    return [*_outcome(message), *_provenances(message)]


def _outcome(message: Message) -> Iterator[Problem]:
    """ACK-1: anything but ok says why."""
    header = message.header.resource if message.header else {}
    code = as_dict(header.get("response")).get("code")
    if code != "ok" and not message.of_type("OperationOutcome"):
        yield Problem("ack.outcome_missing", "Bundle.entry")


def _provenances(message: Message) -> Iterator[Problem]:
    if len(message.of_type("Provenance")) != 2:
        yield Problem("ack.provenance_count", "Bundle.entry")
    for entry in message.own_provenances():
        if activity_of(entry.resource, ACTIVITY_CODES) != "acknowledgement":
            yield Problem("ack.activity_missing", f"{entry.path}.activity")
