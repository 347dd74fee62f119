"""What stands in the way of moving an event in time: a correction passes what the act itself had to (DESIGN §6)."""

from datetime import datetime

from journeys.actions.refusals import Refused
from journeys.domain.events import EventKind
from journeys.domain.events.kinds import ADMISSIONS, END_KINDS
from journeys.models import JourneyEvent
from journeys.querysets import family_of

_TURNS = ADMISSIONS | END_KINDS


def beginning_of(event: JourneyEvent) -> datetime | None:
    """When the stay or the leave began that a contact event lies in; None when it lies in no journey."""
    placement = getattr(event, "placement", None)
    if placement is None:
        return None
    standing = JourneyEvent.objects.filter(placement__journey=placement.journey_id, placement__voided=False)
    standing = standing.exclude(pk=event.pk).filter(occurred_at__lte=event.occurred_at)
    begun = standing.filter(kind__in=sorted(kind.value for kind in ADMISSIONS)).order_by("occurred_at").first()
    left = standing.filter(kind=EventKind.LEAVE_STARTED.value).order_by("occurred_at").last()
    if event.kind == EventKind.LEAVE_ENDED.value and left is not None:
        return left.occurred_at
    return begun.occurred_at if begun is not None else None


def check_stays_between_turns(event: JourneyEvent, at: datetime) -> None:
    """Raises Refused where a stay begins or ends, or the citizen dies, between the old time and the new one.

    Who may say it, and whether it can be said at all, is another question on the other side of that.
    """
    first, last = sorted((event.occurred_at, at))
    turns = JourneyEvent.objects.filter(
        citizen_id__in=family_of(event.citizen.root_id),
        placement__voided=False,
        kind__in=sorted(kind.value for kind in _TURNS),
        occurred_at__gt=first,
        occurred_at__lte=last,
    )
    if turns.exists():
        raise Refused("act.moved_across_stay", field="occurred_at")
