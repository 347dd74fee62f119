"""Rules of CareCommunication that profiles do not express, or that the tables cannot hold (SPEC A4; DICTIONARY 8.2).

The published invariants are named where they are checked (CC-1 to CC-15).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from medcom.parsing.bundle import BundleEntry, Message, message_of
from medcom.parsing.checking.notification_rules import destination
from medcom.parsing.codes import (
    CC_DEFINITION,
    CC_DEFINITION_4,
    CC_HEADER,
    CC_PROVENANCE,
    CPR,
)
from medcom.parsing.fhir.safe import as_dict, as_list, as_text, dicts, extension, first, text_at
from medcom.parsing.fhir.types import Json
from medcom.parsing.problems.problem import Problem
from medcom.parsing.tables import load
from organisations.domain.identifiers import CprKind, cpr_birth_date, cpr_kind

# The replacement numbers of regions and of the state (SPEC D).
REPLACEMENTS = frozenset({"urn:oid:1.2.208.176.1.6.1.1", "urn:oid:1.2.208.176.1.6.1.3"})
DATE, AUTHOR, CONTACT, IDENTIFIER, SENDER = (
    f"medcom-core-{name}-extension" for name in ("datetime", "practitioner", "contact", "identifier", "sender")
)
# What every text has; a file need not say who added it.
_FILE_HAS = {DATE: "valueDateTime", IDENTIFIER: "valueIdentifier"}
_TEXT_HAS = {**_FILE_HAS, AUTHOR: "valueReference", CONTACT: "valueContactPoint"}
_UUID = re.compile(r"urn:uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
# As published: a plus, a digit or a hyphen anywhere.
_CONTACT = re.compile(r"[+]?[-0-9]")
_VERSION = re.compile(r"\|(\d{1,2})(\.\d{1,2}){0,2}$")


def version_of(message: Message) -> int | None:
    """4 or 5, by the definition that the message says it follows; None for none of these.

    The published pattern has a bar that is not escaped and takes any version: the address is compared here.
    """
    header = message.header.resource if message.header else {}
    stated = as_text(header.get("definition")) or ""
    found = _VERSION.search(stated)
    known = {CC_DEFINITION: 5, CC_DEFINITION_4: 4}.get(stated.partition("|")[0])
    return known if found is not None and int(found.group(1)) == known else None


def communication_of(message: Message) -> BundleEntry | None:
    """The focus of the message, or its only letter when the focus is wrong."""
    header = message.header.resource if message.header else {}
    found = message.resolve(first(header.get("focus")))
    if found is not None and found.type == "Communication":
        return found
    return next(iter(message.of_type("Communication")), None)


def check(message: Message) -> list[Problem]:
    """Problems of header, patient, letter and its parts."""
    problems = [*_header(message), *_patient(message), *_roles(message), *destination(message), *_receiver(message)]
    letters = message.of_type("Communication")
    entry = communication_of(message)
    if entry is None:
        return [*problems, Problem("cc.communication_missing", "Bundle.entry")]
    problems += [Problem("cc.communication_too_many", other.path) for other in letters[1:2]]
    problems += [*_letter(message, entry), *_parties(message, entry), *_parts(message, entry)]
    return [*problems, *_sources(message, entry)]


def is_replacement(identifier: Json) -> bool:
    """Whether it is a number that stands for a CPR number."""
    return text_at(identifier, "system") in REPLACEMENTS


# --- Header and Provenances (CC-1, CC-3) ----------------------------------------------------------------------------


def _header(message: Message) -> Iterator[Problem]:
    if message.header is None:
        return
    version = version_of(message)
    if version is None and "definition" in message.header.resource:
        yield Problem("cc.definition_unknown", f"{message.header.path}.definition")
    if not _follows(message.header.resource, CC_HEADER):
        yield Problem("cc.header_profile", f"{message.header.path}.meta.profile")
    provenances = message.of_type("Provenance")
    others = [entry for entry in provenances if not _follows(entry.resource, CC_PROVENANCE)]
    # Version 4 asks it of one of them, version 5 of all.
    if others and (version != 4 or len(others) == len(provenances)):
        yield Problem("cc.provenance_profile", f"{others[0].path}.meta.profile")


def _follows(resource: Json, profile: str) -> bool:
    stated = as_list(as_dict(resource.get("meta")).get("profile"))
    return any(isinstance(item, str) and item.startswith(profile) for item in stated)


# --- Patient (CC-2) -------------------------------------------------------------------------------------------------


def _patient(message: Message) -> Iterator[Problem]:
    patients = message.of_type("Patient")
    if len(patients) != 1:
        yield Problem("cc.patient_count", "Bundle.entry")
        return
    path = f"{patients[0].path}.identifier"
    identifiers = dicts(patients[0].resource.get("identifier"))
    numbers = [text_at(item, "value") for item in identifiers if item.get("system") == CPR]
    if not numbers and not any(is_replacement(item) and text_at(item, "value") for item in identifiers):
        yield Problem("cc.number_missing", path)
    if any(number is None or not is_number(number) for number in numbers):
        yield Problem("cc.number_invalid", path)


def is_number(value: str) -> bool:
    """Whether it has the form of a CPR number and names a day that there is (never modulus 11: SPEC D)."""
    return len(value) == 10 and cpr_kind(value) is CprKind.CPR and cpr_birth_date(value) is not None


def _roles(message: Message) -> Iterator[Problem]:
    """CC-13: whoever has a role is somebody."""
    for entry in message.of_type("PractitionerRole"):
        if text_at(entry.resource, "practitioner", "reference") is None:
            yield Problem("cc.author_nameless", f"{entry.path}.practitioner")


# --- The letter (CC-5, CC-6, CC-9, CC-11, CC-12, CC-15) -------------------------------------------------------------


def _letter(message: Message, entry: BundleEntry) -> Iterator[Problem]:
    letter, path = entry.resource, entry.path
    subject = message.resolve(letter.get("subject"))
    if subject is not None and subject.type == "Patient" and subject not in message.of_type("Patient")[:1]:
        yield Problem("cc.subject_other", f"{path}.subject")
    identifiers = [text_at(item, "value") for item in dicts(letter.get("identifier"))]
    if any(value is not None and not _UUID.fullmatch(value) for value in identifiers):
        yield Problem("cc.thread_invalid", f"{path}.identifier")
    category = category_of(letter)
    if "priority" in letter and category != "regarding-referral":
        yield Problem("cc.priority_misplaced", f"{path}.priority")
    if category == "other" and "topic" not in letter:
        yield Problem("cc.topic_missing", f"{path}.topic")
    if "encounter" in letter:
        encounter = message.resolve(letter.get("encounter"))
        episodes = dicts(encounter.resource.get("episodeOfCare")) if encounter else []
        if not any("identifier" in episode for episode in episodes):
            yield Problem("cc.encounter_unfit", f"{path}.encounter")


def category_of(letter: Json) -> str | None:
    """The code of the letter's category."""
    coding = first(first(letter.get("category")).get("coding"))
    return text_at(coding, "code")


def _receiver(message: Message) -> Iterator[Problem]:
    """Whom it is for: the endpoint is an address, and names nobody (SPEC A2, `destination:primary.receiver` 1..1)."""
    header = message.header
    for index, each in enumerate(dicts(header.resource.get("destination"))) if header else ():
        found = message.resolve(each.get("receiver"))
        if header and (found is None or found.type != "Organization"):
            yield Problem("header.receiver_missing", f"{header.path}.destination[{index}].receiver")


def _parties(message: Message, entry: BundleEntry) -> Iterator[Problem]:
    header = message.header.resource if message.header else {}
    receiver = first(header.get("destination")).get("receiver")
    sender = extension(entry.resource, SENDER).get("valueReference")
    pairs = (
        (sender, header.get("sender"), "extension"),
        (first(entry.resource.get("recipient")), receiver, "recipient"),
    )
    for specific, party, name in pairs:
        named, house = message.resolve(specific), message.resolve(party)
        if named is None or house is None:
            continue
        organisations = [named.resource.get("organization"), *as_list(named.resource.get("managingOrganization"))]
        if house not in [message.resolve(organisation) for organisation in organisations]:
            yield Problem("cc.party_other", f"{entry.path}.{name}")


# --- Texts and files (CC-4, CC-7, CC-8) -----------------------------------------------------------------------------


def _parts(message: Message, entry: BundleEntry) -> Iterator[Problem]:
    parts = as_list(entry.resource.get("payload"))
    if parts and not any("contentString" in as_dict(part) for part in parts):
        yield Problem("cc.text_missing", f"{entry.path}.payload")
    for index, part in enumerate(map(as_dict, parts)):
        path = f"{entry.path}.payload[{index}]"
        if "contentReference" in part:
            yield Problem("cc.part_incomplete", path, {"what": "content"})
        yield from _extensions(part, path)
        if "contentAttachment" in part:
            yield from _file(as_dict(part["contentAttachment"]), f"{path}.contentAttachment")
        if extension(part, AUTHOR):
            yield from _author(message, part, path)


def _extensions(part: Json, path: str) -> Iterator[Problem]:
    for name, value in (_FILE_HAS if "contentAttachment" in part else _TEXT_HAS).items():
        if value not in extension(part, name):
            yield Problem("cc.part_incomplete", f"{path}.extension", {"what": name})
    identifier = text_at(extension(part, IDENTIFIER), "valueIdentifier", "value")
    if extension(part, IDENTIFIER) and (identifier is None or not _UUID.fullmatch(identifier)):
        yield Problem("cc.part_id_invalid", f"{path}.extension")
    contact = extension(part, CONTACT)
    if contact and not _CONTACT.search(text_at(contact, "valueContactPoint", "value") or ""):
        yield Problem("cc.contact_invalid", f"{path}.extension")


def _file(attachment: Json, path: str) -> Iterator[Problem]:
    if as_text(attachment.get("title")) is None:
        yield Problem("cc.part_incomplete", path, {"what": "title"})
    listed = load("carecommunication")["valuesets"]["medcom-core-attachmentMimeTypes"]
    types = {code for codes in listed.values() for code in codes}
    if "contentType" in attachment and text_at(attachment, "contentType") not in types:
        yield Problem("cc.attachment_type", f"{path}.contentType")


def _author(message: Message, part: Json, path: str) -> Iterator[Problem]:
    role = message.resolve(extension(part, AUTHOR).get("valueReference"))
    if role is None or role.type != "PractitionerRole":
        yield Problem("cc.author_nameless", f"{path}.extension")
        return
    person = message.resolve(role.resource.get("practitioner"))
    if person is None or not dicts(person.resource.get("name")):
        yield Problem("cc.author_nameless", f"{role.path}.practitioner")
    codes = dicts(role.resource.get("code"))
    coded = any(text_at(coding, "code") for code in codes for coding in dicts(code.get("coding")))
    worded = any(as_text(code.get("text")) for code in codes)
    # Version 4 asks it of one author among all: whoever wrote this is shown as well as it is known.
    if coded == worded and version_of(message) != 4:
        yield Problem("cc.author_role", f"{role.path}.code")


def _sources(message: Message, entry: BundleEntry) -> Iterator[Problem]:
    """The own Provenance names the parts that this message adds, and an earlier one that it carries on."""
    known = {part_id(part) for part in dicts(entry.resource.get("payload"))}
    for own in message.own_provenances()[:1]:
        for index, entity in enumerate(dicts(own.resource.get("entity"))):
            path = f"{own.path}.entity[{index}]"
            source = text_at(entity, "what", "identifier", "value")
            if entity.get("role") == "source" and source not in known:
                yield Problem("cc.source_unknown", path)
            earlier = message_of(entity.get("what")) if entity.get("role") == "revision" else None
            if earlier is not None and not message.provenances_about(earlier):
                yield Problem("cc.chain_broken", path)
    added = added_parts(message)
    for index, part in enumerate(dicts(entry.resource.get("payload"))):
        attachment = part.get("contentAttachment")
        if isinstance(attachment, dict) and part_id(part) in added and not attachment.keys() & {"data", "url"}:
            yield Problem("cc.attachment_empty", f"{entry.path}.payload[{index}]")


def part_id(part: Json) -> str | None:
    """The identifier of a text or file."""
    return text_at(extension(part, IDENTIFIER), "valueIdentifier", "value")


def added_parts(message: Message) -> frozenset[str]:
    """Identifiers of the parts that this very message added (its own Provenance's sources)."""
    own = message.own_provenances()[:1]
    entities = [entity for entry in own for entity in dicts(entry.resource.get("entity"))]
    sources = (text_at(item, "what", "identifier", "value") for item in entities if item.get("role") == "source")
    return frozenset(source for source in sources if source)
