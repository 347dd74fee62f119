"""Acknowledgements of what we sent (SPEC A5): which letter, and what it makes of it."""

from dataclasses import asdict
from datetime import datetime
from uuid import UUID

from medcom.actions.gateways import may_deliver_for
from medcom.actions.parties import Contradiction, find
from medcom.actions.undelivered import bring_in_step, tell_sender
from medcom.domain.sending import OPEN, SendState, state_after
from medcom.models import Gateway, OutboundMessage
from medcom.parsing.bundle import Message
from medcom.parsing.fhir.decode import decode
from medcom.parsing.messages.acknowledgement import Acknowledgement, read_acknowledgement
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
    sender = _sender(answer)
    if answer.code is None or sender is None or not _is_of(sender, message.receiver):
        return (Problem("ack.not_receiver", _SENDER),)
    if not may_deliver_for(gateway, sender):
        return (Problem("intake.sender_not_allowed", _SENDER),)
    before = message.state_value
    after = state_after(before, answer.code)
    message.state = after.value
    if after is not before or before in OPEN:
        message.answer_code, message.answered_at = answer.code.value, now
        message.reasons = [asdict(issue) for issue in answer.issues]
    if after not in OPEN:
        message.due_at = None
    message.save(update_fields=["state", "answer_code", "answered_at", "reasons", "due_at"])
    if after is not before and after is SendState.REFUSED:
        tell_sender(message, now=now)
    elif after is not before and message.told_at is not None:
        bring_in_step(message, now=now)
    return ()


def _acknowledged(identifier: str | None) -> OutboundMessage | None:
    try:
        key = UUID(identifier or "")
    except ValueError:
        return None
    return OutboundMessage.objects.select_for_update(of=("self",)).select_related("receiver").filter(pk=key).first()


def _sender(answer: Acknowledgement) -> Organisation | None:
    try:
        return find(answer.sender) if answer.sender else None
    except Contradiction:
        return None


def _is_of(sender: Organisation, receiver: Organisation) -> bool:
    """Only the house that got the letter answers for it."""
    return (sender.root_id or sender.pk) == (receiver.root_id or receiver.pk)
