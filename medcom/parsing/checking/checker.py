"""Checks a message against the MedCom profiles and the rules they cannot express (VALIDATION steps 3 to 5).

The result says "checked against the MedCom profiles by our own checker", never that the message is certified.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from medcom.parsing.bundle import BundleEntry, Message
from medcom.parsing.checking import (
    acknowledgement_rules,
    letter_rules,
    message_rules,
    notification_rules,
    observation_rules,
)
from medcom.parsing.checking.walk import FoundReference, Walk, unknown_type
from medcom.parsing.codes import MessageEventKind
from medcom.parsing.envelope import event_of
from medcom.parsing.fhir.safe import as_dict, as_list
from medcom.parsing.fhir.shapes import Shape, base_shape, profile_shape
from medcom.parsing.fhir.types import Json, is_known
from medcom.parsing.problems.problem import Problem, Severity

# A long stay with leaves and corrections has some dozen messages in its chain (inf).
MOST_ENTRIES = 1_000
MOST_PROBLEMS = 100
_FIRST_PROFILE = re.compile(r"/fhir/[a-z]+/1\.0/|hospitalnotification[^|]*\|1\.", re.IGNORECASE)
HOSPITAL_NOTIFICATION = "hospitalnotification"
ACKNOWLEDGEMENT = "acknowledgement"
CARE_COMMUNICATION = "carecommunication"
# Version 4 is taken in and never sent.
CARE_COMMUNICATION_4 = "carecommunication4"
TABLES = {
    MessageEventKind.HOSPITAL_NOTIFICATION: HOSPITAL_NOTIFICATION,
    MessageEventKind.ACKNOWLEDGEMENT: ACKNOWLEDGEMENT,
    MessageEventKind.CARE_COMMUNICATION: CARE_COMMUNICATION,
}
RULES = {
    HOSPITAL_NOTIFICATION: notification_rules.check,
    ACKNOWLEDGEMENT: acknowledgement_rules.check,
    CARE_COMMUNICATION: letter_rules.check,
    CARE_COMMUNICATION_4: letter_rules.check,
}
_LETTER_PROFILES = {
    "Bundle": "medcom-careCommunication-message",
    "MessageHeader": "medcom-careCommunication-messageHeader",
    "Communication": "medcom-careCommunication-communication",
    "Patient": "medcom-core-patient",
    "Encounter": "medcom-core-encounter",
    "Practitioner": "medcom-core-practitioner",
    "PractitionerRole": "medcom-core-practitionerrole",
    "CareTeam": "medcom-core-careteam",
    "Provenance": "medcom-careCommunication-provenance",
}

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
    CARE_COMMUNICATION: _LETTER_PROFILES,
    CARE_COMMUNICATION_4: _LETTER_PROFILES,
}


def check(bundle: Json | Message) -> tuple[Problem, ...]:
    """Every problem found, in the order of the message; empty means clean. Never raises on a decoded dict."""
    message = Message.of(bundle)
    bundle = message.bundle
    if bundle.get("resourceType") != "Bundle":
        return (Problem("message.not_a_bundle", "", {"type": str(bundle.get("resourceType"))[:64]}),)
    if len(as_list(bundle.get("entry"))) > MOST_ENTRIES:
        return (Problem("bundle.too_many_entries", "Bundle.entry", {"max": MOST_ENTRIES}),)
    if _is_of_first_profile(message):
        return (Problem("bundle.profile_old", "Bundle.meta.profile"),)
    event = event_of(message)
    table = TABLES.get(event)
    if event is MessageEventKind.HOME_CARE_OBSERVATION:
        return fewer(_by_base(message))
    if table is None:
        return _unsupported(message, event)
    if table == CARE_COMMUNICATION and letter_rules.version_of(message) == 4:
        table = CARE_COMMUNICATION_4
    problems = _structure(message, table)
    problems += message_rules.check(message, chained=event is not MessageEventKind.CARE_COMMUNICATION)
    problems += RULES[table](message)
    return fewer(problems)


def fewer(problems: Sequence[Problem]) -> tuple[Problem, ...]:
    """At most MOST_PROBLEMS, errors first if there are more; the last one says how many are left out."""
    if len(problems) <= MOST_PROBLEMS:
        return tuple(problems)
    kept = sorted(problems, key=lambda problem: problem.severity is not Severity.ERROR)[:MOST_PROBLEMS]
    return (*kept, Problem("problems.more", "", {"count": len(problems) - len(kept)}))


def _is_of_first_profile(message: Message) -> bool:
    """Profile 1.0 of the notification had addresses of its own; drafts of it are still in circulation."""
    header = message.header.resource if message.header else {}
    metas = [as_dict(resource.get("meta")) for resource in (message.bundle, header)]
    profiles = [profile for meta in metas for profile in as_list(meta.get("profile"))]
    return any(isinstance(profile, str) and _FIRST_PROFILE.search(profile) for profile in profiles)


def _unsupported(message: Message, event: MessageEventKind) -> tuple[Problem, ...]:
    """A message that is not processed here is only told so: its own rules are not known."""
    if message.header is None:
        return (Problem("header.missing", "Bundle.entry[0].resource"),)
    path = f"{message.header.path}.eventCoding"
    if event is MessageEventKind.UNKNOWN:
        return (Problem("header.event_missing", path),)
    code = message.header.resource.get("eventCoding", {}).get("code")
    return (Problem("header.event_unsupported", path, {"event": str(code)[:64]}),)


def _by_base(message: Message) -> list[Problem]:
    """A kind whose profile is not here: by FHIR itself, by what all messages share, and by what we need of it."""
    problems: list[Problem] = []
    for entry in message.entries:
        walk = Walk(entry.type, entry.path)
        if entry.resource and is_known(entry.type):
            walk.resource(entry.resource, base_shape(entry.type))
        elif entry.resource:
            walk.problems.append(Problem(unknown_type(entry.type), entry.path, {"type": entry.type[:64]}))
        problems += walk.problems
    problems += message_rules.check(message, chained=False)
    return [*problems, *observation_rules.check(message)]


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
    # Whether an entry holds anything is asked of the entries themselves (message_rules).
    problems = [problem for problem in walk.problems if problem.detail.get("element") != "Bundle.entry.resource"]
    roles = _roles_of(message)
    for entry in message.entries:
        if entry.resource:
            problems += _resource(message, entry, table, roles)
    return problems


def _resource(message: Message, entry: BundleEntry, table: str, roles: _Roles) -> list[Problem]:
    walk = Walk(entry.type, entry.path)
    if not is_known(entry.type):
        walk.problems.append(Problem(unknown_type(entry.type), entry.path, {"type": entry.type[:64]}))
        return walk.problems
    walk.resource(entry.resource, _shape(message, entry, table, roles))
    for reference in walk.references:
        _reference(message, reference, entry, walk)
    return walk.problems


def _shape(message: Message, entry: BundleEntry, table: str, roles: _Roles) -> Shape:
    profile = PROFILES[table].get(entry.type) or roles.organizations.get(entry.index)
    if table == HOSPITAL_NOTIFICATION and entry.index == roles.encounter:
        profile = "medcom-hospitalNotification-encounter"
    return profile_shape(table, profile) if profile else base_shape(entry.type)


@dataclass(frozen=True, slots=True)
class _Roles:
    """Which entry is the focus, and by which profile each organisation goes."""

    organizations: dict[int, str]
    encounter: int | None


def _roles_of(message: Message) -> _Roles:
    """Organisations that take part in the messaging have SOR and GLN, those that only provide the service SOR."""
    roles: dict[int, str] = {}
    for entry in message.of_type("Encounter"):
        provider = message.resolve(entry.resource.get("serviceProvider"))
        if provider is not None:
            roles[provider.index] = "medcom-core-organization"
    for entry in message.messaging_organizations:
        roles[entry.index] = "medcom-messaging-organization"
    focus = notification_rules.encounter_of(message)
    return _Roles(roles, focus.index if focus else None)


def _reference(message: Message, reference: FoundReference, entry: BundleEntry, walk: Walk) -> None:
    target = message.resolve(reference.text)
    if target is not None:
        if reference.targets and target.type not in reference.targets:
            walk.add("reference.wrong_type", reference.path)
        return
    if entry.type == "Provenance":
        # Earlier messages are not in the bundle; those who sent them need not be (message_rules checks our own).
        return
    # What need not be there may be named outside; the message rests on the five that must be (SPEC A2, A3.2).
    needed = reference.bundled and (reference.text or entry.type in ("MessageHeader", "Encounter"))
    walk.add("reference.unresolved" if needed else "reference.outside", reference.path)
