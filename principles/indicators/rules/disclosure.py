"""What linear equations over everything published give away, and which cells to hide so that they do not (RULES 6).

Whoever reads may know which houses never meet: only what holds journeys is an unknown of the equations. Every cell is
judged by all sums together, whatever the size of the region: sums that help to solve none are left out, and the others
are solved exactly.
"""

from collections import defaultdict
from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping
from typing import TypeAlias

# Which parts of the region a published cell adds up.
Parts: TypeAlias = Mapping[int, int]
# What rational multiples of sums give away is found unless this divides one of their denominators. It divides no
# determinant of fewer than 28 sums of ones and noughts (Hadamard), and a larger one by no more than chance.
_PRIME = 2**61 - 1


class Exact:
    """Equations solved modulo a large prime, where nothing is rounded."""

    def __init__(self) -> None:
        """Nothing is published yet."""
        self._solved: dict[int, tuple[dict[int, int], frozenset[Hashable]]] = {}

    def add(self, name: Hashable, parts: Parts) -> None:
        """One more published sum."""
        rest, used = self._reduced(parts)
        if not rest:
            return
        first = min(rest)
        inverse = pow(rest[first], -1, _PRIME)
        self._solved[first] = ({part: value * inverse % _PRIME for part, value in rest.items()}, used | {name})

    def sources(self, parts: Parts) -> frozenset[Hashable] | None:
        """The sums from which a cell can be worked out (perhaps more than it takes); None where it cannot."""
        rest, used = self._reduced(parts)
        return None if rest else used

    def _reduced(self, parts: Parts) -> tuple[dict[int, int], frozenset[Hashable]]:
        """Until its first part is solved by no sum."""
        rest, used = dict(parts), set[Hashable]()
        while rest:
            part = min(rest)
            if part not in self._solved:
                break
            factor = rest[part]
            row, names = self._solved[part]
            used |= names
            for other, value in row.items():
                changed = (rest.get(other, 0) - factor * value) % _PRIME
                if changed:
                    rest[other] = changed
                else:
                    rest.pop(other, None)
        return rest, frozenset(used)


class ShownSums:
    """The sums that are shown, by kinds of parts: parts that all of them add up alike are one kind."""

    def __init__(self, cells: Mapping[Hashable, Parts], shown: Iterable[Hashable]) -> None:
        """Sums of few parts first: they are solved before those of many."""
        self._names = sorted(shown, key=lambda each: (len(cells[each]), repr(each)))
        told = defaultdict[int, list[tuple[int, int]]](list)
        for row, name in enumerate(self._names):
            for part, times in cells[name].items():
                told[part].append((row, times))
        kinds = dict[tuple[tuple[int, int], ...], int]()
        self._kind_of = {part: kinds.setdefault(tuple(rows), len(kinds)) for part, rows in told.items()}
        self._rows_of = [[row for row, _ in rows] for rows in kinds]
        self._size = [0] * len(kinds)
        for kind in self._kind_of.values():
            self._size[kind] += 1
        self._sums: list[dict[int, int]] = [{} for _ in self._names]
        for rows, kind in kinds.items():
            for row, times in rows:
                self._sums[row][kind] = times

    def sources(
        self, guarded: Iterable[Hashable], cells: Mapping[Hashable, Parts]
    ) -> Iterator[tuple[Hashable, frozenset[Hashable]]]:
        """Of each cell that can be worked out, in order, the sums that it takes (perhaps more)."""
        asked = [(name, kinds) for name in guarded if (kinds := self._kinds(cells[name]))]
        equations = Exact()
        for row in self._of_help({kind for _, kinds in asked for kind in kinds}):
            equations.add(self._names[row], self._sums[row])
        for name, kinds in asked:
            used = equations.sources(kinds)
            if used is not None:
                yield name, used

    def _kinds(self, parts: Parts) -> dict[int, int] | None:
        """The cell by kinds; None where it takes some parts of a kind and not the others, which no sum does."""
        if any(part not in self._kind_of for part in parts):
            return None
        taken, times = defaultdict[int, int](int), dict[int, int]()
        for part, value in parts.items():
            kind = self._kind_of[part]
            taken[kind] += 1
            if times.setdefault(kind, value) != value:
                return None
        return times if all(self._size[kind] == number for kind, number in taken.items()) else None

    def _of_help(self, asked: Collection[int]) -> list[int]:
        """The sums that can have a part in working any of the cells out, in order.

        A kind that only one sum holds, and no cell, can be taken away by no other: that sum is no help.
        """
        times, left = [len(rows) for rows in self._rows_of], set(range(len(self._names)))
        alone = [kind for kind, number in enumerate(times) if number == 1 and kind not in asked]
        while alone:
            row = next((row for row in self._rows_of[alone.pop()] if row in left), None)
            if row is None:
                continue
            left.remove(row)
            for kind in self._sums[row]:
                times[kind] -= 1
                if times[kind] == 1 and kind not in asked:
                    alone.append(kind)
        return sorted(left)


def safe(
    cells: Mapping[Hashable, Parts],
    *,
    shown: Iterable[Hashable],
    small: Iterable[Hashable],
    size: Mapping[Hashable, int],
    fixed: frozenset[Hashable] = frozenset(),
) -> frozenset[Hashable]:
    """Those of `shown` that may stay: the smallest that help to solve a small cell go; `fixed` are out already."""
    left, guarded = set(shown), [name for name in small if cells[name]]
    while True:
        published, gone = ShownSums(cells, left), set[Hashable]()
        for name, used in published.sources(guarded, cells):
            if used & gone or not (may_go := used - fixed):
                continue
            gone.add(name if name in may_go else min(may_go, key=lambda each: (size[each], repr(each))))
        if not gone:
            return frozenset(left)
        left -= gone
