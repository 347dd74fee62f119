"""Whether somebody can be called now; unknown hours are unknown."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from journeys.domain.calendar.clock import is_public_holiday
from organisations.domain.opening_hours import OpeningHours


def is_open(opening_hours: Mapping[str, Any] | None, now: datetime) -> bool | None:
    """By the hours of the number, Danish public holidays included."""
    if opening_hours is None:
        return None
    return OpeningHours.from_json(opening_hours).is_open(now, is_holiday=is_public_holiday)


def next_opening(opening_hours: Mapping[str, Any] | None, at: datetime) -> datetime | None:
    """When a closed line next opens; None while it is open or its hours unknown."""
    if opening_hours is None:
        return None
    hours = OpeningHours.from_json(opening_hours)
    if hours.is_open(at, is_holiday=is_public_holiday):
        return None
    return hours.next_opening(at, is_holiday=is_public_holiday)
