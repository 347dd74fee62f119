"""Builds classic messages: the envelope, and the receipts XCTL02 and 03 (DICTIONARY 9.1; official schema 2005)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias
from uuid import uuid4

from lxml import etree

from medcom.parsing.codes import ResponseCode
from medcom.parsing.fhir.decode import FORBIDDEN
from medcom.parsing.oioxml.message import Emessage, XmlLetter
from medcom.parsing.oioxml.reading import COPENHAGEN
from medcom.parsing.problems.problem import Problem, Severity, template_text

CLASSIC = "http://rep.oio.dk/sundcom.dk/medcom.dk/xml/schemas/2005/08/07/"
# A tree to be written: a text, or children by name in their order.
Content: TypeAlias = "str | Sequence[tuple[str, Content]]"
# DICTIONARY 9.1, by the first part of a problem's code or the whole of it.
_REFUSALS = {
    "intake.receiver_unknown": "ukendt_lokationsnummer",
    "intake.receiver_contradiction": "problem_med_modtagerID",
    "xml.version_unknown": "problem_med_version",
    "xml.status_unsupported": "ikke_specificeret",
    "xml.sender_kind": "ikke_specificeret",
    "xml": "syntaksfejl",
    "unreadable": "syntaksfejl",
}
_LONGEST_VERSION, _LONGEST_ID, _MOST_LETTERS = 7, 14, 99


@dataclass(frozen=True, slots=True)
class Answered:
    """A letter of an envelope and what it is answered; `problems` are those that it was refused for."""

    letter: XmlLetter
    code: ResponseCode
    problems: Sequence[Problem] = ()


class CannotAnswer(ValueError):
    """Nobody, or no letter, is named that a receipt could be about."""


def new_number() -> str:
    """An envelope's or a letter's number: 14 signs is all there is."""
    return uuid4().hex[:_LONGEST_ID]


def emessage(
    namespace: str, identifier: str, *letters: tuple[str, Content], now: datetime, wants_receipt: bool = True
) -> str:
    """The message with its letters, as text."""
    root = etree.Element(f"{{{namespace}}}Emessage", nsmap={None: namespace})  # type: ignore[dict-item] # lxml's name for the default namespace
    asks = "pluspositivkvitt" if wants_receipt else "minuspositivkvitt"
    _add(root, "Envelope", [("Sent", moment(now)), ("Identifier", identifier), ("AcknowledgementCode", asks)])
    for letter in letters:
        _add(root, *letter)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + etree.tostring(root, encoding="unicode")


def in_envelope(text: str, identifier: str, *, now: datetime) -> str:
    """A message of ours in another envelope: its own number and time, all else as it was built (SPEC A5)."""
    root = etree.fromstring(text.partition("\n")[2].encode(), etree.XMLParser(resolve_entities=False, no_network=True))
    space = root.tag.partition("}")[0] + "}"
    envelope = root.find(f"{space}Envelope")
    assert envelope is not None
    for old in (f"{space}Sent", f"{space}Identifier"):
        found = envelope.find(old)
        assert found is not None
        envelope.remove(found)
    _add(envelope, "Sent", moment(now))
    _add(envelope, "Identifier", identifier)
    # The order of the schema: the answer that is asked for stands last.
    envelope.append(envelope[0])
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + etree.tostring(root, encoding="unicode")


def moment(at: datetime) -> Content:
    """A date and a time of Danish clocks."""
    local = at.astimezone(COPENHAGEN)
    return [("Date", local.date().isoformat()), ("Time", local.strftime("%H:%M"))]


def build_receipt(
    message: Emessage, *, code: ResponseCode, problems: Sequence[Problem], now: datetime, identifier: str
) -> str:
    """The receipt for all letters of a message: positive, or negative with the reason; raises CannotAnswer.

    Letters without a number are meant with their envelope.
    """
    refusal = [] if code is ResponseCode.OK else _refusal(problems)
    named = [letter for letter in message.letters if letter.identifier and len(letter.identifier) <= _LONGEST_ID]
    originals = [_original(letter, refusal) for letter in named[:_MOST_LETTERS]]
    receipt = _receipt(message, message.letters[:1], code, [*refusal, *originals])
    return emessage(CLASSIC, identifier, receipt, now=now, wants_receipt=False)


def build_receipts(message: Emessage, answers: Sequence[Answered], *, now: datetime, identifier: str) -> str:
    """One message with the receipts for letters that fared differently: of each pair of parties one of either kind.

    Raises CannotAnswer where nobody is named.
    """
    groups: dict[tuple[str, str, bool], list[Answered]] = {}
    for answer in answers:
        parties = answer.letter.sender.ean, answer.letter.receiver.ean
        if all(parties):
            groups.setdefault((*parties, answer.code is ResponseCode.OK), []).append(answer)
    receipts = []
    for group in groups.values():
        code = group[0].code
        originals = [_original(each.letter, _refusal(each.problems) if each.problems else []) for each in group]
        receipts.append(_receipt(message, [group[0].letter], code, originals))
    if not receipts:
        raise CannotAnswer("no letter names sender and receiver")
    return emessage(CLASSIC, identifier, *receipts, now=now, wants_receipt=False)


_NEGATIVE = ("NegativeReceipt", "XC0230Q", "XCTL02")


def _receipt(
    message: Emessage, letters: Sequence[XmlLetter], code: ResponseCode, told: Sequence[tuple[str, Content]]
) -> tuple[str, Content]:
    """Between the parties of the first letter."""
    numbers = (message.identifier, letters[0].sender.ean, letters[0].receiver.ean) if letters else ()
    if not numbers or not all(numbers) or len(message.identifier) > _LONGEST_ID:
        raise CannotAnswer("envelope, sender or receiver is not named")
    name, version, kind = ("PositiveReceipt", "XC0330Q", "XCTL03") if code is ResponseCode.OK else _NEGATIVE
    head = [("Identifier", new_number()), ("VersionCode", version), ("StatisticalCode", kind)]
    sender, receiver = ([("EANIdentifier", party.ean)] for party in (letters[0].receiver, letters[0].sender))
    original: Content = [
        ("OriginalEnvelopeIdentifier", message.identifier),
        ("OriginalSender", receiver),
        ("OriginalReceiver", sender),
        *told,
    ]
    return name, [("Letter", head), ("Sender", sender), ("Receiver", receiver), ("OriginalEmessage", original)]


def _original(letter: XmlLetter, refusal: Sequence[tuple[str, Content]]) -> tuple[str, Content]:
    """Of a letter whose number no receipt can hold, that it has none is its reason."""
    told: Content = [
        ("OriginalLetterIdentifier", letter.identifier[:_LONGEST_ID] or "?"),
        ("OriginalVersionCode", letter.version[:_LONGEST_VERSION] or "?"),
        *refusal,
    ]
    return "OriginalLetter", told


def _refusal(problems: Sequence[Problem]) -> list[tuple[str, Content]]:
    errors = [problem for problem in problems if problem.severity is Severity.ERROR]
    first = errors[0].code if errors else ""
    code = _REFUSALS.get(first) or _REFUSALS.get(first.partition(".")[0], "ikke_specificeret")
    text = ". ".join(dict.fromkeys(template_text(problem) for problem in errors)) or "Brevet kunne ikke modtages"
    return [("RefuseCode", code), ("RefuseText", f"{text}.")]


def _add(parent: etree._Element, name: str, content: Content) -> None:
    child = etree.SubElement(parent, f"{parent.tag.partition('}')[0]}}}{name}")
    if isinstance(content, str):
        _write(child, content)
        return
    for each, inner in content:
        _add(child, each, inner)


def _write(node: etree._Element, text: str) -> None:
    """A text with its line breaks as the format says them."""
    lines = FORBIDDEN.sub("\ufffd", text).split("\n")
    node.text = lines[0]
    for line in lines[1:]:
        etree.SubElement(node, f"{node.tag.partition('}')[0]}}}Break").tail = line
