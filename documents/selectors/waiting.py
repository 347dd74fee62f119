"""What a unit has not answered, and what it has not been answered, oldest first (UX §5.1)."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from documents.domain.answers import SETTLED
from documents.models import Delivery
from documents.selectors.sent import reading_units
from journeys.domain.events.payloads.documents import CLOSED_KINDS, AnswerCode
from journeys.querysets import JourneyQuerySet
from organisations.models import User


def to_answer(user: User, journeys: JourneyQuerySet, *, now: datetime) -> QuerySet[Delivery]:
    """What came to a user's house, is released, and nobody has said a word to; in journeys that are seen.

    What was sent on inside the house is answered by the unit that got it, and waits there alone.
    """
    units, newest = reading_units(user), Q(replaced_at=None) | Q(replaced_at__gt=now)
    came = Q(receiver_id__in=units) & (~Q(sender_id__in=units) | Q(receiver=user.unit))
    heard = ~Q(kind__in=CLOSED_KINDS) | Q(receiver_id__in=reading_units(user, *CLOSED_KINDS))
    return _of(journeys).filter(newest, came, heard, released_at__lte=now, answer="", error_at=None, forwarded_at=None)


def unanswered(units: Collection[UUID], journeys: JourneyQuerySet) -> QuerySet[Delivery]:
    """What these units sent and nobody has acknowledged: nothing is said, or something is asked."""
    sent = _of(journeys).filter(sender_id__in=units, followed_at=None, error_at=None)
    # The first condition is the index's; who has answered with a time, or closed it, has read it too.
    waiting = sent.filter(~Q(answer=AnswerCode.ACKNOWLEDGED.value))
    return waiting.exclude(answer__in=[code.value for code in SETTLED])


def sent_in_error() -> QuerySet[Delivery]:
    """Every incident, the newest first, wherever it happened; who is concerned is not among it."""
    return (
        Delivery.objects.filter(error_at__isnull=False)
        .select_related("sender", "receiver", "error_by")
        .order_by("-error_at", "key")
    )


def _of(journeys: JourneyQuerySet) -> QuerySet[Delivery]:
    rows = Delivery.objects.filter(journey__in=journeys.order_by())
    return rows.select_related("journey__citizen", "sender", "receiver").order_by("sent_at", "key")
