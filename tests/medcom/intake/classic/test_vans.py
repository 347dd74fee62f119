"""What travels in a VANSEnvelope is taken as what lies in it, and answered the way it came (issue 8)."""

import base64
from pathlib import Path

import pytest

from documents.models import Document
from journeys.models import Journey
from medcom.domain.formats import Format, encode
from medcom.domain.reading import read
from medcom.domain.sending import SendState
from medcom.domain.states import MessageState
from medcom.models import OutboundMessage
from medcom.parsing.oioxml.vans import VANS, EnvelopeContents, VansEnvelope, build_vans, read_vans
from tests.actors import Actors
from tests.domain.medcom.classic.samples import email
from tests.domain.medcom.letters import letter_bundle
from tests.domain.medcom.stays import HOME_CARE, WARD
from tests.medcom.intake.classic.test_classic import LATER, codes, take
from tests.medcom.intake.classic.test_classic import journey as stay
from tests.medcom.outgoing.test_classic_out import rounds, takes
from tests.medcom.outgoing.test_letters_out import drop, journey, later, letter, state

__all__ = ["drop", "journey", "stay"]
pytestmark = pytest.mark.django_db
ID = "a3bb189e-8bf9-3888-9912-ace4e6543002"


KORRESPONDANCE = EnvelopeContents("XML", "XDIS91", "XD9134L")


def wrapped(data: bytes, what: EnvelopeContents = KORRESPONDANCE) -> bytes:
    sender, receiver = WARD.gln or "", HOME_CARE.gln or ""
    return build_vans(data, what, sender=sender, receiver=receiver, identifier=ID, now=LATER).encode()


def receipt(kind: str, original: str, error: str = "") -> bytes:
    stated = f"<Error><Code>7</Code><Description>{error}</Description></Error>" if error else ""
    told = f"<{kind}>{stated}<OriginalEnvelopeIdentifier>{original}</OriginalEnvelopeIdentifier></{kind}>"
    sender = "%s"
    return (
        f'<VANSEnvelope xmlns="{VANS}"><SenderID EndPointType="EAN">{sender}</SenderID>'
        f"<EnvelopeIdentifier>{ID}</EnvelopeIdentifier><Receipt>{told}</Receipt></VANSEnvelope>"
    ).encode()


def answer_in(text: str) -> VansEnvelope:
    found = read_vans(text.encode())
    assert (found.sender, found.receiver) == (HOME_CARE.gln, WARD.gln)
    return found


def test_a_classic_letter_in_an_envelope_is_taken_and_receipted_in_one(stay: Journey) -> None:
    message = take(wrapped(email()))
    assert message.state_value is MessageState.ACCEPTED
    assert Document.objects.get().journey == stay
    assert message.answer is not None
    inner = read(answer_in(message.answer["oioxml"]).data or b"")
    assert inner.classic is not None
    assert inner.classic.receipt is not None
    assert inner.classic.receipt.positive


@pytest.mark.parametrize("form", Format)
def test_a_care_communication_in_an_envelope_is_acknowledged_in_one(stay: Journey, form: Format) -> None:
    what = EnvelopeContents("HL7", "MCM:FDIS91#discharge", media_type=form.value)
    body = wrapped(encode(letter_bundle(), form), what)
    message = take(body)
    assert message.state_value is MessageState.ACCEPTED
    assert message.answer is not None
    assert read(answer_in(message.answer["oioxml"]).data or b"").state is MessageState.ACKNOWLEDGEMENT
    assert "MCM:FCTL#ok" in message.answer["oioxml"]
    again = take(body)
    assert again.state_value is MessageState.DUPLICATE
    assert again.answer is not None
    assert again.answer["id"] != message.answer["id"]


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (wrapped(wrapped(b"x")), "unreadable.vans_nested"),
        (wrapped(b"x").replace(base64.b64encode(b"x"), b"=*="), "unreadable.vans_data"),
        (f'<VANSEnvelope xmlns="{VANS}"/>'.encode(), "unreadable.vans_empty"),
        (wrapped(b"x").replace(b"</Message>", b""), "unreadable.xml"),
        (b"<!DOCTYPE a>" + wrapped(b"x").partition(b"\n")[2], "unreadable.xml_doctype"),
        (wrapped(b"UNA:+.? 'UNB"), "unreadable.old_format"),
        (wrapped(b""), "unreadable.vans_empty"),
    ],
)
def test_what_cannot_be_read_is_kept_with_its_reason(stay: Journey, body: bytes, code: str) -> None:
    message = take(body)
    assert (codes(message), message.answer) == ({code}, None)
    assert bytes(message.body) == body


def test_an_attachment_of_many_megabytes_is_no_trouble() -> None:
    assert read_vans(wrapped(b"x" * 12_000_000)).data == b"x" * 12_000_000


@pytest.mark.parametrize(
    ("kind", "error", "expected"),
    [
        ("PositiveMessage", "", SendState.RECEIVED),
        ("NegativeMessage", "Ukendt modtager", SendState.REFUSED),
        ("NegativeVans", "Kan ikke leveres", SendState.REFUSED),
    ],
)
def test_a_letter_leaves_in_an_envelope_and_a_receipt_of_it_settles_it(
    actors: Actors, journey: Journey, drop: Path, kind: str, error: str, expected: SendState
) -> None:
    takes(actors.municipality, "XD9134L", in_vans=True)
    letter(actors, journey)
    with later(seconds=31):
        (body,) = rounds(drop)
    found, sending = read_vans(body), OutboundMessage.objects.get().sendings.get()
    assert (found.sender, found.receiver) == (actors.ward.gln, actors.municipality.gln)
    assert found.identifier == str(sending.pk)
    assert read(body).incoming is not None
    with later(seconds=60):
        answer = receipt(kind, found.identifier, error) % str(actors.municipality.gln).encode()
        (drop / "in" / "r.xml").write_bytes(answer)
        rounds(drop)
    assert state() is expected
    assert [reason["text"] for reason in OutboundMessage.objects.get().reasons] == ([error] if error else [])


def test_a_receipt_from_another_house_settles_nothing(actors: Actors, journey: Journey, drop: Path) -> None:
    takes(actors.municipality, "XD9134L", in_vans=True)
    letter(actors, journey)
    with later(seconds=31):
        (body,) = rounds(drop)
        answer = receipt("PositiveMessage", read_vans(body).identifier) % str(actors.ward.gln).encode()
        (drop / "in" / "r.xml").write_bytes(answer)
        rounds(drop)
    assert state() is SendState.HANDED_OVER
