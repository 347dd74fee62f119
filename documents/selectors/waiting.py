"""What a unit has not answered, and what it has not been answered, oldest first (UX §5.1)."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from documents.domain.answers import SETTLED
from documents.domain.parts import URGENT
from documents.models import Delivery, Version
from documents.selectors.opened import is_opened
from documents.selectors.sent import reading_units
from journeys.domain.events.payloads.documents import CLOSED_KINDS, AnswerCode
from journeys.querysets import JourneyQuerySet
from organisations.models import User


def to_answer(user: User, journeys: JourneyQuerySet, *, now: datetime) -> QuerySet[Delivery]:
    """What came to a user's house, is released, and nobody has said a word to; in journeys that are seen.

    What was sent on inside the house is answered by the unit that got it, and waits there alone.
    """
    return _of(journeys).filter(_asked(user, now))


def _asked(user: User, now: datetime) -> Q:
    units, newest = reading_units(user), Q(replaced_at=None) | Q(replaced_at__gt=now)
    came = Q(receiver_id__in=units) & (~Q(sender_id__in=units) | Q(receiver=user.unit))
    heard = ~Q(kind__in=CLOSED_KINDS) | Q(receiver_id__in=reading_units(user, *CLOSED_KINDS))
    return newest & came & heard & Q(released_at__lte=now, answer="", error_at=None, forwarded_at=None)


def to_answer_in(user: User, journey: OuterRef, *, now: datetime) -> QuerySet[Delivery]:
    """The same of one journey that the caller has seen to be in sight, as a column of its list."""
    return Delivery.objects.filter(_asked(user, now), journey=journey)


def unopened_by(user: User, *, now: datetime) -> QuerySet[Delivery]:
    """What waits for the user's house and nobody there has opened, of journeys that the caller has seen to."""
    return Delivery.objects.filter(_asked(user, now), ~is_opened())


def unanswered(units: Collection[UUID], journeys: JourneyQuerySet) -> QuerySet[Delivery]:
    """What these units sent and nobody has acknowledged: nothing is said, or something is asked."""
    sent = _of(journeys).filter(sender_id__in=units, followed_at=None, error_at=None)
    # The first condition is the index's; who has answered with a time, or closed it, has read it too.
    waiting = sent.filter(~Q(answer=AnswerCode.ACKNOWLEDGED.value))
    return waiting.exclude(answer__in=[code.value for code in SETTLED])


def is_urgent() -> Exists:
    """Whether the writer of a delivery asks for haste; who writes here has no such word."""
    letters = Version.objects.filter(document=OuterRef("document"), parts__priority=URGENT)
    return Exists(letters.order_by())


def sent_in_error() -> QuerySet[Delivery]:
    """Every incident, the newest first, wherever it happened; who is concerned is not among it."""
    return (
        Delivery.objects.filter(error_at__isnull=False)
        .select_related("sender", "receiver", "error_by")
        .order_by("-error_at", "key")
    )


def _of(journeys: JourneyQuerySet) -> QuerySet[Delivery]:
    rows = Delivery.objects.filter(journey__in=journeys.order_by())
    rows = rows.select_related("journey__citizen", "sender", "receiver").annotate(urgent=is_urgent())
    return rows.order_by("sent_at", "key")
