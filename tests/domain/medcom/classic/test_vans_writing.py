"""The envelope of a message, element by element."""

import base64
from uuid import UUID

import pytest
from lxml import etree

from medcom.domain.formats import Format
from medcom.domain.vans import in_vans
from medcom.parsing.building.resources import local
from medcom.parsing.fhir.decode import MAX_BYTES
from medcom.parsing.fhir.unreadable import Unreadable
from medcom.parsing.oioxml.vans import VANS, EnvelopeContents, build_vans, read_vans
from tests.domain.medcom.stays import MONDAY, STAYS

DATA, ID = "<a>æ</a>".encode(), "a3bb189e-8bf9-3888-9912-ace4e6543002"
HEAD = [("SenderID", "1"), ("ReceiverID", "2"), ("EnvelopeIdentifier", ID), ("SentDateTime", local(MONDAY))]


def leaves(what: EnvelopeContents) -> list[tuple[str, str]]:
    text = build_vans(DATA, what, sender="1", receiver="2", identifier=ID, now=MONDAY)
    elements = [each for each in etree.fromstring(text.encode()).iter(f"{{{VANS}}}*") if not len(each)]
    found = [(etree.QName(each).localname, each.text or "") for each in elements]
    assert UUID(dict(found)["Identifier"]).version == 4
    return [leaf for leaf in found if leaf[0] != "Identifier"]


def test_fhir_is_carried_untouched_and_named_by_its_type() -> None:
    assert leaves(EnvelopeContents("HL7", "MCM:FDIS91#discharge", media_type="application/fhir+json")) == [
        *HEAD,
        ("Format", "HL7"),
        ("Name", "MCM:FDIS91#discharge"),
        ("SizeInBytes", str(len(DATA))),
        ("TransformMessage", "false"),
        ("ServiceTag", "application/fhir+json"),
        ("Data", base64.b64encode(DATA).decode()),
    ]


def test_a_classic_letter_is_named_by_format_and_version() -> None:
    assert leaves(EnvelopeContents("XML", "XDIS91", "XD9134L")) == [
        *HEAD,
        ("Format", "XML"),
        ("Name", "XDIS91"),
        ("Version", "XD9134L"),
        ("SizeInBytes", str(len(DATA))),
        ("Data", base64.b64encode(DATA).decode()),
    ]


def test_a_message_of_ours_lies_in_the_envelope_between_its_two_numbers() -> None:
    kept = in_vans(STAYS["inpatient"].bundles[0], Format.XML, sender="1", receiver="2", identifier=ID, now=MONDAY)
    assert kept["id"] == ID
    found = read_vans(kept["oioxml"].encode())
    assert (found.sender, found.receiver, found.identifier, found.receipt) == ("1", "2", ID, None)
    assert found.data is not None
    assert b"MessageHeader" in found.data
    assert "<ServiceTag" in kept["oioxml"]
    assert Format.XML.value in kept["oioxml"]


def test_an_envelope_that_is_too_large_is_not_read_and_says_how_large_it_is() -> None:
    with pytest.raises(Unreadable) as refused:
        read_vans(b"<VANSEnvelope>" + b" " * MAX_BYTES)
    assert (refused.value.code, refused.value.detail) == ("unreadable.too_large", f"{MAX_BYTES + 14} bytes")
