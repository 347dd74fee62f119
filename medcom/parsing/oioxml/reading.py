"""Bytes of a classic message to its value; what is broken is read as far as it can be answered."""

from __future__ import annotations

from copy import deepcopy
from datetime import datetime
from zoneinfo import ZoneInfo

from lxml import etree

from medcom.parsing.fhir.decode import MAX_BYTES, MAX_BYTES_WITHOUT_ATTACHMENT, MAX_PARTS, charset_of
from medcom.parsing.fhir.flaws import Flaws
from medcom.parsing.fhir.unreadable import Unreadable
from medcom.parsing.fhir.xml import ENCODINGS, tree_of
from medcom.parsing.oioxml.message import Emessage, LetterParty, Original, Receipt, XmlLetter
from medcom.parsing.oioxml.node import XmlNode, name_of, namespace_of, node_of, root_of

# SPEC B2: often ISO-8859-1 or windows-1252, sometimes without a word about it.
_ENCODINGS = {**ENCODINGS, "windows-1252": "cp1252", "cp1252": "cp1252", "iso-8859-15": "iso-8859-15"}
_BESIDE = frozenset({"Envelope", "Local_Elements"})
_NAMES = ("OrganisationName", "DepartmentName", "UnitName")
RECEIPTS = {"PositiveReceipt": (True, False), "NegativeReceipt": (False, False), "NegativeVansReceipt": (False, True)}
# Of one receipt, by its schema (DICTIONARY 9.1).
MOST_ORIGINALS = 99
# What the letters come to be when each lies in an envelope of its own.
APART_TYPE = "application/xml; charset=utf-8"
COPENHAGEN = ZoneInfo("Europe/Copenhagen")
# Of any letter: what lies outside is a slip of typing, and at the ends of the calendar no clock can be told.
FIRST_YEAR, LAST_YEAR = 1900, 2199


def is_classic(body: bytes) -> bool:
    """Whether the bytes are a classic message by their root."""
    return root_of(body) == b"Emessage"


def read_emessage(body: bytes, content_type: str = "", *, flaws: Flaws) -> Emessage:
    """The message; raises Unreadable when nobody could be answered about it.

    What leaves it readable is noted as a flaw: a letter with a flaw is answered and not taken.
    """
    if len(body) > (MAX_BYTES if b"BinaryLetter" in body else MAX_BYTES_WITHOUT_ATTACHMENT):
        raise Unreadable("unreadable.too_large", f"{len(body)} bytes")
    if body.count(b"<") > MAX_PARTS:
        raise Unreadable("unreadable.too_many")
    root = message_tree(body, content_type, flaws)
    if name_of(root) != "Emessage":
        raise Unreadable("unreadable.old_format", str(root.tag)[:200], "/")
    envelope = next((node_of(child) for child in root if name_of(child) == "Envelope"), XmlNode("Envelope"))
    letters = [child for child in root if isinstance(child.tag, str) and name_of(child) not in _BESIDE]
    return Emessage(
        namespace=namespace_of(root),
        identifier=envelope.words("Identifier"),
        sent_at=moment_of(envelope.at("Sent")),
        wants_receipt=envelope.words("AcknowledgementCode") == "pluspositivkvitt",
        letters=tuple(_letter(child) for child in letters),
    )


def letters_apart(body: bytes, content_type: str = "") -> tuple[bytes, ...]:
    """Each letter of a message in an envelope like its own; raises Unreadable as `read_emessage` does."""
    root = message_tree(body, content_type, Flaws(strict=True))
    envelope = next((child for child in root if name_of(child) == "Envelope"), None)
    apart: list[etree._Element] = []
    for child in root:
        if not isinstance(child.tag, str) or name_of(child) == "Envelope":
            continue
        if name_of(child) not in _BESIDE:
            apart.append(etree.Element(root.tag, nsmap=root.nsmap))  # type: ignore[arg-type] # lxml's name for the default namespace
            apart[-1].extend([deepcopy(envelope)] if envelope is not None else [])
        if apart:
            # What is local stands after its letter.
            apart[-1].append(deepcopy(child))
    return tuple(etree.tostring(each, encoding="UTF-8", xml_declaration=True) for each in apart)


def message_tree(body: bytes, content_type: str, flaws: Flaws) -> etree._Element:
    """The elements of a classic message; in what is broken, as many as can be read."""
    charset = charset_of(content_type)
    if charset is None and b"encoding" not in body[:200] and not _is_utf8(body):
        charset = "windows-1252"
    try:
        return tree_of(body, charset=charset, flaws=flaws, encodings=_ENCODINGS)
    except Unreadable as unreadable:
        if unreadable.code != "unreadable.xml":
            raise
        flaws.note(unreadable.code, unreadable.detail, unreadable.place)
        return tree_of(body, charset=charset, flaws=Flaws(), encodings=_ENCODINGS, recover=True)


def _is_utf8(body: bytes) -> bool:
    try:
        body.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _letter(element: etree._Element) -> XmlLetter:
    content = node_of(element)
    head, patient = content.at("Letter"), content.at("Patient")
    return XmlLetter(
        root=content.name,
        namespace=namespace_of(element),
        identifier=head.words("Identifier"),
        version=head.words("VersionCode"),
        type_code=head.words("TypeCode") or head.words("StatisticalCode"),
        status=head.words("StatusCode"),
        episode=head.words("EpisodeOfCareIdentifier"),
        at=moment_of(head.at("Authorisation")),
        sender=_party(content.at("Sender")),
        receiver=_party(content.at("Receiver")),
        cpr=patient.words("CivilRegistrationNumber").replace("-", ""),
        replacement=patient.words("AlternativeIdentifier"),
        family_name=patient.words("PersonSurnameName"),
        given_names=patient.words("PersonGivenName"),
        content=content,
    )


def _party(node: XmlNode) -> LetterParty:
    signed = next((each for each in (node.at("SignedBy"), node.at("Signatur")) if each), XmlNode("SignedBy"))
    contacts = node.all("ContactInformation")
    phones = [each.words("TelephoneSubscriberIdentifier") for each in (*contacts, node)]
    names = (node.words(name) for name in _NAMES)
    return LetterParty(
        ean=node.words("EANIdentifier"),
        identifier=node.words("Identifier"),
        identifier_code=node.words("IdentifierCode"),
        # An underscore stands where a name must stand and there is none.
        names=tuple(dict.fromkeys(name for name in names if name not in ("", "_"))),
        phone=next((phone for phone in phones if phone), ""),
        person=" ".join(filter(None, (signed.words("PersonGivenName"), signed.words("PersonSurnameName")))),
        title=signed.words("PersonTitle"),
    )


def moment_of(node: XmlNode) -> datetime | None:
    """A Date and a Time of Danish clocks; None where one of them is missing or is none."""
    time = node.words("Time") or node.words("TimeWithSec")
    try:
        found = datetime.fromisoformat(f"{node.words('Date')}T{time}")
    except ValueError:
        return None
    if not FIRST_YEAR <= found.year <= LAST_YEAR:
        return None
    return found if found.tzinfo else found.replace(tzinfo=COPENHAGEN)


def read_receipt(letter: XmlLetter) -> Receipt | None:
    """What a receipt says; None of another letter."""
    if letter.root not in RECEIPTS:
        return None
    positive, by_network = RECEIPTS[letter.root]
    original = letter.content.at("OriginalEmessage")
    return Receipt(
        positive=positive,
        by_network=by_network,
        answering=letter.sender.ean,
        envelope=original.words("OriginalEnvelopeIdentifier"),
        sender=original.words("OriginalSender", "EANIdentifier"),
        receiver=original.words("OriginalReceiver", "EANIdentifier"),
        originals=tuple(_original(each) for each in original.all("OriginalLetter")),
        refuse_code=original.words("RefuseCode"),
        refuse_text=original.words("RefuseText"),
    )


def _original(node: XmlNode) -> Original:
    return Original(
        node.words("OriginalLetterIdentifier"),
        node.words("OriginalVersionCode"),
        node.words("RefuseCode"),
        node.words("RefuseText"),
    )
