"""Where the citizen is, whatever the journey that one asks from has come to (DESIGN §6).

An old, ended journey tells nothing about now: whoever reads it may not see the stay that has begun since.
"""

from collections.abc import Iterator
from datetime import datetime

from django.db.models import Exists, OuterRef

from journeys.domain.state.status import JourneyStatus
from journeys.models import Journey
from journeys.querysets import JourneyQuerySet

_ELSEWHERE = "lies_elsewhere"


def with_whereabouts(journeys: JourneyQuerySet) -> JourneyQuerySet:
    """With the answer of `in_hospital_elsewhere` in the same query, for a page that asks it of each of its buttons."""
    others = Journey.objects.current().in_hospital().filter(citizen=OuterRef("citizen")).exclude(pk=OuterRef("pk"))
    return journeys.annotate(**{_ELSEWHERE: Exists(others.order_by())})


def in_hospital_elsewhere(journey: Journey) -> bool:
    """Whether the citizen is in hospital care now by another journey and not by this one.

    Asked many times of one page, so the answer stays on the row for as long as the row lives.
    """
    if journey.is_in_hospital and not journey.unconfirmed:
        return False
    kept: dict[str, bool] = journey.__dict__
    if _ELSEWHERE not in kept:
        others = Journey.objects.current().in_hospital().filter(citizen_id=journey.citizen_id)
        kept[_ELSEWHERE] = others.exclude(pk=journey.pk).exists()
    return kept[_ELSEWHERE]


def left_hospital_at(journey: Journey, *, others_only: bool = False) -> datetime | None:
    """When the citizen was last in hospital care, by this journey or another; None where none has ended.

    A death in a bed ends a stay too; one at home does not move the discharge before it.
    """
    rows = Journey.objects.current().filter(citizen_id=journey.citizen_id, unconfirmed=False)
    rows = rows.exclude(status=JourneyStatus.CANCELLED.value)
    return max(_ends(row for row in rows if not (others_only and row.pk == journey.pk)), default=None)


def _ends(rows: Iterator[Journey]) -> Iterator[datetime]:
    for row in rows:
        ended = row.discharged_at or (row.deceased_at if row.arrived_at is not None else None)
        if ended is not None:
            yield ended
