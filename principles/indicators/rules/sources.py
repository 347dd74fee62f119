"""Figures that no journey is counted for: what surveys, registers and the flowchart bring to the published cells.

Their rooms lie above this one and register themselves (`indicators/actions/sources.py`); each asks its own definitions.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from principles.indicators.rules.publication import Cut, Sums

# Nobody is told how many there were.
HIDDEN = Sums(0, 0, 0.0)


@dataclass(frozen=True, slots=True, order=True)
class KeptKey:
    """One cell: `unit` is empty of the region; `period` is the first day of a month, a half-year or a year."""

    line: str
    detail: str
    cut: Cut
    unit: str
    period: date


# What was known at an instant of the periods that a census finds over.
Figures = Callable[[date, datetime], Mapping[KeptKey, Sums]]


@dataclass(frozen=True, slots=True)
class Source:
    """A room's figures. `late`: a period may be added after the census that found it over, so a check waits for it."""

    name: str
    lines: frozenset[str]
    figures: Figures
    late: bool = False


def told(number: int, numerator: int = 0, amount: float = 0.0) -> Sums:
    """A cell that may be shown with both its sides."""
    return Sums(number, numerator, round(amount, 6), shown=True, share_shown=True)


def decided_before(sums: Sums, before: Sums | None) -> Sums:
    """What was hidden once is not told by a correction."""
    return sums if before is None or before.shown else HIDDEN
