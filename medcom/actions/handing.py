"""Hands envelopes over, each once: laid ready, marked, and only then where the other side fetches it (PITFALLS)."""

from collections.abc import Callable
from datetime import datetime
from typing import Protocol
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from medcom.domain.sending import ANSWERED_WITHIN, OPEN_VALUES, SendState
from medcom.models import OutboundMessage, Sending
from medcom.parsing.fhir.types import Json
from medcom.selectors.outgoing import envelope_of, standing_deliveries


class Counter(Protocol):
    """Where envelopes lie, each under its own id."""

    def lay(self, name: str, resource: Json) -> str:
        """Writes it whole where nobody fetches it yet; says under what name it will lie. May be done twice."""

    def show(self, name: str) -> None:
        """Lets the other side fetch it; one that is not laid is shown already."""

    def laid(self) -> list[str]:
        """Those that are laid and not shown."""

    def drop(self, name: str) -> None:
        """Takes one away that is not shown."""


def hand_over(counter: Counter, *, now: Callable[[], datetime]) -> int:
    """Every envelope that waits, oldest first; returns how many.

    Killed between any two steps nothing leaves twice: before it is marked it is only laid, and laid again; afterwards
    the next round shows it. Two that hand over at once never take the same row.
    """
    _finish(counter)
    handed = 0
    for key in list(_waiting().values_list("pk", flat=True)):
        with transaction.atomic():
            sending = _waiting().select_for_update(skip_locked=True, of=("self",)).filter(pk=key).first()
            if sending is not None:
                _mark(sending, counter.lay(str(key), envelope_of(sending)), now())
        if sending is not None:
            counter.show(str(key))
            handed += 1
    return handed


def _finish(counter: Counter) -> None:
    """What a killed round has marked is shown, unless it was answered or said to be wrong since."""
    names = [name for name in counter.laid() if _is_key(name)]
    rows = Sending.objects.filter(pk__in=names) if names else Sending.objects.none()
    open_ones = _of_open(rows).in_bulk()
    for row in rows:
        if row.pk not in open_ones:
            counter.drop(str(row.pk))
        elif row.handed_at is not None:
            counter.show(str(row.pk))


def _is_key(name: str) -> bool:
    try:
        return str(UUID(name)) == name
    except ValueError:
        return False


def _of_open(sendings: QuerySet[Sending]) -> QuerySet[Sending]:
    """Those of messages that go on. What is said to be wrong does not leave."""
    standing = standing_deliveries().filter(key=OuterRef("message__delivery"))
    return sendings.filter(Exists(standing), message__state__in=OPEN_VALUES)


def _waiting() -> QuerySet[Sending]:
    return (
        _of_open(Sending.objects.filter(handed_at=None))
        .select_related("message")
        # Two versions of a letter are built in one round: the first one leaves first.
        .order_by("made_at", "message__number", "number", "pk")
    )


def _mark(sending: Sending, place: str, now: datetime) -> None:
    sending.handed_at, sending.place = now, place
    sending.save(update_fields=["handed_at", "place"])
    OutboundMessage.objects.filter(pk=sending.message_id, state__in=OPEN_VALUES).update(
        state=SendState.HANDED_OVER.value, due_at=now + ANSWERED_WITHIN
    )
