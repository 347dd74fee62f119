"""Of a hidden share it may be told that it is at least or at most so much, where that proves no side of one to four.

"At least 80 %" of twenty says that four or fewer were missed; beside what is told of others that can be one number. So
each small side must be able to be one more or one less with everything else as it is told: moved to or from some other
journeys, within what every sum and every bound says. Where none of that is possible the bounds in the way are not told.
"""

from collections import defaultdict
from collections.abc import Collection, Hashable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from typing import TypeAlias

from principles.indicators.rules.suppression import FEWEST

# How many journeys, and how many of them are met.
Sides: TypeAlias = tuple[int, int]
# From which number of met ones to which.
_Span: TypeAlias = tuple[int, int]
# So many ways to make a change good elsewhere are tried: where none of them does, fewer bounds are told.
_TRIED = 30


def bound_of(sides: Sides) -> _Span | None:
    """What a reader learns of a hidden share: fewer than five on one side, else at least five on both."""
    number, met = sides
    if number - met < FEWEST <= met:
        return number - FEWEST + 1, number
    if met < FEWEST <= number - met:
        return 0, FEWEST - 1
    return None


def _span_of(sides: Sides) -> _Span:
    """As `bound_of`, and what a share says of which no bound is told though others are."""
    number, met = sides
    few = number - met < FEWEST and met < FEWEST
    return bound_of(sides) or ((number - FEWEST + 1, FEWEST - 1) if few else (FEWEST, number - FEWEST))


def bounds_told(
    cells: Mapping[Hashable, Collection[int]],
    sides: Mapping[Hashable, Sides],
    *,
    traits: Mapping[int, tuple[Hashable, ...]],
    exact: Collection[Hashable],
    hidden: Collection[Hashable],
) -> frozenset[Hashable]:
    """Of the `hidden` shares those whose bound may be told beside the `exact` ones.

    Cells are sums of parts; `sides` are those of each cell by its name and of each part by its number, `traits` what a
    part's journeys have in common.
    """
    spans = {name: _span_of(sides[name]) for name in hidden}
    bounds = {name for name in hidden if bound_of(sides[name]) is not None}
    if not bounds:
        return frozenset()
    changes = _Changes(cells, sides, traits, frozenset(exact))
    for name in sorted(cells, key=repr):
        if not any(0 < side < FEWEST for side in _both(sides[name])):
            continue
        gone = changes.in_the_way(name, spans, bounds)
        bounds -= gone
        for each in gone:
            del spans[each]
    # What was taken away gave room and took none: whoever could change before can still.
    return frozenset(bounds)


def _both(sides: Sides) -> Sides:
    return sides[1], sides[0] - sides[1]


class _Changes:
    """Which other numbers would give the same exact sums: one more here, one less there, and so elsewhere."""

    def __init__(
        self,
        cells: Mapping[Hashable, Collection[int]],
        sides: Mapping[Hashable, Sides],
        traits: Mapping[int, tuple[Hashable, ...]],
        exact: frozenset[Hashable],
    ) -> None:
        self._cells, self._sides = cells, sides
        holding = defaultdict[int, set[Hashable]](set)
        for name, parts in cells.items():
            for part in parts:
                holding[part].add(name)
        self._exact = {part: frozenset(names & exact) for part, names in holding.items()}
        self._other = {part: frozenset(names - exact) for part, names in holding.items()}
        self._beside = _in_one_trait(traits)
        # By which sums it moves up and which down.
        self._moves = defaultdict[tuple[frozenset[Hashable], frozenset[Hashable]], list[tuple[int, int]]](list)
        for up, others in self._beside.items():
            for down in others:
                key = self._exact[up] - self._exact[down], self._exact[down] - self._exact[up]
                if len(self._moves[key]) < _TRIED:
                    self._moves[key].append((up, down))

    def in_the_way(
        self, name: Hashable, spans: Mapping[Hashable, _Span], bounds: AbstractSet[Hashable]
    ) -> set[Hashable]:
        """The bounds that leave a cell no other number, by the way that takes fewest; all where there is no way."""
        best: set[Hashable] | None = None
        for steps in self._ways(frozenset(self._cells[name])):
            broken = self._broken(steps, spans)
            if broken <= bounds and (best is None or len(broken) < len(best)):
                best = broken
                if not best:
                    break
        return set(bounds) if best is None else best

    def _ways(self, own: frozenset[int]) -> Iterator[Mapping[int, int]]:
        for up in sorted(own):
            if not self._exact[up]:
                yield {up: 1}
                yield {up: -1}
            for down in self._beside[up]:
                if down in own:
                    continue
                back = self._exact[down] - self._exact[up], self._exact[up] - self._exact[down]
                for more, less in self._moves[back] if any(back) else ((up, down),):
                    steps = defaultdict[int, int](int)
                    for part, step in ((up, 1), (down, -1), *(((more, 1), (less, -1)) if any(back) else ())):
                        steps[part] += step
                    if sum(step for part, step in steps.items() if part in own):
                        yield steps
                        yield {part: -step for part, step in steps.items()}

    def _broken(self, steps: Mapping[int, int], spans: Mapping[Hashable, _Span]) -> set[Hashable]:
        """The cells that say it cannot be; a part that cannot change says so itself."""
        moved = defaultdict[Hashable, int](int)
        for part, step in steps.items():
            number, met = self._sides[part]
            if not 0 <= met + step <= number:
                return {part}
            for name in self._other[part]:
                moved[name] += step
        return {
            name
            for name, step in moved.items()
            if step and name in spans and not spans[name][0] <= self._sides[name][1] + step <= spans[name][1]
        }


def _in_one_trait(traits: Mapping[int, tuple[Hashable, ...]]) -> Mapping[int, list[int]]:
    """The parts that differ from each other in one trait."""
    alike = defaultdict[tuple[int, tuple[Hashable, ...]], list[int]](list)
    for part, own in traits.items():
        for place in range(len(own)):
            alike[place, own[:place] + own[place + 1 :]].append(part)
    found = defaultdict[int, list[int]](list)
    for parts in alike.values():
        for part in parts:
            found[part] += [other for other in parts if other != part]
    return found
