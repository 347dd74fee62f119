"""What a HomeCareObservation must say to be taken in; its profile is not here, so nobody says that it follows it."""

from __future__ import annotations

from collections.abc import Iterator

from medcom.parsing.bundle import BundleEntry, Message, activity_of
from medcom.parsing.checking.letter_rules import is_number, is_replacement
from medcom.parsing.codes import ACTIVITY_CODES, CPR
from medcom.parsing.fhir.safe import as_text, dicts, first, text_at
from medcom.parsing.problems.problem import Problem

# A retraction is not sent by every system, and what was acted on is not undone by a message: somebody calls.
TAKEN = frozenset({"new-message", "reply-message", "modified-message"})


def check(message: Message) -> Iterator[Problem]:
    """The report, whose it is, and what the message does."""
    report = report_of(message)
    if report is None:
        yield Problem("hco.report_missing", "Bundle.entry")
    elif not results_of(message, report) and not as_text(report.resource.get("conclusion")):
        yield Problem("hco.empty", report.path)
    patients = message.of_type("Patient")
    if len(patients) != 1:
        yield Problem("hco.patient", "Bundle.entry")
    elif not _is_named(patients[0]):
        yield Problem("hco.patient", f"{patients[0].path}.identifier")
    for own in message.own_provenances():
        activity = activity_of(own.resource, ACTIVITY_CODES)
        if activity not in TAKEN:
            yield Problem("hco.activity", f"{own.path}.activity", {"activity": str(activity)[:40]})


def report_of(message: Message) -> BundleEntry | None:
    """The DiagnosticReport that the header points at."""
    found = message.resolve(first(message.header.resource.get("focus"))) if message.header else None
    return found if found is not None and found.type == "DiagnosticReport" else None


def results_of(message: Message, report: BundleEntry) -> list[BundleEntry]:
    """The observations of a report, in its order."""
    named = [message.resolve(reference) for reference in dicts(report.resource.get("result"))]
    return [entry for entry in named if entry is not None and entry.type == "Observation"]


def _is_named(patient: BundleEntry) -> bool:
    identifiers = dicts(patient.resource.get("identifier"))
    numbers = [text_at(item, "value") for item in identifiers if item.get("system") == CPR]
    return any(number and is_number(number) for number in numbers) or any(map(is_replacement, identifiers))
