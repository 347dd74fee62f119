"""How far each receiver's message has come, for whoever sent the letter."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Prefetch
from django.utils.translation import gettext as _

from documents.domain.threads import SentVersion
from medcom.domain.sending import OPEN, SendState
from medcom.models import OutboundMessage, Sending
from medcom.parsing.codes import ResponseCode
from medcom.sentences import hindrance_words

S = SendState


@dataclass(frozen=True, slots=True)
class DeliveryStep:
    """One step in words, and when; None where it is no moment."""

    words: str
    at: datetime | None


@dataclass(frozen=True, slots=True)
class DeliveryLine:
    """The steps of one message, in order. `case` is what somebody still has to see to."""

    steps: tuple[DeliveryStep, ...]
    case: UUID | None


def messages_of(versions: Iterable[SentVersion], house: Collection[str]) -> dict[str, OutboundMessage]:
    """The messages of what a house sent, by sending and receiver; most sendings have none."""
    return messages_for(
        [version.delivery_to(unit) for version in versions if version.unit in house for unit in version.receivers]
    )


def messages_for(keys: Collection[str]) -> dict[str, OutboundMessage]:
    """Those of some deliveries; whoever asks has seen to it that they are the asker's own."""
    if not keys:
        return {}
    sendings = Prefetch("sendings", Sending.objects.order_by("number"))
    rows = OutboundMessage.objects.filter(delivery__in=keys).defer("body").prefetch_related(sendings)
    return {row.delivery: row for row in rows}


def line_of(message: OutboundMessage) -> DeliveryLine:
    """written → handed over → received or refused by the system (issue 8); who reads it says so in an answer."""
    steps = [DeliveryStep(_("skrevet"), message.made_at)] if message.body_kept else []
    for sending in message.sendings.all():
        again = _("sendt igen til deres system") if sending.number > 1 else _("afleveret til deres system")
        if sending.handed_at is not None:
            steps.append(DeliveryStep(again, sending.handed_at))
        elif message.state_value in OPEN:
            # One that was answered meanwhile leaves no more.
            steps.append(DeliveryStep(_("venter på at blive hentet"), None))
    steps += _last(message)
    if message.settled_at is not None:
        steps.append(DeliveryStep(_("klaret på anden måde"), message.settled_at))
    return DeliveryLine(tuple(steps), message.pk if message.is_unsettled else None)


def last_step(message: OutboundMessage) -> DeliveryStep:
    """How far it has come, for a line of a list."""
    return line_of(message).steps[-1]


def _last(message: OutboundMessage) -> list[DeliveryStep]:
    state = message.state_value
    if state is S.RECEIVED:
        return [DeliveryStep(_("modtaget af deres system"), message.answered_at)]
    if state is S.REFUSED:
        reasons = "; ".join(filter(None, (reason.get("text") or reason.get("code") for reason in message.reasons)))
        return [DeliveryStep(f"{_('afvist af deres system')}: {reasons}".removesuffix(": "), message.answered_at)]
    if message.answer_code == ResponseCode.TRANSIENT_ERROR.value and state in (S.HANDED_OVER, S.UNANSWERED):
        return [DeliveryStep(_("deres system kan ikke tage imod nu"), message.answered_at)]
    if state is S.STOPPED:
        return [DeliveryStep(_("sendes ikke igen: det er sendt ved en fejl"), None)]
    if state is S.UNANSWERED:
        return [DeliveryStep(_("deres system har ikke kvitteret"), message.told_at)]
    if state is S.BY_HAND:
        return [DeliveryStep(hindrance_words(message.hindrance), message.made_at)]
    return []


def case_of(document: UUID, key: str) -> OutboundMessage | None:
    """A message of a document by what a form says; None for anything else."""
    try:
        return OutboundMessage.objects.defer("body").filter(document=document, pk=UUID(key)).first()
    except ValueError:
        return None


def as_json(message: OutboundMessage) -> dict[str, Any]:
    """The same for programs: codes, ids and times."""
    return {
        "receiver": str(message.receiver_id),
        "state": message.state,
        "message_id": str(message.pk) if message.body_kept else None,
        "sendings": [{"envelope_id": str(sending.pk), "at": sending.handed_at} for sending in message.sendings.all()],
        "answer": message.answer_code,
        "answered_at": message.answered_at,
        "reasons": [reason.get("code") or "" for reason in message.reasons],
        "hindrance": message.hindrance,
        "settled_at": message.settled_at,
    }
