"""A CareCommunication as one frozen value (SPEC A4; DICTIONARY 8.2)."""

from __future__ import annotations

import base64
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import NAMESPACE_URL, UUID, uuid5

from medcom.parsing.bundle import BundleEntry, Message, message_of
from medcom.parsing.checking.letter_rules import (
    AUTHOR,
    CONTACT,
    DATE,
    IDENTIFIER,
    SENDER,
    added_parts,
    category_of,
    communication_of,
    is_number,
    is_replacement,
    part_id,
)
from medcom.parsing.codes import CPR
from medcom.parsing.envelope import Envelope, MessageOrganization, read_envelope, read_organization
from medcom.parsing.fhir.formats import instant
from medcom.parsing.fhir.safe import as_dict, as_list, as_text, dicts, extension, first, text_at, texts_of
from medcom.parsing.fhir.types import Json
from medcom.parsing.messages.notification import episodes_of, name_of

_EVER = datetime.min.replace(tzinfo=UTC)


class NotALetter(ValueError):
    """The message was not checked: it lacks what every letter has."""


@dataclass(frozen=True, slots=True)
class Author:
    """Who wrote a part, as far as is known."""

    name: str = ""
    role: str = ""
    phone: str = ""
    organisation: MessageOrganization | None = None


@dataclass(frozen=True, slots=True)
class Segment:
    """One text of a letter; `added` says whether this very message brought it."""

    id: str
    text: str
    at: datetime | None
    author: Author
    added: bool


@dataclass(frozen=True, slots=True)
class File:
    """A file or link of a letter. `has_data` says whether its bytes are in the message; a reply only names it."""

    id: str
    title: str
    content_type: str
    at: datetime | None
    author: Author
    added: bool
    url: str = ""
    has_data: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CareCommunication:
    """One letter with the whole thread that it carries. `cpr` is None where only a replacement number is known."""

    message_id: str
    thread: UUID
    activity: str
    previous_id: str | None
    sender: MessageOrganization
    receiver: MessageOrganization
    # The part of the sender, or the person, that an answer must go to; "" for the sender itself.
    specific_sender: str
    specific_receiver: str
    cpr: str | None
    replacement: str | None
    family_name: str | None
    given_names: str | None
    category: str
    topic: str
    priority: str
    episode_ids: tuple[str, ...]
    sent_at: datetime
    segments: tuple[Segment, ...]
    files: tuple[File, ...]

    @property
    def added(self) -> tuple[Segment, ...]:
        """The texts that this message brings; all of them where it names none of its own, the newest of a reply."""
        named = tuple(segment for segment in self.segments if segment.added)
        if named:
            return named
        return self.segments[-1:] if self.activity == "reply-message" else self.segments

    @property
    def identity(self) -> tuple[object, ...]:
        """What a technical resend repeats (SPEC A5)."""
        parts = [*((text.id, text.at) for text in self.segments), *((file.id, file.at) for file in self.files)]
        return (self.cpr, self.replacement, str(self.thread), self.activity, self.sent_at, *parts)


def read_care_communication(bundle: Json | Message, envelope: Envelope | None = None) -> CareCommunication:
    """Reads a message that was found without errors; raises NotALetter on another."""
    message = Message.of(bundle)
    envelope = envelope or read_envelope(message)
    entry = communication_of(message)
    patient = next(iter(message.of_type("Patient")), None)
    if entry is None or patient is None or envelope.message_id is None:
        raise NotALetter("the letter, its patient or its id is missing")
    if envelope.sender is None or envelope.receiver is None:
        raise NotALetter("sender or receiver is missing")
    letter, added = entry.resource, added_parts(message)
    own = next(iter(message.own_provenances()), None)
    provenance = own.resource if own is not None else {}
    sent_at = instant(provenance.get("occurredDateTime")) or envelope.assembled_at
    if sent_at is None:
        raise NotALetter("nobody says when it was sent")
    cpr, replacement = numbers_of(patient)
    family_name, given_names = name_of(patient.resource)
    encounter = message.resolve(letter.get("encounter"))
    parts = dicts(letter.get("payload"))
    return CareCommunication(
        message_id=envelope.message_id,
        thread=_thread(letter),
        activity=(envelope.own_provenance.activity if envelope.own_provenance else None) or "new-message",
        previous_id=previous_message(provenance),
        sender=envelope.sender,
        receiver=envelope.receiver,
        specific_sender=_specific(message, extension(letter, SENDER).get("valueReference")),
        specific_receiver=_specific(message, first(letter.get("recipient"))),
        cpr=cpr,
        replacement=replacement,
        family_name=family_name,
        given_names=given_names,
        category=category_of(letter) or "",
        topic=text_at(letter, "topic", "text") or "",
        priority=as_text(letter.get("priority")) or "",
        episode_ids=episodes_of(encounter.resource) if encounter else (),
        sent_at=sent_at,
        segments=_by_time([_segment(message, part, added) for part in parts if "contentString" in part]),
        files=tuple(_file(message, part, added, name) for part, name in _named_files(parts)),
    )


def data_of(bundle: Json | Message, file_id: str) -> bytes | None:
    """The bytes of a file in a message; None where the message only names it."""
    entry = communication_of(Message.of(bundle))
    for part, name in _named_files(dicts(entry.resource.get("payload")) if entry else []):
        data = as_text(as_dict(part["contentAttachment"]).get("data"))
        if data is not None and name == file_id:
            return base64.b64decode(data)
    return None


def _named_files(parts: Sequence[Json]) -> Iterator[tuple[Json, str]]:
    """Each file with its id; one whose id stood before gets one of its own: nobody opens a file and sees another."""
    names: set[str] = set()
    for number, part in enumerate(parts):
        if isinstance(part.get("contentAttachment"), dict):
            name = _plain_id(part)
            name = str(uuid5(NAMESPACE_URL, f"{name}#{number}")) if name in names else name
            names.add(name)
            yield part, name


def _thread(letter: Json) -> UUID:
    value = text_at(first(letter.get("identifier")), "value") or ""
    try:
        return UUID(value.removeprefix("urn:uuid:"))
    except ValueError:
        raise NotALetter("the thread has no id") from None


def previous_message(provenance: Json) -> str | None:
    """The message that it follows; its sources name parts, not messages."""
    followed = (
        message_of(item.get("what")) for item in dicts(provenance.get("entity")) if item.get("role") == "revision"
    )
    return next((identifier for identifier in followed if identifier), None)


def numbers_of(patient: BundleEntry) -> tuple[str | None, str | None]:
    """The CPR number, and a replacement of one; None where there is none."""
    identifiers = dicts(patient.resource.get("identifier"))
    numbers = [text_at(item, "value") for item in identifiers if item.get("system") == CPR]
    real = next((number for number in numbers if number and is_number(number)), None)
    others = [text_at(item, "value") for item in identifiers if is_replacement(item)]
    return real, next((other for other in others if other), None)


def _specific(message: Message, reference: object) -> str:
    """The name of a care team, or of the person in a role, with the role."""
    entry = message.resolve(reference)
    if entry is None:
        return ""
    if entry.type == "CareTeam":
        return as_text(entry.resource.get("name")) or ""
    name, role = person_of(message, entry)
    return ", ".join(part for part in (name, role) if part)


def person_of(message: Message, role: BundleEntry) -> tuple[str, str]:
    """Name and role of somebody in a role."""
    person = message.resolve(role.resource.get("practitioner"))
    names = dicts(person.resource.get("name")) if person else []
    name = names[0] if names else {}
    words = [*as_list(name.get("given")), name.get("family")]
    full = " ".join(word for word in words if as_text(word)) or as_text(name.get("text")) or ""
    code = first(role.resource.get("code"))
    coding = first(code.get("coding"))
    return full, as_text(code.get("text")) or as_text(coding.get("display")) or as_text(coding.get("code")) or ""


def _author(message: Message, part: Json) -> Author:
    role = message.resolve(extension(part, AUTHOR).get("valueReference"))
    name, words = person_of(message, role) if role is not None else ("", "")
    phone = text_at(extension(part, CONTACT), "valueContactPoint", "value") or ""
    assigner = as_dict(extension(part, IDENTIFIER).get("valueIdentifier")).get("assigner")
    return Author(name, words, phone, read_organization(message, assigner))


def _plain_id(part: Json) -> str:
    return (part_id(part) or "").removeprefix("urn:uuid:")


def _segment(message: Message, part: Json, added: frozenset[str]) -> Segment:
    return Segment(
        id=_plain_id(part),
        text=as_text(part.get("contentString")) or "",
        at=instant(extension(part, DATE).get("valueDateTime")),
        author=_author(message, part),
        added=part_id(part) in added,
    )


def _file(message: Message, part: Json, added: frozenset[str], name: str) -> File:
    attachment = as_dict(part["contentAttachment"])
    title, content_type, url = texts_of(attachment, "title", "contentType", "url")
    return File(
        id=name,
        title=title or "",
        content_type=content_type or "",
        at=instant(extension(part, DATE).get("valueDateTime")),
        author=_author(message, part),
        added=part_id(part) in added,
        url=url or "",
        has_data="data" in attachment,
    )


def _by_time(segments: Sequence[Segment]) -> tuple[Segment, ...]:
    """Oldest first (DICTIONARY 8.2: threads are sorted by the date of their texts); undated ones stay first."""
    return tuple(sorted(segments, key=lambda segment: segment.at or _EVER))
