"""Times that no message can mean (RULES 2i V11): every instant lies in the years that a page can show."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from medcom.parsing.bundle import BundleEntry, Message
from medcom.parsing.fhir.formats import instant
from medcom.parsing.fhir.safe import as_dict, dicts
from medcom.parsing.fhir.types import Json
from medcom.parsing.problems.problem import Problem

FIRST_YEAR, LAST_YEAR = 1900, 2100
_OF_PROVENANCE = ("occurredDateTime", "recorded")


def check(message: Message) -> Iterator[Problem]:
    """A problem for each instant of the message outside the years 1900 to 2100."""
    for path, element, value in _instants(message):
        at = instant(value)
        # The first and the last day of the span differ with the zone: no message means either.
        if at is not None and not FIRST_YEAR <= at.year < LAST_YEAR:
            yield Problem("hn.time_impossible", path, {"element": element})


def _instants(message: Message) -> Iterator[tuple[str, str, Any]]:
    yield "Bundle.timestamp", "Bundle.timestamp", message.bundle.get("timestamp")
    for entry in message.of_type("Patient"):
        yield f"{entry.path}.deceased", "Patient.deceased", entry.resource.get("deceasedDateTime")
    for entry in message.of_type("Provenance"):
        for name in _OF_PROVENANCE:
            yield f"{entry.path}.{name}", f"Provenance.{name}", entry.resource.get(name)
    for entry in message.of_type("Encounter"):
        yield from _of_encounter(entry)


def _of_encounter(entry: BundleEntry) -> Iterator[tuple[str, str, Any]]:
    periods: list[tuple[str, Json]] = [("period", as_dict(entry.resource.get("period")))]
    extensions = dicts(entry.resource.get("extension"))
    periods += [("extension.value", as_dict(part.get("valuePeriod"))) for part in extensions]
    for name, period in periods:
        for end in ("start", "end"):
            yield f"{entry.path}.{name}.{end}", f"Encounter.{name}.{end}", period.get(end)
