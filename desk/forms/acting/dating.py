"""From when a fact about a citizen holds: days on screen, instants in the book, never without effect."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from journeys.actions.acting.acts import Refused
from journeys.domain.calendar.clock import in_one_minute, local_date
from journeys.domain.events import EventKind, EventRecord
from journeys.domain.history.history import History
from journeys.models import JourneyEvent

_AFTER = timedelta(seconds=1)


def statements(citizen_id: UUID, kind: EventKind, payload: Mapping[str, Any]) -> list[EventRecord]:
    """What has been said before of the same thing and still counts."""
    rows = JourneyEvent.objects.of_citizen(citizen_id).filter(kind=kind.value)
    about = payload.get("affiliation")
    said = History(row.as_record() for row in rows).counting
    return [each for each in said if each.payload.get("affiliation") == about and not each.payload.get("taken_back")]


def holds_from(day: datetime, said: list[EventRecord], *, now: datetime) -> datetime:
    """The instant for a day: now for today, and after everything else said of that day, so that the latest holds.

    Refused when something else holds from a later day: the new statement would change nothing that anybody sees.
    """
    start = now if local_date(day) == local_date(now) else day
    later = [each.occurred_at for each in said if local_date(each.occurred_at) > local_date(start)]
    if later:
        raise Refused("fact.later_known", field="valid_from", at=max(later).isoformat())
    return max([start, *(each.occurred_at + _AFTER for each in said if each.occurred_at >= start)])


def same_shown(one: datetime | None, other: datetime, *, by_day: bool) -> bool:
    """Whether two instants look the same in the form's field."""
    if one is None:
        return True
    if by_day:
        return local_date(one) == local_date(other)
    return in_one_minute(one, other)
