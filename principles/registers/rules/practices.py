"""Practices that spread: described by one cluster, adopted by others (HP-1c; FQ3; K24)."""

from collections.abc import Hashable, Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Described:
    """One published practice: which cluster described it, and which have taken it up."""

    cluster: Hashable
    adopted_by: frozenset[Hashable]


@dataclass(frozen=True, slots=True)
class Spread:
    """K24: of the practices that are published, how many another cluster has adopted."""

    published: int
    adopted: int


def spread(practices: Iterable[Described]) -> Spread:
    """Of these practices; a cluster that uses its own adopts nothing."""
    listed = list(practices)
    return Spread(len(listed), sum(bool(each.adopted_by - {each.cluster}) for each in listed))
