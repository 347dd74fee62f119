"""Checks a message against the MedCom profiles and the rules they cannot express (VALIDATION steps 3 to 5).

The result says "checked against the MedCom profiles by our own checker", never that the message is certified.
"""

from __future__ import annotations

from medcom.parsing import acknowledgement_rules, message_rules, notification_rules
from medcom.parsing.bundle import Entry, Message
from medcom.parsing.codes import EventKind
from medcom.parsing.envelope import event_of
from medcom.parsing.problems import Problem
from medcom.parsing.shapes import Shape, base_shape, profile_shape
from medcom.parsing.types import Json, is_known
from medcom.parsing.walk import Found, Walk

HOSPITAL_NOTIFICATION = "hospitalnotification"
ACKNOWLEDGEMENT = "acknowledgement"
TABLES = {EventKind.HOSPITAL_NOTIFICATION: HOSPITAL_NOTIFICATION, EventKind.ACKNOWLEDGEMENT: ACKNOWLEDGEMENT}

PROFILES = {
    HOSPITAL_NOTIFICATION: {
        "Bundle": "medcom-hospitalNotification-message",
        "MessageHeader": "medcom-hospitalNotification-messageHeader",
        "Patient": "medcom-core-patient",
        "Provenance": "medcom-messaging-provenance",
    },
    ACKNOWLEDGEMENT: {
        "Bundle": "medcom-messaging-acknowledgement",
        "MessageHeader": "medcom-messaging-acknowledgementHeader",
        "OperationOutcome": "medcom-acknowledgement-operationoutcome",
        "Provenance": "medcom-messaging-provenance",
    },
}


def check(bundle: Json) -> tuple[Problem, ...]:
    """Every problem found, in the order of the message; empty means clean. Never raises on a decoded dict."""
    if bundle.get("resourceType") != "Bundle":
        return (Problem("message.not_a_bundle", "", {"type": str(bundle.get("resourceType"))[:64]}),)
    message = Message(bundle)
    event = event_of(message)
    table = TABLES.get(event)
    if table is None:
        return _unsupported(message, event)
    problems = _structure(message, table)
    problems += message_rules.check(message)
    rules = notification_rules if table == HOSPITAL_NOTIFICATION else acknowledgement_rules
    problems += rules.check(message)
    return tuple(problems)


def _unsupported(message: Message, event: EventKind) -> tuple[Problem, ...]:
    """A message that is not processed here is only told so: its own rules are not known."""
    if message.header is None:
        return (Problem("header.missing", "Bundle.entry[0].resource"),)
    path = f"{message.header.path}.eventCoding"
    if event is EventKind.UNKNOWN:
        return (Problem("header.event_missing", path),)
    code = message.header.resource.get("eventCoding", {}).get("code")
    return (Problem("header.event_unsupported", path, {"event": str(code)[:64]}),)


def _structure(message: Message, table: str) -> list[Problem]:
    """Profiles of all resources, and the references met on the way."""
    walk = Walk("Bundle", "Bundle")
    # Entries are walked one by one below, each by its own profile.
    entries = message.bundle.get("entry")
    if isinstance(entries, list):
        entries = [
            {name: part for name, part in item.items() if name != "resource"} or {"fullUrl": "-"}
            if isinstance(item, dict)
            else item
            for item in entries
        ]
    shell = {**message.bundle, "entry": entries} if entries else message.bundle
    walk.resource(shell, profile_shape(table, PROFILES[table]["Bundle"]))
    problems = walk.problems
    roles = _organization_profiles(message)
    for entry in message.entries:
        if entry.resource:
            problems += _resource(message, entry, table, roles)
    return problems


def _resource(message: Message, entry: Entry, table: str, roles: dict[int, str]) -> list[Problem]:
    walk = Walk(entry.type, entry.path)
    if not is_known(entry.type):
        walk.problems.append(Problem("entry.type_unknown", entry.path, {"type": entry.type[:64]}))
        return walk.problems
    walk.resource(entry.resource, _shape(message, entry, table, roles))
    for reference in walk.references:
        _reference(message, reference, entry, walk)
    return walk.problems


def _shape(message: Message, entry: Entry, table: str, roles: dict[int, str]) -> Shape:
    profile = PROFILES[table].get(entry.type) or roles.get(entry.index)
    if table == HOSPITAL_NOTIFICATION and entry is notification_rules.encounter_of(message):
        profile = "medcom-hospitalNotification-encounter"
    return profile_shape(table, profile) if profile else base_shape(entry.type)


def _organization_profiles(message: Message) -> dict[int, str]:
    """Which organisations take part in the messaging (SOR and GLN) and which only provide the service (SOR)."""
    roles: dict[int, str] = {}
    for entry in message.of_type("Encounter"):
        provider = message.resolve(entry.resource.get("serviceProvider"))
        if provider is not None:
            roles[provider.index] = "medcom-core-organization"
    for entry in message_rules.messaging_organizations(message):
        roles[entry.index] = "medcom-messaging-organization"
    return roles


def _reference(message: Message, reference: Found, entry: Entry, walk: Walk) -> None:
    target = message.resolve(reference.text)
    if target is not None:
        if reference.targets and target.type not in reference.targets:
            walk.add("reference.wrong_type", reference.path)
        return
    if entry.type == "Provenance":
        # Earlier messages are not in the bundle; those who sent them need not be (message_rules checks our own).
        return
    walk.add("reference.unresolved" if reference.bundled else "reference.outside", reference.path)
