"""The files of a BinaryLetter: told under ids of ours, and read again from its bytes (DICTIONARY 8.1)."""

import base64
import binascii
from uuid import NAMESPACE_URL, uuid5

from documents.domain.files import TYPES, title_of
from documents.domain.parts import FilePart, Writer
from medcom.parsing.oioxml.message import XmlLetter
from medcom.parsing.oioxml.node import XmlNode

BINARY = "XB0130X"
# By its schema; more are no BinaryLetter.
MOST_FILES = 10
_BY_ENDING = {ending: content_type for content_type, (ending, _signs) in TYPES.items()}
_BY_ENDING |= {"jpeg": "image/jpeg", "tif": "image/tiff"}
# Programs, texts of word processors and the like: kept, and never opened or handed out here.
UNKNOWN_TYPE = "application/octet-stream"


def files_of(letter: XmlLetter, message_id: str, *, at: str, writer: Writer) -> tuple[FilePart, ...]:
    """What it brings; an ending says what a file claims to be, its bytes are asked when somebody fetches it."""
    return tuple(
        FilePart(
            id=_id(message_id, number),
            title=title_of(f"{node.words('ObjectIdentifier')}.{_ending(node)}"),
            content_type=_BY_ENDING.get(_ending(node), UNKNOWN_TYPE),
            at=at,
            writer=writer,
            added=True,
            has_data=True,
        )
        for number, node in enumerate(_objects(letter))
    )


def data_in(letter: XmlLetter, message_id: str, file_id: str) -> bytes | None:
    """The bytes of a file; None where the letter has none of that id, or no base64 in it."""
    found = next((node for n, node in enumerate(_objects(letter)) if _id(message_id, n) == file_id), None)
    if found is None:
        return None
    try:
        return base64.b64decode("".join(found.words("Object_Base64Encoded").split()), validate=True)
    except (binascii.Error, ValueError):
        return None


def _objects(letter: XmlLetter) -> tuple[XmlNode, ...]:
    return letter.content.all("BinaryObject")[:MOST_FILES] if letter.version == BINARY else ()


def _ending(node: XmlNode) -> str:
    return node.words("ObjectExtensionCode").lower()[:10]


def _id(message_id: str, number: int) -> str:
    return str(uuid5(NAMESPACE_URL, f"medcom:{message_id}:file:{number}"))
