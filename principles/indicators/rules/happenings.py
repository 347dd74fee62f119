"""Means that tell how often something happened: one to four times is as few as one to four journeys (RULES 6).

A mean and its number are a sum. Where that counts calls or versions, it is judged as the side of a share is: of few, or
of none, nothing is told, nor what others would tell of them.
"""

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import replace
from datetime import date
from enum import StrEnum
from typing import TypeAlias

from principles.indicators.rules.disclosure import Parts, safe
from principles.indicators.rules.publication import BY_MONTH, Group, Key, Published, Sums, publish_month
from principles.indicators.rules.suppression import FEWEST


class Kind(StrEnum):
    """Which side of the line that counts all of the happenings; both are its number."""

    MET = "met"
    MISSED = "missed"
    BOTH = "both"


# What a line tells, and of which kind: its own sums have a name of their own, for they may go.
_OWN = "own"
_Name: TypeAlias = tuple[str, Key]


def as_told(found: Published, other: Published) -> dict[Key, Sums]:
    """A line of exactly the people of another: how many they are is told by both or by none."""
    return {
        key: replace(each, shown=shown, share_shown=each.share_shown and shown)
        for key, each in found.items()
        for shown in (each.shown and key in other and other[key].shown,)
    }


def without_few(found: Published, month: date, *, groups: Sequence[Group], per: int) -> dict[Key, Sums]:
    """A month's cells without those of few happenings and what tells of them; `per` as in the registry."""
    counts = [replace(group, number=round(group.amount / per), numerator=0, values=()) for group in groups]
    return as_told(found, publish_month(counts, month))


def beside_kinds(
    found: Published,
    *,
    kind: Kind,
    whole: Published,
    of_whole: Sequence[Group],
    others: Iterable[tuple[Kind, Published]],
) -> dict[Key, Sums]:
    """A month's cells of a line whose amounts are one side of `whole`, beside it and the `others` of its sides.

    The whole's number is the sum of both sides, and its share tells each; of no one to four, of a side or of both, is
    anything solved: what both lines tell of one place, taken from the whole's sums, may be the few of another.
    """
    cells, size = _sides(of_whole)
    told: list[_Name] = [(Kind.BOTH, key) for key, each in whole.items() if each.shown]
    told += [(Kind.MET, key) for key, each in whole.items() if each.share_shown]
    told += [(side, key) for side, other in others for key, each in other.items() if each.shown]
    names = [(side, key) for side in Kind for key in {**whole, **found}]
    fixed = frozenset[Hashable](name for name in told if name in cells)
    own: list[_Name] = [(_OWN, key) for key, each in found.items() if each.shown]
    for name in own:
        cells[name], size[name] = cells.get((kind, name[1]), {}), size[kind, name[1]]
    small = [name for name in names if 0 < size[name] < FEWEST]
    left = safe(cells, shown=[*fixed, *own], small=small, size=size, fixed=fixed)
    return {
        key: replace(each, shown=(_OWN, key) in left, share_shown=each.share_shown and (_OWN, key) in left)
        for key, each in found.items()
    }


def _sides(groups: Sequence[Group]) -> tuple[dict[Hashable, Parts], Counter[Hashable]]:
    """By kind and cell the unknowns that it adds up, and how many happened; each group has one for each side."""
    parts, size = defaultdict[Hashable, dict[int, int]](dict), Counter[Hashable]()
    for place, group in enumerate(groups):
        sides = ((Kind.MET, group.numerator), (Kind.MISSED, group.number - group.numerator))
        for part, (kind, number) in enumerate(sides, 2 * place):
            for key in [(cut, of(group), group.month) for cut, of in BY_MONTH.items()] if number else ():
                for side in (kind, Kind.BOTH):
                    parts[side, key][part] = 1
                    size[side, key] += number
    return dict(parts), size
