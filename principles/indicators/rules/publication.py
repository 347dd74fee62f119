"""What is published of one line: fixed cuts, decided once for everybody, by half-years that do not overlap (RULES 6).

Published by month: the region, each area, each hospital, each municipality. By half-year: hospital × municipality.
Every other cut is a sum of these. Each table is judged as if its totals were known, and the tables share nothing but
totals: what one of them hides, the others cannot give away.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypeAlias

from journeys.domain.calendar.clock import next_month
from principles.indicators.rules.suppression import Cell, Weights, withheld


class Cut(StrEnum):
    """By what is divided."""

    REGION = "region"
    AREA = "area"
    HOSPITAL = "hospital"
    MUNICIPALITY = "municipality"
    MATRIX = "matrix"


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """The smallest stored sums: one month, hospital and municipality; None is not known. Areas as of the day."""

    # Or another column in which groups are added up.
    month: Hashable
    hospital: Hashable
    municipality: Hashable
    area: Hashable
    number: int
    numerator: int
    amount: float = 0.0


@dataclass(frozen=True, slots=True)
class Sums:
    """What a cell holds, and how much of it may be shown."""

    number: int
    numerator: int
    amount: float
    # The number may be shown (and with it sum and median); the share may be shown as well.
    shown: bool = False
    share_shown: bool = False


# A cut, what it is divided by, and the month or the half-year's first month.
Key: TypeAlias = tuple[Cut, Hashable, Hashable]


def half_year_of(month: date) -> date:
    """The first day of January or July."""
    return month.replace(month=1 if month.month < 7 else 7, day=1)


def is_closed(month: date, today: date) -> bool:
    """A month's figures are taken on the 10th of the next one (timestamp rule T)."""
    return today >= next_month(month).replace(day=10)


def months_of_half(first: date) -> tuple[date, ...]:
    """The six months of a half-year."""
    months = [first]
    while len(months) < 6:
        months.append(next_month(months[-1]))
    return tuple(months)


def publish(groups: Iterable[Group], *, months: Sequence[date]) -> Mapping[Key, Sums]:
    """Every cell of the cuts; `months` are those that are closed. A matrix needs all six months of its half-year."""
    known, found = set(months), dict[Key, Sums]()
    halves = defaultdict[date, list[Group]](list)
    for group in groups:
        if isinstance(group.month, date) and group.month in known:
            halves[half_year_of(group.month)].append(group)
    for half, own in sorted(halves.items()):
        closed = [month for month in months_of_half(half) if month in known]
        found |= _of_half(half, own, closed)
    return found


_Hidden: TypeAlias = tuple[frozenset[Cell], frozenset[Cell]]
_NOTHING: _Hidden = (frozenset(), frozenset())
_Totals: TypeAlias = Mapping[Cell, tuple[int, int, float]]


def _of_half(half: date, groups: Sequence[Group], months: Sequence[date]) -> dict[Key, Sums]:
    found = by_column(groups, months)
    if len(months) == 6:
        matrix = _added(groups, lambda group: (group.hospital, group.municipality))
        away = _hidden(matrix, sorted({group.municipality for group in groups}, key=repr))
        found |= {(Cut.MATRIX, cell, half): _sums(matrix, cell, away) for cell in matrix}
    return found


def by_column(groups: Sequence[Group], months: Sequence[Hashable]) -> dict[Key, Sums]:
    """The cuts of groups that lie in the same columns: months, or what is waited for just now."""
    cells = {Cut.REGION: _added(groups, lambda group: (None, group.month))}
    cells[Cut.AREA] = _added(groups, lambda group: (group.area, group.month))
    cells[Cut.HOSPITAL] = _added(groups, lambda group: (group.hospital, group.month))
    cells[Cut.MUNICIPALITY] = _added(groups, lambda group: (group.municipality, group.month))
    region = _hidden(cells[Cut.REGION], months)
    hidden = {cut: _hidden(cells[cut], months, below=region) for cut in (Cut.AREA, Cut.HOSPITAL)}
    hidden |= {Cut.REGION: region, Cut.MUNICIPALITY: _hidden_in_areas(groups, months, below=hidden[Cut.AREA])}
    return {
        (cut, unit, month): _sums(totals, (unit, month), hidden[cut])
        for cut, totals in cells.items()
        for unit in dict.fromkeys(unit for unit, _ in totals)
        for month in months
        if (unit, month) in totals
    }


def _added(groups: Sequence[Group], cell_of: Callable[[Group], Cell]) -> _Totals:
    number, numerator, amount = Counter[Cell](), Counter[Cell](), defaultdict[Cell, float](float)
    for group in groups:
        cell = cell_of(group)
        number[cell] += group.number
        numerator[cell] += group.numerator
        amount[cell] += group.amount
    return {cell: (number[cell], numerator[cell], amount[cell]) for cell in number}


def _hidden(totals: _Totals, columns: Sequence[Hashable], *, below: _Hidden = _NOTHING, of: Hashable = None) -> _Hidden:
    """By number, and by those with and without.

    A total that is hidden `below` which this table lies must not be the sum of what it shows: the largest row is hidden
    in all those months, so that no combination of rows tells one of them from the others.
    """
    rows = dict.fromkeys(row for row, _ in totals)
    full = {(row, column): totals.get((row, column), (0, 0, 0.0)) for row in rows for column in columns}
    numbers: dict[Cell, Weights] = {cell: (number,) for cell, (number, _, _) in full.items()}
    sides: dict[Cell, Weights] = {cell: (with_, number - with_) for cell, (number, with_, _) in full.items()}
    largest = max(rows, key=lambda row: (sum(numbers[row, column][0] for column in columns), repr(row)), default=None)
    forced = [[(largest, month) for unit, month in away if unit == of] for away in below]
    return withheld(numbers, forced=forced[0]), withheld(sides, forced=forced[1])


def _hidden_in_areas(groups: Sequence[Group], months: Sequence[Hashable], *, below: _Hidden) -> _Hidden:
    """Municipalities add up to their area; one that moved in the half-year is shown where both parts could be."""
    areas = defaultdict[Hashable, list[Group]](list)
    for group in groups:
        areas[group.area].append(group)
    parts = [
        _hidden(_added(own, lambda group: (group.municipality, group.month)), months, below=below, of=area)
        for area, own in sorted(areas.items(), key=lambda each: repr(each[0]))
    ]
    return frozenset().union(*(part[0] for part in parts)), frozenset().union(*(part[1] for part in parts))


def _sums(totals: _Totals, cell: Cell, hidden: _Hidden) -> Sums:
    shown = cell not in hidden[0]
    return Sums(*totals[cell], shown=shown, share_shown=shown and cell not in hidden[1])
