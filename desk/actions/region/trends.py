"""How an invented region changes over its last year, so that its figures have something to say (RULES 6)."""

from datetime import datetime, timedelta
from random import Random

_YEAR = timedelta(days=365)
_REASONS = ("temporary_place", "home_measures", "rehabilitation_place", "nursing_home_place")


def passed_of_year(at: datetime, *, until: datetime) -> float:
    """How much of the year that ends at `until` had passed: nought before it began, one at its end."""
    return min(max(1 - (until - at) / _YEAR, 0.0), 1.0)


def waiting_reason(random: Random, passed: float) -> str:
    """Places in nursing homes grow scarce over the year, what is done in the home goes faster."""
    shares = (0.35, 0.45 - 0.3 * passed, 0.2, 0.1 + 0.5 * passed)
    return random.choices(_REASONS, shares)[0]


def hours_of_notice(passed: float) -> timedelta:
    """How much earlier than at the year's beginning a time is proposed: nothing changed until spring."""
    return timedelta(hours=34 * max(0.0, passed - 0.4))
