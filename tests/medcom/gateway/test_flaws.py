"""A message of a broken form whose id and sender can be read is kept raw and answered like any refusal (M13)."""

import re
from collections.abc import Callable
from typing import Any

import pytest

from journeys.models import Citizen, JourneyEvent
from medcom.actions.answers import acknowledgement
from medcom.domain.formats import Format, encode
from medcom.domain.reading import read
from medcom.domain.states import MessageState
from medcom.models import InboundMessage
from medcom.parsing.codes import ResponseCode
from medcom.parsing.envelope import read_envelope
from medcom.parsing.messages.acknowledgement import build_acknowledgement
from tests.medcom.gateway.test_builder_scripts import play
from tests.medcom.gateway.test_gateway import acknowledged, post
from tests.medcom.mutations import MUTATIONS, Mutation, copy_of
from tests.medcom.world import NOW, make_world

pytestmark = pytest.mark.django_db
Change = Callable[[bytes], bytes]


def _put(old: bytes, new: bytes) -> Change:
    """Replaces the first place, which must be there."""

    def changed(body: bytes) -> bytes:
        assert old in body
        return body.replace(old, new, 1)

    return changed


def _foreign_div(namespace: bytes) -> Change:
    text = b'<text><status value="generated"/><div xmlns="%s">hej</div></text>' % namespace
    return lambda body: re.sub(rb"(<Patient>(?:<id [^>]*/>)?(?:<meta>.*?</meta>)?)", rb"\1" + text, body, count=1)


XML = {
    "attribute of another namespace": (_put(b"<Patient>", b'<Patient xmlns:u="urn:u" u:x="1">'), "MSG_BAD_SYNTAX"),
    "xml:lang": (_put(b"<Encounter>", b'<Encounter xml:lang="da">'), "MSG_BAD_SYNTAX"),
    "unknown attribute": (_put(b"<Patient>", b'<Patient x="1">'), "MSG_PARAM_UNKNOWN"),
    "repeated element": (_put(b"<status ", b'<status value="planned"/><status '), "MSG_PARAM_NO_REPEAT"),
    "repeated sender": (_put(b"<sender>", b'<sender><display value="x"/></sender><sender>'), "MSG_PARAM_NO_REPEAT"),
    "div of another namespace": (_foreign_div(b"urn:u"), "MSG_BAD_SYNTAX"),
    "div of FHIR": (_foreign_div(b"http://hl7.org/fhir"), "MSG_BAD_SYNTAX"),
    "div of a script": (
        _foreign_div(b'http://www.w3.org/1999/xhtml"><script>1</script></div><div xmlns="http://www.w3.org/1999/xhtml'),
        "MSG_BAD_SYNTAX",
    ),
    "text between elements": (_put(b"<Patient>", b"<Patient>hej"), "MSG_BAD_SYNTAX"),
    "two resources": (_put(b"<Patient>", b"<Basic/><Patient>"), "MSG_BAD_SYNTAX"),
    "no resource": (_put(b"</Bundle>", b"<entry><resource/></entry></Bundle>"), "MSG_BAD_SYNTAX"),
    "other character set": (_put(b"value", b"value"), "MSG_Damaged_durin_transport"),
}
JSON = {
    "name twice": (_put(b'"status":', b'"status":"planned","status":'), "MSG_BAD_SYNTAX"),
    "number too large": (_put(b'"family":', b'"x":1e999,"family":'), "MSG_Datatype_Wrong"),
    "number too long": (_put(b'"family":', b'"x":' + b"9" * 5000 + b',"family":'), "MSG_Datatype_Wrong"),
    "no number": (_put(b'"family":', b'"x":NaN,"family":'), "MSG_Datatype_Wrong"),
    "NUL": (_put(b'"family":"', b'"family":"\\u0000'), "MSG_Damaged_durin_transport"),
    "half an emoji": (_put(b'"family":"', b'"family":"\\ud83d'), "MSG_Damaged_durin_transport"),
    "broken characters": (_put(b'"family":"', b'"family":"\xf8'), "MSG_Damaged_durin_transport"),
    "too deep": (_put(b'"family":', b'"x":' + b"[" * 70 + b"]" * 70 + b',"family":'), "MSG_BAD_SYNTAX"),
}
SHAPES = [
    *((Format.XML, *row) for row in XML.values()),
    *((Format.JSON, *row) for row in JSON.values()),
]


@pytest.mark.parametrize(("form", "change", "detail"), SHAPES, ids=[*XML, *JSON])
def test_m13_a_broken_form_is_kept_and_acknowledged_as_fatal(
    token: str, bundle: dict[str, Any], form: Format, change: Change, detail: str
) -> None:
    body = change(encode(bundle, form))
    charset = "; charset=koi8-r" if detail == "MSG_Damaged_durin_transport" and form is Format.XML else ""
    response = post(token, body, form.value + charset)
    assert response.status_code == 200
    code, details = acknowledged(response)
    assert (code, detail in details) == ("fatal-error", True)
    message = InboundMessage.objects.get()
    assert (message.state_value, bytes(message.body)) == (MessageState.REJECTED, body)
    assert not JourneyEvent.objects.exists()


@pytest.mark.parametrize(("form", "change", "_detail"), SHAPES[:2] + SHAPES[3:9] + SHAPES[-8:])
def test_m13_the_message_that_comes_again_whole_is_taken(
    token: str, bundle: dict[str, Any], form: Format, change: Change, _detail: str
) -> None:
    """What was damaged on the way is sent again under its id (SPEC A5); the damaged one must not have used it up."""
    body = encode(bundle, form)
    post(token, change(body), form.value)
    assert acknowledged(post(token, body, form.value))[0] == "ok"
    assert JourneyEvent.objects.count() == 1


def test_m13_a_damaged_repeat_of_a_message_we_hold_is_a_conflict(token: str, bundle: dict[str, Any]) -> None:
    body = encode(bundle, Format.XML)
    post(token, body, Format.XML.value)
    change, _detail = XML["xml:lang"]
    assert acknowledged(post(token, change(body), Format.XML.value)) == ("fatal-error", {"MSG_DUPLICATE_ID"})
    assert JourneyEvent.objects.count() == 1


def test_m12_the_charset_of_the_transport_wins_at_the_door(token: str, bundle: dict[str, Any]) -> None:
    body = encode(bundle, Format.XML).replace(b"encoding='utf-8'", b"encoding='iso-8859-1'")
    assert b"iso-8859-1" in body
    bad = b"\xc3\xb8".join(body.split(b"Nancy", 1))
    assert acknowledged(post(token, bad, f"{Format.XML.value}; charset=utf-8"))[0] == "ok"
    assert Citizen.objects.get().given_names.startswith("ø")


def test_m13_the_stated_type_may_be_the_other_one(token: str, bundle: dict[str, Any]) -> None:
    response = post(token, encode(bundle, Format.XML), Format.JSON.value)
    assert acknowledged(response) == ("fatal-error", {"MSG_BAD_FORMAT"})


def test_m13_two_different_ids_of_a_message_are_none(token: str, bundle: dict[str, Any]) -> None:
    """Nobody may hear that another message of theirs was refused."""
    identifier = bundle["entry"][0]["resource"]["id"].encode()
    double = b'<MessageHeader><id value="%s"/>' % identifier
    body = _put(double, double + b'<id value="another"/>')(encode(bundle, Format.XML))
    response = post(token, body, Format.XML.value)
    assert (response.status_code, response.json()["code"]) == (400, "unreadable.xml_repeats")


def test_m13_an_acknowledgement_of_a_broken_form_is_not_acknowledged(token: str, bundle: dict[str, Any]) -> None:
    answer = encode(build_acknowledgement(read_envelope(bundle), code=ResponseCode.OK, now=NOW), Format.XML)
    response = post(token, _put(b"<MessageHeader>", b'<MessageHeader xml:lang="da">')(answer), Format.XML.value)
    assert (response.status_code, response.content) == (202, b"")


def _of_an_admission() -> list[Mutation]:
    """Some mutations change what only other messages have."""
    (made,) = play(["STIN"])
    return [mutation for mutation in MUTATIONS if mutation.apply(copy_of(made))]


@pytest.mark.parametrize("mutation", _of_an_admission(), ids=lambda mutation: mutation.name)
def test_m13_whatever_is_wrong_the_sender_of_a_readable_message_hears_it(
    bundle: dict[str, Any], mutation: Mutation
) -> None:
    make_world()
    broken = copy_of(bundle)
    assert mutation.apply(broken)
    reading = read(encode(broken, Format.JSON))
    assert reading.envelope is not None
    if reading.envelope.can_be_answered:
        assert acknowledgement(reading.envelope, reading.problems, now=NOW) is not None
