"""From a CareCommunication to the fields and parts of a document (SPEC A4; DICTIONARY 8.2)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from discharge.channel.rules.channel import ChannelDocument
from documents.domain.parts import FilePart, Parts, TextPart, Writer
from medcom.domain.identifiers import label_of
from medcom.parsing.envelope import MessageOrganization
from medcom.parsing.messages.care_communication import Author, CareCommunication, File, Segment


@dataclass(frozen=True, slots=True, kw_only=True)
class IncomingLetter:
    """A letter of either generation as the house takes it in: what it is, who writes to whom about whom, its words.

    `thread` is None of one that names none.
    """

    message_id: str
    document: ChannelDocument
    thread: UUID | None
    sender: MessageOrganization
    receiver: MessageOrganization
    cpr: str | None
    replacement: str | None
    family_name: str | None
    given_names: str | None
    category: str
    episode_ids: tuple[str, ...]
    sent_at: datetime
    values: Mapping[str, str]
    parts: Parts
    # It says that it corrects one before it.
    corrects: bool = False


def incoming_of(letter: CareCommunication) -> IncomingLetter:
    """A CareCommunication is a korrespondance."""
    return IncomingLetter(
        message_id=letter.message_id,
        document=ChannelDocument.CORRESPONDENCE,
        thread=letter.thread,
        sender=letter.sender,
        receiver=letter.receiver,
        cpr=letter.cpr,
        replacement=letter.replacement,
        family_name=letter.family_name,
        given_names=letter.given_names,
        category=letter.category,
        episode_ids=letter.episode_ids,
        sent_at=letter.sent_at,
        values=values_of(letter),
        parts=parts_of(letter),
    )


def values_of(letter: CareCommunication) -> dict[str, str]:
    """The fields of a korrespondance; what the letter does not say is left out."""
    added = letter.added
    phones = list(dict.fromkeys(part.author.phone for part in added if part.author.phone))
    values = {
        "category": letter.category,
        "subject": letter.topic,
        "text": "\n\n".join(part.text for part in added),
        "specific_receiver": letter.specific_receiver,
        "contact_phone": ", ".join(phones),
    }
    return {name: value for name, value in values.items() if value}


def parts_of(letter: CareCommunication) -> Parts:
    """Every text and file with who wrote it; which of them the letter itself brings."""
    added = set(letter.added)
    return Parts(
        tuple(_text(part, added=part in added) for part in letter.segments),
        tuple(_file(part) for part in letter.files),
        specific_sender=letter.specific_sender,
        priority=letter.priority,
    )


def _text(part: Segment, *, added: bool) -> TextPart:
    at = part.at.isoformat() if part.at else ""
    return TextPart(id=part.id, text=part.text, at=at, writer=_writer(part.author), added=added)


def _file(part: File) -> FilePart:
    return FilePart(
        id=part.id,
        title=part.title,
        content_type=part.content_type,
        at=part.at.isoformat() if part.at else "",
        writer=_writer(part.author),
        added=part.added,
        url=part.url,
        has_data=part.has_data,
    )


def _writer(author: Author) -> Writer:
    unit = author.organisation
    return Writer(
        name=author.name,
        role=author.role,
        phone=author.phone,
        unit=(unit.name or label_of(unit)) if unit else "",
    )
