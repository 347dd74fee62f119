"""Whether somebody can be called now; unknown hours are unknown."""

from datetime import datetime

from journeys.domain.clock import public_holidays
from organisations.domain.opening_hours import OpeningHours
from organisations.models import Organisation


def is_open(organisation: Organisation | None, now: datetime) -> bool | None:
    """By the opening hours of reference data, Danish public holidays included."""
    if organisation is None or organisation.opening_hours is None:
        return None
    hours = OpeningHours.from_json(organisation.opening_hours)
    return hours.is_open(now, is_holiday=lambda day: day in public_holidays(day.year))
