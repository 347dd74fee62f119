"""The VANSEnvelope 1.0.4 that messages of both generations travel in (DICTIONARY 9.2).

Its schema is not at hand: it is read tolerantly. Written is the envelope of a message, whose elements are all known;
its receipts are read, and not written, because nobody has described what they hold.
"""

from __future__ import annotations

import base64
import binascii
import re
from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4

from lxml import etree

from medcom.parsing.building.resources import local
from medcom.parsing.fhir.decode import MAX_BYTES, MAX_PARTS, charset_of
from medcom.parsing.fhir.flaws import Flaws
from medcom.parsing.fhir.unreadable import Unreadable
from medcom.parsing.fhir.xml import tree_of
from medcom.parsing.oioxml.message import Receipt
from medcom.parsing.oioxml.node import XmlNode, node_of, root_of

VANS = "urn:oio:medcom:vans-envelope:1.0.4"
# Cut out before the rest is read: of one text no parser takes 100 MB.
_DATA = re.compile(rb"(<((?:[A-Za-z_][\w.-]*:)?)Data>)([^<]*)(</\2Data>)")
_RECEIPTS = {"PositiveMessage": (True, False), "NegativeMessage": (False, False), "NegativeVans": (False, True)}


@dataclass(frozen=True, slots=True, kw_only=True)
class VansEnvelope:
    """An envelope with a message or a receipt in it; `data` is None of a receipt."""

    identifier: str
    sender: str
    receiver: str
    data: bytes | None = None
    receipt: Receipt | None = None


def is_vans(body: bytes) -> bool:
    """Whether the bytes are such an envelope, by their root."""
    return root_of(body) == b"VANSEnvelope"


def read_vans(body: bytes, content_type: str = "") -> VansEnvelope:
    """The envelope; raises Unreadable, also of one in which nothing lies."""
    if len(body) > MAX_BYTES:
        raise Unreadable("unreadable.too_large", f"{len(body)} bytes")
    if body.count(b"<") > MAX_PARTS:
        raise Unreadable("unreadable.too_many")
    cut = _DATA.search(body)
    rest = _DATA.sub(rb"\1\4", body, count=1)
    root = node_of(tree_of(rest, charset=charset_of(content_type), flaws=Flaws(strict=True)))
    receipt = _receipt(root)
    if cut is None and receipt is None:
        raise Unreadable("unreadable.vans_empty")
    return VansEnvelope(
        identifier=root.words("EnvelopeIdentifier"),
        sender=root.words("SenderID"),
        receiver=root.words("ReceiverID"),
        data=_decoded(cut.group(3)) if cut is not None else None,
        receipt=receipt,
    )


def _decoded(text: bytes) -> bytes:
    try:
        return base64.b64decode(b"".join(text.split()), validate=True)
    except binascii.Error:
        raise Unreadable("unreadable.vans_data", "not base64") from None


def _receipt(root: XmlNode) -> Receipt | None:
    for name, (positive, by_network) in _RECEIPTS.items():
        found = root.at("Receipt", name)
        if found:
            return Receipt(
                positive=positive,
                by_network=by_network,
                answering=root.words("SenderID"),
                envelope=found.words("OriginalEnvelopeIdentifier"),
                sender="",
                receiver="",
                originals=(),
                refuse_code=found.words("Error", "Code"),
                refuse_text=found.words("Error", "Description"),
            )
    return None


@dataclass(frozen=True, slots=True)
class EnvelopeContents:
    """What lies in an envelope: format and name as the network knows them, and the type of FHIR; "" for none."""

    format: str
    name: str
    version: str = ""
    media_type: str = ""


def build_vans(
    data: bytes, what: EnvelopeContents, *, sender: str, receiver: str, identifier: str, now: datetime
) -> str:
    """The envelope of one message, between two lokationsnumre."""
    root = etree.Element(f"{{{VANS}}}VANSEnvelope", nsmap={None: VANS})  # type: ignore[dict-item] # lxml's name for the default namespace
    for name, ean in (("SenderID", sender), ("ReceiverID", receiver)):
        _add(root, name, ean).set("EndPointType", "EAN")
    _add(root, "EnvelopeIdentifier", identifier)
    _add(root, "SentDateTime", local(now))
    message = _add(root, "Message")
    meta = _add(message, "MetaInformation")
    _add(meta, "Identifier", str(uuid4()))
    document = _add(meta, "Document")
    _add(document, "Format", what.format)
    _add(document, "Name", what.name)
    if what.version:
        _add(document, "Version", what.version)
    _add(document, "SizeInBytes", str(len(data)))
    if what.media_type:
        transport = _add(meta, "Transport")
        _add(transport, "TransformMessage", "false")
        _add(transport, "ServiceTag", what.media_type).set("name", "MCM:MIME")
    _add(message, "Data", base64.b64encode(data).decode("ascii"))
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + etree.tostring(root, encoding="unicode")


def _add(parent: etree._Element, name: str, text: str = "") -> etree._Element:
    child = etree.SubElement(parent, f"{{{VANS}}}{name}")
    if text:
        child.text = text
    return child
