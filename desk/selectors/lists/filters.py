"""The chips above a list: how many each keeps, chosen by the address."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypedDict
from urllib.parse import urlencode

from django.utils.functional import Promise

from desk.selectors.lists.inbox import number_words


@dataclass(frozen=True, slots=True)
class Chip:
    """One choice: its word in the address and its label; one `apart` shows other journeys than the first."""

    code: str
    label: Promise
    apart: bool = False


class ShownChip(TypedDict):
    """A chip as the component takes it."""

    label: str
    count: str
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
                count=self._words(chip),
                url="?" if chip.code == first else f"?{urlencode({'vis': chip.code})}",
                current=chip is self.chosen,
            )
            for chip in self.chips
        ]

    def _words(self, chip: Chip) -> str:
        """What another list holds nobody counts to its end before it is opened."""
        number = self.counts[chip.code]
        return str(number) if not chip.apart or chip is self.chosen else number_words(number)


def chosen_of(chips: Sequence[Chip], wanted: str) -> Chip:
    """The chip of the address; an unknown choice is the first one."""
    return next((chip for chip in chips if chip.code == wanted), chips[0])
