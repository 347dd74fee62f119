"""Two judges that are not ours: fhir.resources for the base definition, fhirpathpy for the published invariants."""

from functools import cache
from pathlib import Path
from typing import Any

import fhirpathpy
from fhir.resources.R4B.bundle import Bundle
from fhirpathpy.models import models

from medcom.parsing.bundle import Message
from tests.medcom import official

CC = "carecommunication-5.0.2/StructureDefinition-medcom-careCommunication"
CORE = "core-3.0.1/StructureDefinition-medcom-core"
HN = "hospitalnotification-3.0.2/StructureDefinition-medcom-hospitalNotification"
PROFILES = {
    "hospital-notification-message": {
        "Bundle": f"{HN}-message.json",
        "MessageHeader": f"{HN}-messageHeader.json",
        "Encounter": f"{HN}-encounter.json",
        "Patient": "core-2.0.0/StructureDefinition-medcom-core-patient.json",
        "Organization": "messaging-2.1.0/StructureDefinition-medcom-messaging-organization.json",
        "Provenance": "messaging-2.1.0/StructureDefinition-medcom-messaging-provenance.json",
    },
    "care-communication-message": {
        "Bundle": f"{CC}-message.json",
        "MessageHeader": f"{CC}-messageHeader.json",
        "Communication": f"{CC}-communication.json",
        "Provenance": f"{CC}-provenance.json",
        "Patient": f"{CORE}-patient.json",
        "Encounter": f"{CORE}-encounter.json",
        "Practitioner": f"{CORE}-practitioner.json",
        "PractitionerRole": f"{CORE}-practitionerrole.json",
        "CareTeam": f"{CORE}-careteam.json",
        "Organization": "messaging-4.0.2/StructureDefinition-medcom-messaging-organization.json",
    },
    "acknowledgement-message": {
        "Bundle": "acknowledgement-2.0.3/StructureDefinition-medcom-messaging-acknowledgement.json",
        "MessageHeader": "acknowledgement-2.0.3/StructureDefinition-medcom-messaging-acknowledgementHeader.json",
        "OperationOutcome": "acknowledgement-2.0.3/StructureDefinition-medcom-acknowledgement-operationoutcome.json",
        "Organization": "messaging-2.1.0/StructureDefinition-medcom-messaging-organization.json",
        "Provenance": "messaging-2.1.0/StructureDefinition-medcom-messaging-provenance.json",
    },
}
# The bundle that is judged: fhirpathpy asks its caller what a reference means.
_judged: list[Message] = []


def _resolve(data: list[Any]) -> list[Any]:
    plain = [getattr(item, "data", item) for item in data]
    found = [_judged[-1].resolve(item) for item in plain]
    return [entry.resource for entry in found if entry is not None]


# Functions that fhirpathpy leaves to its caller: what the first two ask is checked elsewhere.
OPTIONS = {
    "userInvocationTable": {
        "conformsTo": {"fn": lambda data, *arguments: [True], "arity": {1: ["String"]}},
        "memberOf": {"fn": lambda data, *arguments: [True], "arity": {1: ["String"]}},
        "resolve": {"fn": _resolve, "arity": {0: []}},
    }
}
# Not implemented in fhirpathpy (hasValue), or about narratives and contained resources.
SKIPPED = ("ele-1", "bdl-10", "dom-")


@cache
def _invariants(path: Path) -> list[tuple[str, Any]]:
    root = official.load(path)["snapshot"]["element"][0]
    return [
        (item["key"], fhirpathpy.compile(item["expression"], models["r4"], OPTIONS))
        for item in root.get("constraint", [])
        if item["severity"] == "error" and not item["key"].startswith(SKIPPED)
    ]


def broken_invariants(bundle: dict[str, Any], definitions: Path, event: str) -> list[str]:
    """Keys of the published invariants that are not true of the bundle and its resources."""
    profiles = PROFILES[event]
    _judged[:] = [Message(bundle)]
    resources = [bundle, *(entry["resource"] for entry in bundle["entry"])]
    return [
        key
        for resource in resources
        for key, expression in _invariants(definitions / profiles[resource["resourceType"]])
        if expression(resource, {"resource": resource}) != [True]
    ]


def base_fault(bundle: dict[str, Any]) -> str:
    """What fhir.resources says against the bundle, or nothing."""
    try:
        Bundle.model_validate(bundle)
    except ValueError as error:
        return str(error)
    return ""
