"""The answer to a message: an acknowledgement that passes the checker, or none (SPEC A5)."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from django.conf import settings

from medcom.actions.parties import find
from medcom.domain.formats import Format
from medcom.domain.identifiers import party_of
from medcom.domain.reading import MessageReading
from medcom.domain.states import MessageState
from medcom.domain.vans import in_vans
from medcom.models import InboundMessage
from medcom.parsing.checking.checker import check
from medcom.parsing.codes import ResponseCode
from medcom.parsing.envelope import Envelope, MessageOrganization
from medcom.parsing.fhir.types import Json
from medcom.parsing.messages.acknowledgement import CannotAcknowledge, build_acknowledgement, new_id, response_code
from medcom.parsing.oioxml.building import Answered, CannotAnswer, build_receipt, build_receipts, new_number
from medcom.parsing.oioxml.message import Emessage
from medcom.parsing.problems.problem import Problem, refused


def answer_to(
    reading: MessageReading, problems: Sequence[Problem], *, now: datetime, code: ResponseCode | None = None
) -> Json | None:
    """What a message is answered with, in its own generation; None where nothing is to be answered."""
    if reading.classic is None:
        answer = acknowledgement(reading.envelope, problems, now=now, code=code)
    else:
        message = reading.classic.message
        answer = receipt(message, problems, now=now, code=code or response_code(problems)) if message else None
    return _sent_back(reading, answer, now)


def receipts_of(reading: MessageReading, parts: Sequence[InboundMessage], *, now: datetime) -> Json | None:
    """The receipts for the letters of an envelope, each by what became of it; None where none is to be sent.

    Of one that waits for our database nothing is said: it is sent again (DICTIONARY 9.1).
    """
    message = reading.classic.message if reading.classic else None
    assert message is not None
    answers = []
    for letter, part in zip(message.letters, parts, strict=True):
        problems = [Problem.from_json(each) for each in part.problems]
        code = response_code(problems)
        silent = code is ResponseCode.TRANSIENT_ERROR or (code is ResponseCode.OK and not message.wants_receipt)
        if part.state_value is not MessageState.ACKNOWLEDGEMENT and not silent:
            answers.append(Answered(letter, code, [] if code is ResponseCode.OK else problems))
    if not answers:
        return None
    identifier = new_number()
    try:
        text = build_receipts(message, answers, now=now, identifier=identifier)
    except CannotAnswer:
        return None
    return _sent_back(reading, {"id": identifier, "oioxml": text}, now)


def _sent_back(reading: MessageReading, answer: Json | None, now: datetime) -> Json | None:
    if answer is None or reading.vans is None:
        return answer
    # Back the way it came, in the form in which it came.
    form = Format.XML if (reading.vans.data or b"").lstrip().startswith(b"<") else Format.JSON
    sender, receiver = reading.vans.receiver, reading.vans.sender
    return in_vans(answer, form, sender=sender, receiver=receiver, identifier=new_id(), now=now)


def receipt(message: Emessage, problems: Sequence[Problem], *, now: datetime, code: ResponseCode) -> Json | None:
    """XCTL02, or XCTL03 where one is asked for. Nothing says that we are out of operation: it is sent again."""
    if code is ResponseCode.TRANSIENT_ERROR or (code is ResponseCode.OK and not message.wants_receipt):
        return None
    identifier = new_number()
    try:
        text = build_receipt(message, code=code, problems=problems, now=now, identifier=identifier)
    except CannotAnswer:
        return None
    return {"id": identifier, "oioxml": text}


def acknowledgement(
    envelope: Envelope | None, problems: Sequence[Problem], *, now: datetime, code: ResponseCode | None = None
) -> Json | None:
    """The bundle to answer with, or None for a message that nobody can be answered about."""
    if envelope is None:
        return None
    try:
        bundle = build_acknowledgement(
            _completed(envelope),
            code=code or response_code(problems),
            now=now,
            problems=problems,
            own=_ourselves(),
        )
    except CannotAcknowledge:
        return None
    # A number that is ill-formed in the message would be so in the answer too.
    return None if refused(check(bundle)) else bundle


def _completed(envelope: Envelope) -> Envelope:
    """Sender and receiver under well-formed numbers: an ill-formed or missing one is looked up by the other."""
    return replace(envelope, sender=_with_both(envelope.sender), receiver=_with_both(envelope.receiver))


def _with_both(named: MessageOrganization | None) -> MessageOrganization | None:
    if named is None:
        return None
    party = party_of(named)
    named = replace(named, sor=party.sor, gln=party.gln)
    if party.sor and party.gln:
        return named
    known = find(named)
    return replace(named, sor=party.sor or known.sor, gln=party.gln or known.gln) if known else named


def _ourselves() -> MessageOrganization | None:
    """Who answers when the message does not say whom it was for."""
    if not (settings.MEDCOM_OWN_SOR and settings.MEDCOM_OWN_GLN):
        return None
    return MessageOrganization(sor=settings.MEDCOM_OWN_SOR, gln=settings.MEDCOM_OWN_GLN, name=settings.MEDCOM_OWN_NAME)
