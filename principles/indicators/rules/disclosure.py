"""What linear equations over everything published give away, and which cells to hide so that they do not (RULES 6).

Whoever reads may know which houses never meet: only what holds journeys is an unknown of the equations.
"""

from collections.abc import Hashable, Iterable, Mapping
from typing import TypeAlias

# Which parts of the region a published cell adds up.
Parts: TypeAlias = Mapping[int, int]
_PRIME = 2_147_483_647


class Equations:
    """The published sums, each solved for one part as it comes; modulo a large prime, where nothing is rounded."""

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
        rest, left, used = dict(parts), dict[int, int](), set[Hashable]()
        while rest:
            part = min(rest)
            if part not in self._solved:
                left[part] = rest.pop(part)
                continue
            factor = rest[part]
            row, names = self._solved[part]
            used |= names
            for other, value in row.items():
                changed = (rest.get(other, 0) - factor * value) % _PRIME
                if changed:
                    rest[other] = changed
                else:
                    rest.pop(other, None)
        return left, frozenset(used)


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
    while guarded:
        equations = Equations()
        for name in sorted(left, key=repr):
            equations.add(name, cells[name])
        gone = set[Hashable]()
        for name in guarded:
            used = equations.sources(cells[name])
            if used is None or used & gone:
                continue
            may_go = used - fixed
            if may_go:
                gone.add(name if name in may_go else min(may_go, key=lambda each: (size[each], repr(each))))
        if not gone:
            break
        left -= gone
    return frozenset(left)
