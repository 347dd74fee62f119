"""What a message of ours is called in a VANSEnvelope (DICTIONARY 9.2)."""

from datetime import datetime

from medcom.domain.formats import Format, encode, is_classic_answer
from medcom.parsing.bundle import Message
from medcom.parsing.checking.letter_rules import category_of, communication_of
from medcom.parsing.envelope import read_envelope
from medcom.parsing.fhir.flaws import Flaws
from medcom.parsing.fhir.types import Json
from medcom.parsing.oioxml.reading import read_emessage
from medcom.parsing.oioxml.vans import EnvelopeContents, build_vans


def in_vans(message: Json, form: Format, *, sender: str, receiver: str, identifier: str, now: datetime) -> Json:
    """A message or an answer in an envelope, as answers are kept."""
    data = encode(message, form)
    what = _classic(data) if is_classic_answer(message) else _fhir(message, form)
    text = build_vans(data, what, sender=sender, receiver=receiver, identifier=identifier, now=now)
    return {"id": identifier, "oioxml": text}


def _classic(data: bytes) -> EnvelopeContents:
    letter = read_emessage(data, flaws=Flaws(strict=True)).letters[0]
    return EnvelopeContents("XML", letter.type_code, letter.version)


def _fhir(bundle: Json, form: Format) -> EnvelopeContents:
    envelope, letter = read_envelope(bundle), communication_of(Message(bundle))
    name = f"MCM:FCTL#{envelope.answer_code}" if envelope.answer_code else "MCM:FDIS91#other"
    if letter is not None:
        name = f"MCM:FDIS91#{category_of(letter.resource) or 'other'}"
    return EnvelopeContents("HL7", name, media_type=form.value)
