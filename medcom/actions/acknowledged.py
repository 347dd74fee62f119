"""Acknowledgements of what we sent (SPEC A5): which letter, and what it makes of it."""

from dataclasses import asdict
from datetime import datetime
from uuid import UUID

from medcom.actions.gateways import may_deliver_for
from medcom.actions.parties import Contradiction, find
from medcom.actions.undelivered import bring_in_step, tell_sender
from medcom.domain.classic.numbers import keys_of
from medcom.domain.sending import OPEN, SendState, state_after
from medcom.models import Gateway, OutboundMessage, Sending
from medcom.parsing.bundle import Message
from medcom.parsing.codes import ResponseCode
from medcom.parsing.envelope import MessageOrganization
from medcom.parsing.fhir.decode import decode
from medcom.parsing.messages.acknowledgement import read_acknowledgement
from medcom.parsing.oioxml.message import Original, Receipt
from medcom.parsing.problems.problem import Problem
from organisations.models import Organisation

_SENDER, _ABOUT = "Bundle.entry[0].resource.sender", "Bundle.entry[0].resource.response"


def note_acknowledgement(
    body: bytes, content_type: str, *, gateway: Gateway | None, now: datetime
) -> tuple[Problem, ...]:
    """What is wrong with it; it is kept whatever it is. In the caller's transaction.

    Like a letter it counts only through a gateway that may deliver for whoever sends it.
    """
    answer = read_acknowledgement(Message(decode(body, content_type or None)).bundle)
    message = _acknowledged(answer.acknowledged_id)
    if message is None:
        return (Problem("ack.letter_unknown", f"{_ABOUT}.identifier"),)
    sender = _house(answer.sender)
    if answer.code is None or sender is None or not _is_of(sender, message.receiver):
        return (Problem("ack.not_receiver", _SENDER),)
    if not may_deliver_for(gateway, sender):
        return (Problem("intake.sender_not_allowed", _SENDER),)
    _settle(message, answer.code, [asdict(issue) for issue in answer.issues], now)
    return ()


def note_receipt(receipt: Receipt, *, gateway: Gateway | None, now: datetime) -> tuple[Problem, ...]:
    """The same of a receipt of the older generation, for each letter that it is about (SPEC B5)."""
    letters = [(_numbered(original.letter), original) for original in receipt.originals]
    if not letters:
        whole = Original("", "", receipt.refuse_code, receipt.refuse_text)
        letters = [(_in_envelope(receipt.envelope), whole)]
    problems: dict[str, Problem] = {}
    for message, original in letters:
        problem = _problem_of(receipt, message, gateway)
        if problem is not None:
            problems.setdefault(problem.code, problem)
        elif message is not None:
            _settle(message, receipt.code, _reasons(receipt, original), now)
    return tuple(problems.values())


def _problem_of(receipt: Receipt, message: OutboundMessage | None, gateway: Gateway | None) -> Problem | None:
    """The house that got the letter answers, or a network for the one that the letter was for."""
    if message is None:
        return Problem("ack.letter_unknown", "OriginalLetter")
    named = receipt.receiver if receipt.by_network else receipt.answering
    # In an envelope the network names its own number alone.
    of_network = receipt.by_network and not receipt.receiver
    sender = message.receiver if of_network else _house(MessageOrganization(gln=named))
    if sender is None or not _is_of(sender, message.receiver):
        return Problem("ack.not_receiver", "Sender")
    return None if may_deliver_for(gateway, sender) else Problem("intake.sender_not_allowed", "Sender")


def _settle(message: OutboundMessage, code: ResponseCode, reasons: list[dict[str, str | None]], now: datetime) -> None:
    before = message.state_value
    after = state_after(before, code)
    message.state = after.value
    if after is not before or before in OPEN:
        message.answer_code, message.answered_at = code.value, now
        message.reasons = reasons
    if after not in OPEN:
        message.due_at = None
    message.save(update_fields=["state", "answer_code", "answered_at", "reasons", "due_at"])
    if after is not before and after is SendState.REFUSED:
        tell_sender(message, now=now)
    elif after is not before and message.told_at is not None:
        bring_in_step(message, now=now)


def _reasons(receipt: Receipt, original: Original) -> list[dict[str, str | None]]:
    """What it says of the letter, else of the whole envelope."""
    code, text = original.refuse_code or receipt.refuse_code, original.refuse_text or receipt.refuse_text
    return [] if receipt.positive else [{"severity": "error", "code": code, "text": text}]


def _numbered(number: str) -> OutboundMessage | None:
    """The letter whose number is the beginning of its id: 14 signs is all that the format has."""
    keys = keys_of(number)
    rows = OutboundMessage.objects.select_for_update(of=("self",)).select_related("receiver")
    return rows.filter(pk__range=keys).order_by("pk").first() if keys else None


def _in_envelope(number: str) -> OutboundMessage | None:
    keys = keys_of(number) or _one_key(number)
    sending = Sending.objects.filter(pk__range=keys).order_by("pk").first() if keys else None
    rows = OutboundMessage.objects.select_for_update(of=("self",)).select_related("receiver")
    return rows.get(pk=sending.message_id) if sending is not None else None


def _one_key(number: str) -> tuple[UUID, UUID] | None:
    """An envelope of the network has the id itself."""
    try:
        return UUID(number), UUID(number)
    except ValueError:
        return None


def _acknowledged(identifier: str | None) -> OutboundMessage | None:
    try:
        key = UUID(identifier or "")
    except ValueError:
        return None
    return OutboundMessage.objects.select_for_update(of=("self",)).select_related("receiver").filter(pk=key).first()


def _house(named: MessageOrganization | None) -> Organisation | None:
    try:
        return find(named) if named else None
    except Contradiction:
        return None


def _is_of(sender: Organisation, receiver: Organisation) -> bool:
    """Only the house that got the letter answers for it."""
    return (sender.root_id or sender.pk) == (receiver.root_id or receiver.pk)
