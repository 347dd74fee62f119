"""What a letter carries on from the earlier messages of its thread (DICTIONARY 8.2)."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from medcom.parsing.building.letter_bundle import LetterFile, LetterLink, LetterText
from medcom.parsing.bundle import Message, activity_of, message_of
from medcom.parsing.checking.letter_rules import communication_of
from medcom.parsing.codes import ACTIVITY_CODES
from medcom.parsing.envelope import MessageOrganization, read_organization
from medcom.parsing.fhir.formats import instant
from medcom.parsing.fhir.safe import as_text, dicts, first, text_at
from medcom.parsing.fhir.types import Json
from medcom.parsing.messages.care_communication import Segment, read_care_communication

Names: TypeAlias = dict[str | None, MessageOrganization]
# In Danish, as letters are; the page says the same.
_VOID = "Sendt ved en fejl, må ikke bruges."


@dataclass(frozen=True, slots=True)
class Carried:
    """The texts, files and links of a thread, oldest first; `encounter` as it was received last."""

    texts: tuple[LetterText, ...] = ()
    files: tuple[LetterFile, ...] = ()
    links: tuple[LetterLink, ...] = ()
    encounter: Json | None = None


def carried_on(
    bundles: Sequence[Json], parties: Sequence[MessageOrganization], *, wrong: Collection[str] = ()
) -> Carried:
    """All that the messages hold together; `parties` are written as the letter itself writes them.

    Of the messages that were sent in error (`wrong`) the words and names of files go no further (DESIGN §6).
    """
    names: Names = {party.sor: party for party in parties}
    # Two texts may have come under one id; both were written.
    texts: dict[tuple[str, str], LetterText] = {}
    files: dict[str, LetterFile] = {}
    links: dict[str, LetterLink] = {}
    encounter: Json | None = None
    for bundle in bundles:
        message = Message(bundle)
        letter = read_care_communication(message)
        for part in letter.segments:
            text = _text(part, letter.sender, names)
            texts |= {(text.id, text.text): text} if text else {}
        for file in letter.files:
            if file.at is not None:
                house = _as_named(file.author.organisation or letter.sender, names)
                files[file.id] = LetterFile(id=file.id, title=file.title, at=file.at, organisation=house)
        links |= {link.message_id: link for link in _links(message, names)}
        encounter = _encounter(message) or encounter
    void = {part for link in links.values() if link.message_id in wrong for part in link.sources}
    said = [replace(text, text=_VOID) if text.id in void else text for text in texts.values()]
    named = [replace(file, title=_VOID) if file.id in void else file for file in files.values()]
    return Carried(
        tuple(sorted(said, key=lambda text: text.at)),
        tuple(sorted(named, key=lambda file: file.at)),
        tuple(sorted(links.values(), key=lambda link: link.at)),
        encounter,
    )


def _text(part: Segment, sender: MessageOrganization, names: Names) -> LetterText | None:
    if part.at is None:
        return None
    return LetterText(
        id=part.id,
        text=part.text,
        at=part.at,
        name=part.author.name,
        role=part.author.role,
        phone=part.author.phone,
        organisation=_as_named(part.author.organisation or sender, names),
    )


def _as_named(party: MessageOrganization, names: Names) -> MessageOrganization:
    """One organisation is one resource, whatever id and name an earlier message gave it."""
    return names.setdefault(party.sor, MessageOrganization(sor=party.sor, gln=party.gln, name=party.name))


def _links(message: Message, names: Names) -> Iterator[LetterLink]:
    for entry in message.of_type("Provenance"):
        stated = entry.resource
        target, at = message_of(first(stated.get("target"))), instant(stated.get("occurredDateTime"))
        sender = read_organization(message, first(stated.get("agent")).get("who"))
        if target is None or at is None or sender is None or entry.id is None:
            continue
        entities = dicts(stated.get("entity"))
        parts = (text_at(item, "what", "identifier", "value") for item in entities if item.get("role") == "source")
        earlier = (message_of(item.get("what")) for item in entities if item.get("role") == "revision")
        yield LetterLink(
            message_id=target,
            provenance_id=entry.id,
            activity=activity_of(stated, ACTIVITY_CODES) or "new-message",
            at=at,
            sender=_as_named(sender, names),
            sources=tuple(part.removeprefix("urn:uuid:") for part in parts if part),
            previous=next((each for each in earlier if each), None),
        )


def _encounter(message: Message) -> Json | None:
    entry = communication_of(message)
    found = message.resolve(entry.resource.get("encounter")) if entry else None
    return found.resource if found and as_text(found.resource.get("status")) else None
