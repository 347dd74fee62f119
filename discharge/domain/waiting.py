"""Whose a reason to wait is: one answer for the warning (F14), the need (F10a) and the ledger's days (RULES 2b, 2c)."""

from collections.abc import Iterable

MUNICIPALITY = "municipality"


def is_municipal(sector: str | None) -> bool:
    """Whether the municipality is responsible for a reason."""
    return sector == MUNICIPALITY


def waits_for_municipality(sectors: Iterable[str | None]) -> bool:
    """Whether any reason is attributable to the municipality; where no reason is stated nobody has said otherwise."""
    stated = list(sectors)
    return not stated or any(is_municipal(sector) for sector in stated)
