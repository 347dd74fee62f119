"""Named questions that the message log answers."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q

from medcom.domain.classic.layouts import TYPE_CODES
from medcom.domain.states import NEEDS_EYES, WAITING, MessageState

# What classic letters are known by.
CLASSIC_CODES = sorted(TYPE_CODES)
# The event code of a letter's header.
LETTER_CODE = "care-communication-message"
# And that of measurements from home.
OBSERVATION_CODE = "homecareobservation-message"

if TYPE_CHECKING:
    from medcom.models import Gateway, InboundMessage


class InboundMessageQuerySet(models.QuerySet["InboundMessage"]):
    """Received messages."""

    def waiting(self, before: datetime, now: datetime) -> Self:
        """Stored before `before` and not worked on yet, or failed and due again."""
        due = Q(state=MessageState.RECEIVED.value, received_at__lt=before)
        due |= Q(state=MessageState.FAILED_WILL_RETRY.value, retry_at__lte=now)
        return self.filter(due, state__in=_values(WAITING)).order_by("received_at", "id")

    def needs_eyes(self) -> Self:
        """Kept, and nothing came of them."""
        return self.filter(state__in=_values(NEEDS_EYES))

    def from_hospitals(self) -> Self:
        """Without letters: those come from every sector, and do not say that the hospital's messages arrive."""
        return self.exclude(event_code__in=[LETTER_CODE, OBSERVATION_CODE, *CLASSIC_CODES])

    def without_body(self) -> Self:
        """For lists: the raw bytes and the answer stay in the database."""
        return self.defer("body", "answer")


class GatewayQuerySet(models.QuerySet["Gateway"]):
    """Systems that deliver messages."""

    def active(self) -> Self:
        """Those that may deliver."""
        return self.filter(active=True)

    def demo(self) -> Self:
        """The demonstration's own."""
        return self.filter(demo=True)


def _values(states: frozenset[MessageState]) -> list[str]:
    return sorted(state.value for state in states)
