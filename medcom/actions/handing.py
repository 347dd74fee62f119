"""Hands envelopes over: written down first, then written out, then marked; each step can be done twice (PITFALLS)."""

from collections.abc import Callable
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from medcom.domain.sending import ANSWERED_WITHIN, OPEN, SendState
from medcom.models import OutboundMessage, Sending
from medcom.parsing.fhir.types import Json
from medcom.selectors.outgoing import envelope_of

# Puts an envelope where the other side fetches it, under a name of its own, and says where.
Put = Callable[[str, Json], str]
_OPEN = sorted(state.value for state in OPEN)


def hand_over(put: Put, *, now: Callable[[], datetime]) -> int:
    """Every envelope that waits, oldest first; returns how many.

    Killed between putting and marking, the same envelope is put again under the same name: the receiver drops what it
    knows (SPEC A5). Two that hand over at once never take the same row.
    """
    handed = 0
    for key in list(_waiting().values_list("pk", flat=True)):
        with transaction.atomic():
            sending = _waiting().select_for_update(skip_locked=True, of=("self",)).filter(pk=key).first()
            if sending is not None:
                _mark(sending, put(str(sending.pk), envelope_of(sending)), now())
                handed += 1
    return handed


def _waiting() -> QuerySet[Sending]:
    return (
        Sending.objects.filter(handed_at=None, message__state__in=_OPEN)
        .select_related("message")
        .order_by("made_at", "number", "pk")
    )


def _mark(sending: Sending, place: str, now: datetime) -> None:
    sending.handed_at, sending.place = now, place
    sending.save(update_fields=["handed_at", "place"])
    OutboundMessage.objects.filter(pk=sending.message_id, state__in=_OPEN).update(
        state=SendState.HANDED_OVER.value, due_at=now + ANSWERED_WITHIN
    )
