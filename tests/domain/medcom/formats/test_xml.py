"""FHIR XML and its JSON form: lists, types, extensions of primitives, narrative, contained resources."""

from typing import Any

import pytest

from medcom.parsing.fhir.decode import decode, encode_xml
from medcom.parsing.fhir.unreadable import Unreadable

DIV = '<div xmlns="http://www.w3.org/1999/xhtml"><p>Æ &amp; <b>b</b><br/></p></div>'


@pytest.mark.parametrize(
    "resource",
    [
        {"resourceType": "Bundle", "id": "a", "total": 3, "entry": [{"search": {"score": 0.5}}]},
        {"resourceType": "Patient", "active": True, "multipleBirthInteger": 2, "name": [{"given": ["A", "B"]}]},
        {"resourceType": "Patient", "name": [{"_family": {"extension": [{"url": "urn:x", "valueCode": "unknown"}]}}]},
        {"resourceType": "Patient", "name": [{"given": [None, "B"], "_given": [{"id": "g"}, None]}]},
        {"resourceType": "Patient", "name": [{"_given": [{"extension": [{"url": "urn:x", "valueBoolean": False}]}]}]},
        {"resourceType": "Patient", "birthDate": "1940", "_birthDate": {"id": "b"}},
        {"resourceType": "Patient", "text": {"status": "generated", "div": DIV}},
        {"resourceType": "Patient", "contained": [{"resourceType": "Organization", "id": "o", "active": False}]},
        {"resourceType": "Encounter", "extension": [{"url": "urn:x", "valuePeriod": {"start": "2025-03-01"}}]},
        {"resourceType": "Observation", "valueQuantity": {"value": 1.25, "unit": "mg"}, "contained": []},
        {"resourceType": "Patient", "meta": {"profile": ["urn:a", "urn:b"], "tag": [{"code": "x"}]}},
        {"resourceType": "Patient", "address": [{"line": ["Linje 1\nLinje 2 \t<&\"'>"]}]},
    ],
)
def test_json_to_xml_to_json(resource: dict[str, Any]) -> None:
    wanted = {name: value for name, value in resource.items() if value != []}
    assert decode(encode_xml(resource)) == wanted


def test_elements_are_written_in_the_order_of_the_definition() -> None:
    body = encode_xml({"birthDate": "1940", "resourceType": "Patient", "active": True, "id": "p"}).decode()
    assert body.index("<id") < body.index("<active") < body.index("<birthDate")


def test_the_url_of_an_extension_is_written_as_its_attribute_also_of_a_primitive() -> None:
    extension = [{"url": "urn:x", "valueCode": "unknown"}]
    body = encode_xml({"resourceType": "Patient", "extension": extension, "_birthDate": {"extension": extension}})
    assert body.count(b'<extension url="urn:x">') == 2


def test_named_entities_of_html_are_written_as_letters() -> None:
    div = '<div xmlns="http://www.w3.org/1999/xhtml">&aelig;&nbsp;&lt;</div>'
    body = encode_xml({"resourceType": "Patient", "text": {"status": "generated", "div": div}}).decode()
    assert "æ\xa0&lt;" in body


def test_narrative_that_is_no_xhtml_is_refused() -> None:
    with pytest.raises(Unreadable, match="narrative"):
        encode_xml({"resourceType": "Patient", "text": {"div": "<div>"}})


def test_comments_and_processing_instructions_say_nothing() -> None:
    inside = '<!-- b --><?c d?><id value="p"/>'
    body = f'<?xml version="1.0"?><!-- a --><Patient xmlns="http://hl7.org/fhir">{inside}</Patient>'
    assert decode(body.encode()) == {"resourceType": "Patient", "id": "p"}


def test_a_schema_location_says_nothing() -> None:
    xsi = 'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://hl7.org/fhir fhir.xsd"'
    assert decode(f'<Patient xmlns="http://hl7.org/fhir" {xsi}/>'.encode()) == {"resourceType": "Patient"}


@pytest.mark.parametrize(
    ("inner", "wanted"),
    [
        ('<active value="yes"/>', {"active": "yes"}),
        ('<multipleBirthInteger value="1.5"/>', {"multipleBirthInteger": "1.5"}),
        ('<ward value="B7"/>', {"ward": "B7"}),
        ('<ward value="B7"/><ward value="B8"/>', {"ward": ["B7", "B8"]}),
        ("<ward><bed value='1'/></ward>", {"ward": {"bed": "1"}}),
    ],
)
def test_what_is_wrong_stays_visible_to_the_checker(inner: str, wanted: dict[str, Any]) -> None:
    body = f'<Patient xmlns="http://hl7.org/fhir">{inner}</Patient>'.encode()
    assert decode(body) == {"resourceType": "Patient", **wanted}


@pytest.mark.parametrize("inner", ['<b ø="1">x</b>', "<bø>x</bø>", '<b ø:x="1" xmlns:ø="urn:u">x</b>'])
def test_a_narrative_with_names_that_are_no_ascii_is_read_for_the_checker_to_name(inner: str) -> None:
    """Such a name came of damage on the way, and was a failure of ours."""
    div = f'<div xmlns="http://www.w3.org/1999/xhtml">{inner}</div>'
    body = f'<Patient xmlns="http://hl7.org/fhir"><text><status value="generated"/>{div}</text></Patient>'.encode()
    assert "x</b" in decode(body)["text"]["div"]
