"""Bytes to the JSON form: what is refused, and where."""

import pytest

from medcom.parsing.fhir.decode import Unreadable, decode, encode_json
from medcom.parsing.fhir.flaws import Flaws

XML = '<Bundle xmlns="http://hl7.org/fhir">{}</Bundle>'
BOMB = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>' + XML.format('<id value="&b;"/>')
FILE = '<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/hostname">]>' + XML.format('<id value="&f;"/>')


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (b"", "unreadable.empty"),
        (b"  \n", "unreadable.empty"),
        (b"{", "unreadable.json"),
        (b'{"a": 1,}', "unreadable.json"),
        (b"[]", "unreadable.json_object"),
        (b"{}", "unreadable.not_fhir"),
        (b'{"resourceType": 7}', "unreadable.not_fhir"),
        (b'{"resourceType": "Bundle", "id": "a", "id": "b"}', "unreadable.json_duplicate"),
        (b'{"resourceType": "Bundle", "total": NaN}', "unreadable.json_number"),
        (b'{"resourceType": "Bundle", "total": -Infinity}', "unreadable.json_number"),
        (b'{"resourceType": "Bundle", "total": 1e999}', "unreadable.json_number"),
        (b'{"resourceType": "Bundle", "total": ' + b"9" * 5000 + b"}", "unreadable.json_number"),
        (b'{"resourceType": "B\xf8ndle"}', "unreadable.encoding"),
        (b'{"resourceType": "\\u0000"}', "unreadable.control_character"),
        (b'{"resourceType": "\\ud800"}', "unreadable.control_character"),
        (b'{"a":' * 70 + b"1" + b"}" * 70, "unreadable.too_deep"),
        (b"[" * 100_000, "unreadable.too_deep"),
        (b"<Bundle", "unreadable.xml"),
        (b"<Bundle/>", "unreadable.not_fhir"),
        (b'<Emessage xmlns="http://rep.oio.dk/sundcom.dk/medcom.dk/xml/schemas/2005/08/07/"/>', "unreadable.not_fhir"),
        (BOMB.encode(), "unreadable.xml_doctype"),
        (FILE.encode(), "unreadable.xml_doctype"),
        (XML.format("text").encode(), "unreadable.xml_text"),
        (XML.format('<id value="a"/><id value="b"/>').encode(), "unreadable.xml_repeats"),
        (XML.format("<entry><resource/></entry>").encode(), "unreadable.xml_resource"),
        (XML.format('<id xmlns:u="urn:u" u:x="1" value="a"/>').encode(), "unreadable.xml_attribute"),
        (XML.format('<id value="\xf8"/>').encode("latin-1"), "unreadable.encoding"),
        (b'<?xml version="1.0" encoding="utf-7"?>' + XML.format("").encode(), "unreadable.encoding"),
        (XML.format("<entry>" * 70 + "</entry>" * 70).encode(), "unreadable.too_deep"),
        (XML.format("<entry>" * 5000 + "</entry>" * 5000).encode(), "unreadable.xml"),
        (XML.format('<id value="&undefined;"/>').encode(), "unreadable.xml"),
        (XML.format('<id value="&#0;"/>').encode(), "unreadable.xml"),
    ],
)
def test_unreadable_bytes_are_refused_with_their_code(body: bytes, code: str) -> None:
    with pytest.raises(Unreadable) as refusal:
        decode(body)
    assert refusal.value.code == code


def test_a_body_over_the_limit_is_refused() -> None:
    with pytest.raises(Unreadable, match="too_large"):
        decode(b'{"resourceType": "Bundle"}', max_bytes=10)


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        (b'{"resourceType": "Bundle"}', "application/fhir+xml"),
        (XML.format("").encode(), "application/json; charset=utf-8"),
    ],
)
def test_a_content_type_of_the_other_form_is_refused(body: bytes, content_type: str) -> None:
    with pytest.raises(Unreadable, match="content_type"):
        decode(body, content_type)


@pytest.mark.parametrize("content_type", [None, "application/octet-stream", "application/fhir+json;fhirVersion=4.0"])
def test_what_the_body_looks_like_decides(content_type: str | None) -> None:
    assert decode(b'\xef\xbb\xbf {"resourceType": "Bundle"}', content_type) == {"resourceType": "Bundle"}


def test_refusal_says_where() -> None:
    with pytest.raises(Unreadable) as refusal:
        decode(b'{\n"resourceType": Bundle}')
    assert refusal.value.place == "line 2 column 17"


def test_json_is_written_compact_with_danish_letters() -> None:
    assert encode_json({"name": "Ærø"}) == '{"name":"Ærø"}'.encode()


def test_latin_1_is_read_where_it_is_declared() -> None:
    body = '<?xml version="1.0" encoding="ISO-8859-1"?><Organization xmlns="http://hl7.org/fhir"><name value="Ærø"/>'
    assert decode((body + "</Organization>").encode("latin-1"))["name"] == "Ærø"


def test_letters_of_another_encoding_are_noted_and_the_rest_is_read() -> None:
    flaws = Flaws()
    found = decode(b'{"resourceType": "Organization", "name": "\xc6r\xf8"}', flaws=flaws)
    assert found["name"] == "\ufffdr\ufffd"
    assert [(flaw.code, flaw.place) for flaw in flaws.noted] == [("unreadable.encoding", "byte 42")]


def test_text_between_elements_is_refused_in_words_with_its_place() -> None:
    with pytest.raises(Unreadable) as refusal:
        decode(XML.format("text").encode())
    assert (refusal.value.detail, refusal.value.place) == ("text between elements", "Bundle")
