"""What can be known of a classic message before the database is asked."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from journeys.domain.sight.showable import is_showable
from medcom.domain.classic.layouts import CORRECTED, NEW
from medcom.domain.classic.letters import incoming_of, layout_of, organisation_of
from medcom.domain.letters import IncomingLetter
from medcom.domain.states import MessageState
from medcom.parsing.checking.letter_rules import is_number
from medcom.parsing.codes import MessageEventKind
from medcom.parsing.envelope import Envelope
from medcom.parsing.fhir.flaws import Flaws
from medcom.parsing.fhir.unreadable import Unreadable
from medcom.parsing.oioxml.message import Emessage, Receipt, XmlLetter
from medcom.parsing.oioxml.node import XmlNode
from medcom.parsing.oioxml.reading import MOST_ORIGINALS, message_tree, read_emessage, read_receipt
from medcom.parsing.oioxml.schemas import breaches_of
from medcom.parsing.problems.problem import Problem

# DICTIONARY 0.2; a lokationsnummer has 13 digits, and a network calls itself by a name.
_LONGEST_ID, _LONGEST_EAN, _LONGEST_REPLACEMENT = 14, 20, 10


@dataclass(frozen=True, slots=True)
class Classic:
    """A classic message as far as it is readable, and what becomes of it."""

    state: MessageState
    problems: tuple[Problem, ...]
    message: Emessage | None = None
    envelope: Envelope | None = None
    incoming: IncomingLetter | None = None
    receipt: Receipt | None = None
    identity: str = ""
    version: str = ""
    flawed: bool = False

    @property
    def is_several(self) -> bool:
        """Whether it is an envelope whose letters are taken one by one."""
        return self.state is MessageState.RECEIVED and self.message is not None and len(self.message.letters) > 1


def read_classic(body: bytes, content_type: str = "", *, schemas: Path | None = None) -> Classic:
    """Reads any bytes that begin as a classic message; never raises.

    With `schemas` it is checked against the official one; where there is none for it, nobody says that it is right.
    """
    flaws = Flaws()
    try:
        message = read_emessage(body, content_type, flaws=flaws)
    except Unreadable as unreadable:
        state = MessageState.UNSUPPORTED if unreadable.code == "unreadable.old_format" else MessageState.UNREADABLE
        return Classic(state, (Problem(unreadable.code, unreadable.place),))
    if not message.letters:
        return Classic(MessageState.UNSUPPORTED, (Problem("unreadable.old_format"),))
    noted = tuple(Problem(flaw.code, flaw.place) for flaw in flaws.noted)
    letter = message.letters[0]
    if len(message.letters) > 1 and not noted:
        # Each is read by itself; an envelope of more letters than a receipt can name is refused.
        envelope = _envelope(message, letter)
        if len(message.letters) <= MOST_ORIGINALS:
            return Classic(MessageState.RECEIVED, (), message, envelope)
        problem = Problem("xml.too_many_letters", "Emessage", {"most": MOST_ORIGINALS})
        return Classic(MessageState.REJECTED, (problem,), message, envelope, identity=_identity(letter))
    envelope, identity = _envelope(message, letter), _identity(letter)
    receipt = read_receipt(letter)
    if receipt is not None:
        problems = (*noted, *_problems_of_heads(message, letter), *_problems_of_originals(receipt))
        return Classic(
            MessageState.ACKNOWLEDGEMENT, problems, message, envelope, None, receipt, identity, letter.version
        )
    breaches = None
    if schemas is not None and not noted:
        breaches = breaches_of(message_tree(body, content_type, Flaws()), schemas)
    unlike = [Problem("xml.schema", each.element, {"element": each.element}) for each in breaches or ()]
    problems = (*noted, *_problems(message, letter), *unlike)
    layout, incoming = layout_of(letter), None
    state = MessageState.REJECTED
    if layout is None:
        state = MessageState.UNSUPPORTED
    elif not problems and envelope.message_id is not None:
        incoming = incoming_of(message, letter, layout, envelope.message_id, checked=breaches is not None)
        state = MessageState.RECEIVED
        problems = (Problem("xml.structure_unchecked" if breaches is None else "xml.structure_checked"),)
    return Classic(
        state, problems, message, envelope, incoming, None, identity, letter.version, flawed=bool(flaws.noted)
    )


def _problems(message: Emessage, letter: XmlLetter) -> Iterator[Problem]:
    yield from _problems_of_heads(message, letter)
    if layout_of(letter) is None:
        yield Problem("xml.version_unknown", letter.root[:80], {"version": letter.version[:20] or "?"})
        return
    if letter.status not in ("", NEW, CORRECTED):
        yield Problem("xml.status_unsupported", "Letter/StatusCode", {"status": letter.status[:40]})
    if letter.at is None and message.sent_at is None:
        yield Problem("xml.missing", "Letter/Authorisation", {"element": "Authorisation"})
    if letter.cpr and not is_number(letter.cpr):
        yield Problem("xml.cpr", "Patient/CivilRegistrationNumber")
    if not letter.cpr and not 0 < len(letter.replacement) <= _LONGEST_REPLACEMENT:
        yield Problem("xml.missing", "Patient", {"element": "CivilRegistrationNumber"})
    if not _is_showable(letter.content):
        yield Problem("xml.not_showable", letter.root)


def _problems_of_heads(message: Emessage, letter: XmlLetter) -> Iterator[Problem]:
    """Without these nobody can be answered, or knows which letter was meant."""
    stated = (
        ("Envelope/Identifier", message.identifier, _LONGEST_ID),
        ("Letter/Identifier", letter.identifier, _LONGEST_ID),
        ("Sender/EANIdentifier", letter.sender.ean, _LONGEST_EAN),
        ("Receiver/EANIdentifier", letter.receiver.ean, _LONGEST_EAN),
    )
    for place, value, longest in stated:
        if not value:
            yield Problem("xml.missing", place, {"element": place.rpartition("/")[2]})
        elif len(value) > longest or not value.isprintable():
            yield Problem("xml.number", place, {"element": place.rpartition("/")[2]})


def _problems_of_originals(receipt: Receipt) -> Iterator[Problem]:
    """An envelope holds no more: whoever names thousands would have each of them looked for (DICTIONARY 9.1)."""
    if len(receipt.originals) > MOST_ORIGINALS:
        yield Problem("unreadable.too_many", "OriginalLetter")


def _is_showable(node: XmlNode) -> bool:
    return is_showable(node.text) and all(map(_is_showable, node.children))


def _envelope(message: Emessage, letter: XmlLetter) -> Envelope:
    """The ids of a sender count among its own: 14 signs are no identifier for the whole country (SPEC B2)."""
    ean = letter.sender.ean
    whole = not any(problem.code in ("xml.missing", "xml.number") for problem in _problems_of_heads(message, letter))
    return Envelope(
        bundle_id=f"{ean}:{message.identifier}" if whole else None,
        message_id=f"{ean}:{letter.identifier}" if whole else None,
        event=MessageEventKind.OTHER,
        event_code=(letter.type_code or letter.root)[:20],
        sender=organisation_of(letter.sender),
        receiver=organisation_of(letter.receiver),
        assembled_at=message.sent_at,
        own_provenance=None,
    )


def _identity(letter: XmlLetter) -> str:
    """All that the letter says: what a technical resend repeats in an envelope of its own."""
    return hashlib.sha256(repr(letter).encode("utf-8", "surrogatepass")).hexdigest()
