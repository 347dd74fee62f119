"""The official bundles, read as JSON and as XML."""

from pathlib import Path
from typing import Any

from lxml import etree

from medcom.parsing.fhir.decode import decode, encode_json, encode_xml
from tests.medcom.official import ALL_BUNDLES, each, load, read


def without_spelling_of_narrative(value: Any) -> Any:
    """XHTML in canonical form: quotes, references and spaces inside tags say nothing."""
    if isinstance(value, list):
        return [without_spelling_of_narrative(item) for item in value]
    if not isinstance(value, dict):
        return value
    return {
        name: etree.canonicalize(item)
        if name == "div" and isinstance(item, str)
        else without_spelling_of_narrative(item)
        for name, item in value.items()
    }


def canonical(body: bytes) -> bytes:
    return etree.tostring(etree.fromstring(body), method="c14n")


@each(ALL_BUNDLES)
def test_json_to_xml_and_back_is_the_same(path: Path | None) -> None:
    resource = decode(read(path), "application/fhir+json")
    again = decode(encode_xml(resource), "application/fhir+xml")
    assert without_spelling_of_narrative(again) == without_spelling_of_narrative(resource)


@each(ALL_BUNDLES)
def test_xml_to_json_and_back_is_the_same(path: Path | None) -> None:
    body = encode_xml(decode(read(path)))
    again = encode_xml(decode(encode_json(decode(body))))
    assert canonical(again) == canonical(body)


@each(ALL_BUNDLES)
def test_json_is_written_as_it_was_read(path: Path | None) -> None:
    assert decode(encode_json(decode(read(path)))) == load(path)
