"""What one measurement says: the figure, its floor, the goal, and whether it falls short."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class BenchFigure:
    """One line of a table: `measured` and `floor` in the same `unit`; a count has no floor.

    `goal` bounds the ratio where there is a floor, else the figure itself; without a goal it is only reported.
    """

    group: str
    name: str
    measured: float
    unit: str = "ms"
    floor: float | None = None
    goal: float | None = None
    # Whether the goal is the least that is asked for (a gain), not the most (a cost).
    at_least: bool = False
    # Time of our own processor beside the wall's; the database's is in none of them.
    cpu: float | None = None
    queries: int | None = None
    note: str = ""

    @property
    def ratio(self) -> float | None:
        """How many times the floor; None without one."""
        return self.measured / self.floor if self.floor else None

    @property
    def falls_short(self) -> bool:
        """Whether the goal is missed."""
        judged = self.measured if self.ratio is None else self.ratio
        if self.goal is None:
            return False
        return judged < self.goal if self.at_least else judged > self.goal


def to_json(figures: Iterable[BenchFigure]) -> str:
    """One line, as one process hands its figures to another."""
    return json.dumps([asdict(figure) for figure in figures])


def from_json(text: str) -> list[BenchFigure]:
    """What `to_json` wrote."""
    return [BenchFigure(**values) for values in json.loads(text)]
