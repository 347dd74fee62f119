"""Which cells of a table may be shown, so that none of fewer than five can be worked out (RULES 6).

A cell under five is withheld, nought as well: who knows that a cell is empty knows more of its neighbours. Whatever is
withheld is judged as if every total of its table were known.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping
from typing import TypeAlias, TypeVar

FEWEST = 5
Part = TypeVar("Part", bound=Hashable)
Cell: TypeAlias = tuple[Hashable, Hashable]
# What must not be small: the number of journeys, or those with and those without.
Weights: TypeAlias = tuple[int, ...]
_Line: TypeAlias = tuple[str, Hashable]


def is_small(weights: Weights) -> bool:
    """Whether a count lies under five."""
    return any(weight < FEWEST for weight in weights)


def hides_no_small(part: Weights, whole: Weights) -> bool:
    """Whether a part and the rest of its whole may both be known: each count is nought or at least five."""
    return not any(0 < side < FEWEST for own, all_ in zip(part, whole, strict=True) for side in (own, all_ - own))


def withheld(table: Mapping[Cell, Weights], *, forced: Iterable[Cell] = ()) -> frozenset[Cell]:
    """The cells of a full rectangle that are not shown: the small ones, and as many as it takes to hide them."""
    hidden = {cell for cell, weights in table.items() if is_small(weights)} | set(forced)
    lines = defaultdict[_Line, list[Cell]](list)
    for cell in table:
        lines["row", cell[0]].append(cell)
        lines["column", cell[1]].append(cell)
    flat = any(len({cell[side] for cell in table}) == 1 for side in (0, 1))
    known = len(hidden) - 1
    while known < len(hidden):
        known = len(hidden)
        for cells in lines.values():
            _hide_in_line(table, cells, hidden)
        if known == len(hidden) and not flat:
            _hide_a_bridge(table, hidden)
    return frozenset(hidden)


def withheld_named(numbers: Mapping[Part, int]) -> frozenset[Part] | None:
    """Which parts of a total are not shown, where only parts with somebody are named; None: none may be named.

    Hidden parts that have as many between them as there are of them have one each. Of a hidden total it is known that
    it is under five: four names would say how many.
    """
    cells = withheld({(part, ""): (number,) for part, number in numbers.items()})
    hidden = {part for part in numbers if (part, "") in cells}
    while len(hidden) == sum(numbers[part] for part in hidden) >= FEWEST - 1:
        left = [part for part in numbers if part not in hidden]
        if not left:
            return None
        hidden.add(min(left, key=lambda part: (numbers[part], repr(part))))
    return frozenset(hidden)


def _hide_in_line(table: Mapping[Cell, Weights], cells: list[Cell], hidden: set[Cell]) -> None:
    """A row or column tells the sum of what it hides: that is two cells at least, and not a small number."""
    left = [cell for cell in cells if cell not in hidden]
    away = [cell for cell in cells if cell in hidden]
    # The total of a line of one cell is the cell itself.
    while len(cells) > 1 and away and left and (len(away) < 2 or is_small(_added(table, away))):
        cell = _smallest(table, left)
        hidden.add(cell)
        left.remove(cell)
        away.append(cell)


def _added(table: Mapping[Cell, Weights], cells: list[Cell]) -> Weights:
    return tuple(map(sum, zip(*(table[cell] for cell in cells), strict=True)))


def _hide_a_bridge(table: Mapping[Cell, Weights], hidden: set[Cell]) -> None:
    """A hidden cell is solved by the totals exactly where it alone joins two parts of the graph of hidden cells."""
    beside = defaultdict[_Line, set[_Line]](set)
    for row, column in hidden:
        beside["row", row].add(("column", column))
        beside["column", column].add(("row", row))
    for cell in sorted(hidden, key=repr):
        row, column = ("row", cell[0]), ("column", cell[1])
        if not is_small(table[cell]):
            continue
        part = _reached(row, column, beside)
        if column in part:
            continue
        across = [
            other
            for other in table
            if other not in hidden and (("row", other[0]) in part) != (("column", other[1]) in part)
        ]
        if across:
            hidden.add(_smallest(table, across))
            return


def _reached(start: _Line, end: _Line, beside: Mapping[_Line, set[_Line]]) -> set[_Line]:
    """What hangs together with one end of a cell when the cell itself is away; stops at its other end."""
    part, waiting = {start}, [line for line in beside[start] if line != end]
    while waiting:
        line = waiting.pop()
        part.add(line)
        if line == end:
            break
        waiting += [other for other in beside[line] if other not in part]
    return part


def _smallest(table: Mapping[Cell, Weights], cells: list[Cell]) -> Cell:
    return min(cells, key=lambda cell: (sum(table[cell]), repr(cell)))
