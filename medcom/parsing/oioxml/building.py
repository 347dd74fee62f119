"""Builds classic messages: the envelope, and the receipts XCTL02 and 03 (DICTIONARY 9.1; official schema 2005)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime
from typing import TypeAlias
from uuid import uuid4

from lxml import etree

from medcom.parsing.codes import ResponseCode
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
    "xml.several_letters": "ikke_specificeret",
    "xml.status_unsupported": "ikke_specificeret",
    "xml.sender_kind": "ikke_specificeret",
    "xml": "syntaksfejl",
    "unreadable": "syntaksfejl",
}
_LONGEST_VERSION, _LONGEST_ID, _MOST_LETTERS = 7, 14, 99
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


class CannotAnswer(ValueError):
    """Nobody, or no letter, is named that a receipt could be about."""


def new_number() -> str:
    """An envelope's or a letter's number: 14 signs is all there is."""
    return uuid4().hex[:_LONGEST_ID]


def emessage(
    namespace: str, identifier: str, letter: tuple[str, Content], *, now: datetime, wants_receipt: bool = True
) -> str:
    """The message with one letter, as text."""
    root = etree.Element(f"{{{namespace}}}Emessage", nsmap={None: namespace})  # type: ignore[dict-item] # lxml's name for the default namespace
    asks = "pluspositivkvitt" if wants_receipt else "minuspositivkvitt"
    _add(root, "Envelope", [("Sent", moment(now)), ("Identifier", identifier), ("AcknowledgementCode", asks)])
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
    """The receipt for all letters of a message: positive, or negative with the reason; raises CannotAnswer."""
    letter = message.letters[0] if message.letters else None
    numbers = (message.identifier, letter.sender.ean, letter.receiver.ean) if letter else ()
    if letter is None or not all(numbers) or len(message.identifier) > _LONGEST_ID:
        raise CannotAnswer("envelope, sender or receiver is not named")
    positive = code is ResponseCode.OK
    name, version, kind = ("PositiveReceipt", "XC0330Q", "XCTL03") if positive else _NEGATIVE
    head = [("Identifier", new_number()), ("VersionCode", version), ("StatisticalCode", kind)]
    sender, receiver = ([("EANIdentifier", party.ean)] for party in (letter.receiver, letter.sender))
    refusal = [] if positive else _refusal(problems)
    originals = [("OriginalLetter", each) for each in _originals(message.letters, refusal)]
    original: Content = [
        ("OriginalEnvelopeIdentifier", message.identifier),
        ("OriginalSender", receiver),
        ("OriginalReceiver", sender),
        *refusal,
        *originals,
    ]
    told: Content = [("Letter", head), ("Sender", sender), ("Receiver", receiver), ("OriginalEmessage", original)]
    return emessage(CLASSIC, identifier, (name, told), now=now, wants_receipt=False)


_NEGATIVE = ("NegativeReceipt", "XC0230Q", "XCTL02")


def _originals(letters: Sequence[XmlLetter], refusal: Sequence[tuple[str, Content]]) -> list[Content]:
    """Letters without a number are meant with their envelope."""
    named = [letter for letter in letters if letter.identifier and len(letter.identifier) <= _LONGEST_ID]
    return [
        [
            ("OriginalLetterIdentifier", letter.identifier),
            ("OriginalVersionCode", letter.version[:_LONGEST_VERSION] or "?"),
            *refusal,
        ]
        for letter in named[:_MOST_LETTERS]
    ]


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
    lines = _UNWRITABLE.sub("\ufffd", text).split("\n")
    node.text = lines[0]
    for line in lines[1:]:
        etree.SubElement(node, f"{node.tag.partition('}')[0]}}}Break").tail = line
