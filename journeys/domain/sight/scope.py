"""What a user may see, as plain values (DESIGN §6); the queryset turns it into SQL."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

# A payer of any version of a ledger sees the ledger so long (RULES 2c P8).
LEDGER_SIGHT = timedelta(days=5 * 365)


@dataclass(frozen=True, slots=True)
class Sight:
    """Units whose journeys are seen, citizens seen for a stated reason, and whether services are a condition."""

    units: frozenset[UUID] = frozenset()
    citizens: frozenset[UUID] = frozenset()
    needs_services: bool = False
    # Journeys that were over before this instant are seen no more (`SIGHT_AFTER_CLOSE`); None sees them all.
    over_after: datetime | None = None
    # A list of today begins here: journeys whose citizen had left, and whose 72 hours had ended, before are not read.
    active_after: datetime | None = None
    # A citizen who looks at their own page sees their own journeys and nobody else's.
    themself: UUID | None = None

    @property
    def nothing(self) -> bool:
        """Nobody's journeys."""
        return not self.units and not self.citizens and self.themself is None

    @property
    def is_of_parties(self) -> bool:
        """Whether it depends on nothing but who takes part: a retired row has no parties."""
        return bool(self.units) and not self.citizens and not self.needs_services and self.themself is None
