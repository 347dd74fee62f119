"""What a user may see, as plain values (DESIGN §6); the queryset turns it into SQL."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Sight:
    """Units whose journeys are seen, citizens seen for a stated reason, and whether services are a condition."""

    units: frozenset[UUID] = frozenset()
    citizens: frozenset[UUID] = frozenset()
    needs_services: bool = False

    @property
    def nothing(self) -> bool:
        """Nobody's journeys."""
        return not self.units and not self.citizens
