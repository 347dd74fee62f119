"""The chips above a list: what each keeps, counted in one query, chosen by the address."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypedDict
from urllib.parse import urlencode

from django.db.models import Count, Q
from django.utils.functional import Promise

from journeys.querysets import JourneyQuerySet


@dataclass(frozen=True, slots=True)
class Chip:
    """One choice: its word in the address, its label, and what it keeps (None: everything)."""

    code: str
    label: Promise
    keeps: Q


class ShownChip(TypedDict):
    """A chip as the component takes it."""

    label: str
    count: int
    url: str
    current: bool


@dataclass(frozen=True, slots=True)
class Counted:
    """The chosen chip and how many journeys each keeps."""

    chips: Sequence[Chip]
    chosen: Chip
    counts: Mapping[str, int]

    @property
    def total(self) -> int:
        """How many the chosen chip keeps."""
        return self.counts[self.chosen.code]

    def shown(self) -> list[ShownChip]:
        """The chips with links; the first is what the bare address shows."""
        first = self.chips[0].code
        return [
            ShownChip(
                label=str(chip.label),
                count=self.counts[chip.code],
                url="?" if chip.code == first else f"?{urlencode({'vis': chip.code})}",
                current=chip is self.chosen,
            )
            for chip in self.chips
        ]


def counted(journeys: JourneyQuerySet, chips: Sequence[Chip], wanted: str, **more: Any) -> tuple[Counted, Any]:
    """Counts all chips, and whatever else is given as aggregates, in one query; an unknown choice is the first one."""
    aggregates = {f"chip_{number}": Count("pk", filter=chip.keeps) for number, chip in enumerate(chips)}
    found = journeys.order_by().aggregate(**aggregates, **more)
    counts = {chip.code: found.pop(f"chip_{number}") for number, chip in enumerate(chips)}
    chosen = next((chip for chip in chips if chip.code == wanted), chips[0])
    return Counted(chips, chosen, counts), found
