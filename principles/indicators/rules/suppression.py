"""Which cells of a table may be shown, so that none of fewer than five can be worked out (RULES 6).

A cell under five is withheld, nought as well: who knows that a cell is empty knows more of its neighbours. Whatever is
withheld is judged as if every total of its table were known.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping
from typing import TypeAlias

FEWEST = 5
Cell: TypeAlias = tuple[Hashable, Hashable]
# What must not be small: the number of journeys, or those with and those without.
Weights: TypeAlias = tuple[int, ...]
_Line: TypeAlias = tuple[str, Hashable]


def is_small(weights: Weights) -> bool:
    """Whether a count lies under five."""
    return any(weight < FEWEST for weight in weights)


def withheld(table: Mapping[Cell, Weights], *, forced: Iterable[Cell] = ()) -> frozenset[Cell]:
    """The cells of a full rectangle that are not shown: the small ones, and as many as it takes to hide them."""
    hidden = {cell for cell, weights in table.items() if is_small(weights)} | set(forced)
    while True:
        more = next(_to_hide(table, hidden), None)
        if more is None:
            return frozenset(hidden)
        hidden.add(more)


def _to_hide(table: Mapping[Cell, Weights], hidden: set[Cell]) -> Iterator[Cell]:
    yield from _of_lines(table, hidden)
    yield from _of_bridges(table, hidden)


def _of_lines(table: Mapping[Cell, Weights], hidden: set[Cell]) -> Iterator[Cell]:
    """A row or column tells the sum of what it hides: that is two cells at least, and not a small number."""
    lines = defaultdict[_Line, list[Cell]](list)
    for cell in table:
        lines["row", cell[0]].append(cell)
        lines["column", cell[1]].append(cell)
    for cells in lines.values():
        if len(cells) == 1:
            continue  # its total is the cell itself
        away = [cell for cell in cells if cell in hidden]
        sums = tuple(map(sum, zip(*(table[cell] for cell in away), strict=True)))
        if away and (len(away) < 2 or is_small(sums)):
            yield from _smallest(table, [cell for cell in cells if cell not in hidden])


def _of_bridges(table: Mapping[Cell, Weights], hidden: set[Cell]) -> Iterator[Cell]:
    """A hidden cell is solved by the totals exactly where it alone joins two parts of the graph of hidden cells."""
    if any(len({cell[side] for cell in table}) == 1 for side in (0, 1)):
        return
    for cell in sorted(hidden, key=repr):
        if not is_small(table[cell]):
            continue
        part = _reached(("row", cell[0]), hidden - {cell})
        if ("column", cell[1]) in part:
            continue
        across = [
            other
            for other in table
            if other not in hidden and (("row", other[0]) in part) != (("column", other[1]) in part)
        ]
        yield from _smallest(table, across)


def _reached(start: _Line, hidden: set[Cell]) -> set[_Line]:
    beside = defaultdict[_Line, list[_Line]](list)
    for row, column in hidden:
        beside["row", row].append(("column", column))
        beside["column", column].append(("row", row))
    part, waiting = {start}, [start]
    while waiting:
        for line in beside[waiting.pop()]:
            if line not in part:
                part.add(line)
                waiting.append(line)
    return part


def _smallest(table: Mapping[Cell, Weights], cells: list[Cell]) -> list[Cell]:
    return sorted(cells, key=lambda cell: (sum(table[cell]), repr(cell)))[:1]
