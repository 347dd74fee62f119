"""Whose a reason to wait is: one answer for the warning (F14), the need (F10a) and the ledger's days (RULES 2b, 2c)."""

from collections.abc import Iterable

MUNICIPALITY = "municipality"


def is_municipal(sector: str | None) -> bool:
    """Whether the municipality is responsible for a reason."""
    return sector == MUNICIPALITY


def waits_for_municipality(holding: Iterable[str | None], *, stated: bool) -> bool:
    """Whether any reason that holds is attributable to the municipality, by the sectors of those reasons.

    Where none was ever `stated` nobody has said otherwise. Where those that were stated have run out, or have not
    begun, nobody says that it is the municipality's: then it is not (F14).
    """
    return not stated or any(is_municipal(sector) for sector in holding)
