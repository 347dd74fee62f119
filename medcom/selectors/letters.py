"""The files of letters, read from the messages that brought them."""

from dataclasses import dataclass

from documents.domain.files import file_name, is_what_it_says
from documents.domain.parts import Writer
from documents.domain.threads import SentVersion
from documents.models import Attachment
from documents.selectors.sent import written_in
from medcom.domain.classic.files import data_in, files_of
from medcom.domain.reading import payload_of
from medcom.models import InboundMessage, Letter
from medcom.parsing.fhir.decode import Unreadable, decode
from medcom.parsing.fhir.flaws import Flaws
from medcom.parsing.messages.care_communication import data_of, read_care_communication
from medcom.parsing.oioxml.reading import is_classic, read_emessage


@dataclass(frozen=True, slots=True)
class FileOf:
    """One file; `data` is None where its content is not of the type that the message states."""

    name: str
    content_type: str
    data: bytes | None


def letter_of_event(ref: str) -> Letter | None:
    """The letter that lies in a journey under this event."""
    return Letter.objects.select_related("message").filter(event__source_ref=ref).first()


def attached_file(version: SentVersion, file_id: str) -> FileOf | None:
    """A file of a letter that was written here; None where that version has none of that id."""
    told = next((part for part in written_in(version)[1].files if part.id == file_id), None)
    row = Attachment.objects.filter(pk=told.id).first() if told is not None else None
    return stored_file(row) if row is not None else None


def stored_file(row: Attachment) -> FileOf:
    """A file as it is saved by whoever reads it."""
    return FileOf(file_name(row.title, row.content_type), row.content_type, bytes(row.data))


def file_of(message: InboundMessage, file_id: str) -> FileOf | None:
    """A file of the letter in a message; None where the letter has none of that name, or only names it."""
    try:
        body, content_type = payload_of(bytes(message.body), message.content_type)
        if is_classic(body):
            return _classic_file(body, content_type, message.message_id or "", file_id)
        bundle = decode(body, content_type or None)
    except Unreadable:
        return None
    told = next((part for part in read_care_communication(bundle).files if part.id == file_id), None)
    data = data_of(bundle, file_id) if told is not None else None
    if told is None or data is None:
        return None
    return _checked(told.title, told.content_type, data)


def _classic_file(body: bytes, content_type: str, message_id: str, file_id: str) -> FileOf | None:
    letter = read_emessage(body, content_type, flaws=Flaws()).letters[0]
    files = files_of(letter, message_id, at="", writer=Writer())
    told = next((part for part in files if part.id == file_id), None)
    if told is None:
        return None
    return _checked(told.title, told.content_type, data_in(letter, message_id, file_id) or b"")


def _checked(title: str, content_type: str, data: bytes) -> FileOf:
    checked = data if is_what_it_says(content_type, data) else None
    return FileOf(file_name(title, content_type), content_type, checked)
