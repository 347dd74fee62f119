"""What linear equations over everything published give away, and which cells to hide so that they do not (RULES 6).

Whoever reads may know which houses never meet: only what holds journeys is an unknown of the equations.
"""

from collections.abc import Callable, Hashable, Iterable, Mapping
from typing import Protocol, TypeAlias

# Which parts of the region a published cell adds up.
Parts: TypeAlias = Mapping[int, int]
_PRIME = 2_147_483_647
# So many parts in all sums together are solved exactly in a second or two; a whole half-year of a region has more.
_EXACTLY = 6_000


class Equations(Protocol):
    """The published sums, each solved for one part as it comes."""

    def add(self, name: Hashable, parts: Parts) -> None:
        """One more published sum."""

    def sources(self, parts: Parts) -> frozenset[Hashable] | None:
        """The sums from which a cell can be worked out (perhaps more than it takes); None where it cannot."""


class Exact:
    """Modulo a large prime, where nothing is rounded."""

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
        """None where it cannot be worked out."""
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


class Parity:
    """Modulo two, a bit a part: quick for a whole region, and it finds whatever whole multiples of sums give away.

    A cell that only halves of sums would give away is not found; one that only parity gives away is hidden for nothing.
    """

    def __init__(self) -> None:
        """Nothing is published yet."""
        self._solved: dict[int, tuple[int, int]] = {}
        self._names: list[Hashable] = []

    def add(self, name: Hashable, parts: Parts) -> None:
        """One more published sum."""
        row, used = self._reduced(parts)
        if row:
            self._solved[row & -row] = (row, used | 1 << len(self._names))
            self._names.append(name)

    def sources(self, parts: Parts) -> frozenset[Hashable] | None:
        """None where it cannot be worked out."""
        row, used = self._reduced(parts)
        return None if row else frozenset(name for place, name in enumerate(self._names) if used >> place & 1)

    def _reduced(self, parts: Parts) -> tuple[int, int]:
        row, used = sum(1 << part for part in parts), 0
        while row and (solved := self._solved.get(row & -row)):
            row, used = row ^ solved[0], used ^ solved[1]
        return row, used


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
    left = _without_sources(Parity, cells, left, guarded, size, fixed)
    if sum(len(cells[name]) for name in left) <= _EXACTLY:
        left = _without_sources(Exact, cells, left, guarded, size, fixed)
    return frozenset(left)


def _without_sources(
    kind: Callable[[], Equations],
    cells: Mapping[Hashable, Parts],
    shown: set[Hashable],
    guarded: Iterable[Hashable],
    size: Mapping[Hashable, int],
    fixed: frozenset[Hashable],
) -> set[Hashable]:
    left = set(shown)
    while True:
        equations, gone = kind(), set[Hashable]()
        # Sums of few parts first: they are solved before those of many.
        for name in sorted(left, key=lambda each: (len(cells[each]), repr(each))):
            equations.add(name, cells[name])
        for name in guarded:
            used = equations.sources(cells[name])
            if used is None or used & gone or not (may_go := used - fixed):
                continue
            gone.add(name if name in may_go else min(may_go, key=lambda each: (size[each], repr(each))))
        if not gone:
            return left
        left -= gone
