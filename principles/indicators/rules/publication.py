"""What is published of one line: a fixed list of cuts, decided once for everybody and kept (RULES 6).

By month: the region, each area, hospital and municipality; region and area by speciality and by age. By half-year:
hospital × municipality, ward × municipality. Nothing else is ever added up. First each table hides what its own totals
would tell; then equations over all tables together are solved, and what they tell is hidden as well.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from enum import StrEnum
from statistics import median
from typing import Any, TypeAlias

from journeys.domain.calendar.clock import half_year_of, next_month
from principles.indicators.rules.bounds import bounds_told
from principles.indicators.rules.disclosure import Parts, safe
from principles.indicators.rules.suppression import FEWEST, Cell, Weights, withheld


class Cut(StrEnum):
    """By what is divided."""

    REGION = "region"
    AREA = "area"
    HOSPITAL = "hospital"
    MUNICIPALITY = "municipality"
    REGION_SPECIALITY = "region_speciality"
    AREA_SPECIALITY = "area_speciality"
    REGION_AGE = "region_age"
    AREA_AGE = "area_age"
    MATRIX = "matrix"
    WARDS = "wards"


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """The smallest stored sums; None and an empty group are not known. Areas as of the day."""

    # Or another column in which groups are added up.
    month: Hashable
    hospital: Hashable
    municipality: Hashable
    area: Hashable
    number: int
    numerator: int
    amount: float = 0.0
    ward: Hashable = None
    speciality: str = ""
    age: str = ""
    # Of which the median is taken.
    values: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Sums:
    """What a cell holds, and how much of it may be shown."""

    number: int
    numerator: int
    amount: float
    # The number may be shown (and with it sum and median); the share may be shown as well.
    shown: bool = False
    share_shown: bool = False
    median: float | None = None
    # Of a share that is hidden: whether it may be told that it is at least, or at most, so much.
    bound_shown: bool = False


# As they are stored, each in a column of its own name.
SUMS = tuple(field.name for field in fields(Sums))

# A cut, what it is divided by, and the month or the half-year's first month.
Key: TypeAlias = tuple[Cut, Hashable, Hashable]
Published: TypeAlias = Mapping[Key, Sums]
_Divider: TypeAlias = Callable[[Group], Any]
_SIMPLE: Mapping[Cut, _Divider] = {
    Cut.REGION: lambda group: None,
    Cut.AREA: lambda group: group.area,
    Cut.HOSPITAL: lambda group: group.hospital,
    Cut.MUNICIPALITY: lambda group: group.municipality,
}
BY_MONTH: Mapping[Cut, _Divider] = {
    **_SIMPLE,
    Cut.REGION_SPECIALITY: lambda group: (None, group.speciality),
    Cut.AREA_SPECIALITY: lambda group: (group.area, group.speciality),
    Cut.REGION_AGE: lambda group: (None, group.age),
    Cut.AREA_AGE: lambda group: (group.area, group.age),
}
BY_HALF: Mapping[Cut, _Divider] = {
    Cut.MATRIX: lambda group: (group.hospital, group.municipality),
    Cut.WARDS: lambda group: (group.ward, group.municipality),
}


def is_closed(month: date, today: date) -> bool:
    """A month's figures are taken on the 10th of the next one (timestamp rule T)."""
    return today >= next_month(month).replace(day=10)


def taken_on(day: date) -> date:
    """The 10th on which something that counts from a day is first taken."""
    return day.replace(day=10) if day.day <= 10 else next_month(day.replace(day=1)).replace(day=10)


def months_of_half(first: date) -> tuple[date, ...]:
    """The six months of a half-year."""
    months = [first]
    while len(months) < 6:
        months.append(next_month(months[-1]))
    return tuple(months)


def publish_month(groups: Sequence[Group], month: date, *, before: Published | None = None) -> dict[Key, Sums]:
    """Every cell of one month. What was hidden `before`, when the month was first told, stays hidden."""
    found = by_column(groups, [month])
    for cut in (Cut.AREA_SPECIALITY, Cut.AREA_AGE, Cut.REGION_SPECIALITY, Cut.REGION_AGE):
        found |= {(cut, cell, month): sums for cell, sums in _table(groups, BY_MONTH[cut]).items()}
    return _decided(found, groups, dividers=BY_MONTH, before=before or {})


def beside_base(
    found: Published, *, base: Published, groups: Sequence[Group], misses: bool, told: Iterable[Key] = ()
) -> dict[Key, Sums]:
    """A period's cells of a line whose people are those that its `base` met, or (`misses`) misses as well.

    Each such number is one more sum of what the base may hide: those stay that help to solve no small side of it. A
    line that misses the same people is told with its share or not at all: number and misses make the share. `told` are
    the cells of which other lines have told that already.
    """
    sums: dict[tuple[bool, Key], Sums] = {(True, key): each for key, each in base.items()}
    sums |= {(False, key): each for key, each in found.items()}
    parts = _parts({key for _, key in sums}, groups, {**BY_MONTH, **BY_HALF})
    fixed = frozenset[Hashable](name for name, each in sums.items() if name[0] and each.share_shown)
    fixed |= {(True, key) for key in told if key in base}
    own = {(False, key) for key, each in found.items() if (each.share_shown if misses else each.shown)}
    left = safe(
        {name: parts[name[1]] for name in sums},
        shown=[*fixed, *own],
        small=[name for name, each in sums.items() if name[0] and has_small_side(each)],
        size={name: each.number for name, each in sums.items()},
        fixed=fixed,
    )
    return {
        key: replace(each, shown=(False, key) in left, share_shown=each.share_shown and (False, key) in left)
        for key, each in found.items()
    }


def with_bounds(
    found: Published, *, groups: Sequence[Group], told_by: Iterable[Published] = (), before: Published | None = None
) -> dict[Key, Sums]:
    """A month's cells with the bounds that may be told of hidden shares, beside lines that tell who was met."""
    numbers = dict[int, list[Group]]()
    cells = _parts(found, groups, BY_MONTH, numbers)
    sides: dict[Hashable, tuple[int, int]] = {key: (sums.number, sums.numerator) for key, sums in found.items()}
    sides |= {part: (sum(g.number for g in own), sum(g.numerator for g in own)) for part, own in numbers.items()}
    exact = {key for key, sums in found.items() if sums.share_shown}
    exact |= {key for other in told_by for key, sums in other.items() if sums.shown and key in cells}
    hidden = {key for key, sums in found.items() if sums.shown and key not in exact and _may(key, before)}
    # Speciality and age divide each other's cells: there a bound proves more, and is never told.
    hidden = {key for key in hidden if key[0] in _SIMPLE}
    traits = {part: _traits(own[0]) for part, own in numbers.items()}
    told = bounds_told(cells, sides, traits=traits, exact=exact, hidden=hidden)
    return {key: replace(sums, bound_shown=key in told) for key, sums in found.items()}


def _traits(group: Group) -> tuple[Hashable, ...]:
    return group.hospital, (group.municipality, group.area), group.speciality, group.age


def _may(key: Key, before: Published | None) -> bool:
    """Decided once: a bound that was not told is not told by a correction."""
    return before is None or key not in before or before[key].bound_shown


def publish_half(
    groups: Sequence[Group],
    half: date,
    *,
    months: Published,
    before: Published | None = None,
    told: Iterable[Key] = (),
) -> dict[Key, Sums]:
    """The two matrices of a half-year that is over, beside what was already told of its `months`.

    Of the cells in `told` other lines say how many were met.
    """
    found = dict[Key, Sums]()
    for cut, of in BY_HALF.items():
        found |= {(cut, cell, half): sums for cell, sums in _table(groups, of).items()}
    return _decided(found, groups, dividers=BY_HALF, before=before or {}, beside=months, told=told)


_Hidden: TypeAlias = tuple[frozenset[Cell], frozenset[Cell]]
_NOTHING: _Hidden = (frozenset(), frozenset())
_Totals: TypeAlias = Mapping[Cell, tuple[int, int, float, tuple[float, ...]]]


def by_column(groups: Sequence[Group], months: Sequence[Hashable]) -> dict[Key, Sums]:
    """The simple cuts of groups that lie in the same columns: months, or what is waited for just now."""
    cells = {
        cut: _added(groups, lambda group, of=of: (of(group), group.month))  # type: ignore[misc]
        for cut, of in _SIMPLE.items()
    }
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


def _table(groups: Sequence[Group], cell_of: _Divider) -> dict[Cell, Sums]:
    """A table of two dimensions, hidden as if its totals were known."""
    totals = _added(groups, cell_of)
    away = _hidden(totals, sorted({cell[1] for cell in totals}, key=repr))
    return {cell: _sums(totals, cell, away) for cell in totals}


def _decided(
    found: Mapping[Key, Sums],
    groups: Iterable[Group],
    *,
    dividers: Mapping[Cut, _Divider],
    before: Published,
    beside: Published | None = None,
    told: Iterable[Key] = (),
) -> dict[Key, Sums]:
    """What stays shown when everything published is solved together: first numbers, then shares."""
    months = beside or {}
    kept = {key: _as_before(sums, before.get(key)) for key, sums in found.items()}
    everything = {**months, **kept}
    parts, fixed = _parts(everything, groups, dividers if not months else {**BY_MONTH, **dividers}), frozenset(months)
    size: dict[Hashable, int] = {key: sums.number for key, sums in everything.items()}
    numbers = safe(
        parts,
        shown=[key for key, sums in everything.items() if sums.shown],
        small=[key for key, sums in everything.items() if 0 < sums.number < FEWEST],
        size=size,
        fixed=fixed,
    )
    shares = safe(
        parts,
        shown={
            *(key for key, sums in everything.items() if sums.share_shown and key in numbers),
            *(key for key in told if key in months),
        },
        small=[key for key, sums in everything.items() if has_small_side(sums)],
        size=size,
        fixed=fixed,
    )
    return {key: replace(kept[key], shown=key in numbers, share_shown=key in shares) for key in kept}


def _as_before(sums: Sums, before: Sums | None) -> Sums:
    """Decided once: what was hidden is not told by a correction."""
    if before is None:
        return sums
    return replace(sums, shown=sums.shown and before.shown, share_shown=sums.share_shown and before.share_shown)


def has_small_side(sums: Sums) -> bool:
    """Whether one to four were met, or were not."""
    return any(0 < side < FEWEST for side in (sums.numerator, sums.number - sums.numerator))


def _parts(
    keys: Iterable[Key],
    groups: Iterable[Group],
    dividers: Mapping[Cut, _Divider],
    held: dict[int, list[Group]] | None = None,
) -> Mapping[Hashable, Parts]:
    """Groups that every cell adds up alike are one unknown, and come into `held`; what holds no journey is none."""
    cells: dict[Hashable, dict[int, int]] = {key: {} for key in keys}
    numbers = dict[tuple[Key, ...], int]()
    for group in groups:
        if not group.number:
            continue
        when = group.month
        half = half_year_of(when) if isinstance(when, date) else when
        own = tuple(
            key for cut, of in dividers.items() if (key := (cut, of(group), half if cut in BY_HALF else when)) in cells
        )
        number = numbers.setdefault(own, len(numbers))
        for key in own:
            cells[key][number] = 1
        if held is not None:
            held.setdefault(number, []).append(group)
    return cells


def _added(groups: Sequence[Group], cell_of: Callable[[Group], Cell]) -> _Totals:
    number, numerator, amount = Counter[Cell](), Counter[Cell](), defaultdict[Cell, float](float)
    values = defaultdict[Cell, list[float]](list)
    for group in groups:
        cell = cell_of(group)
        number[cell] += group.number
        numerator[cell] += group.numerator
        amount[cell] += group.amount
        values[cell] += group.values
    return {cell: (number[cell], numerator[cell], amount[cell], tuple(values[cell])) for cell in number}


def _hidden(totals: _Totals, columns: Sequence[Hashable], *, below: _Hidden = _NOTHING, of: Hashable = None) -> _Hidden:
    """By number, and by those with and without.

    A total that is hidden `below` which this table lies must not be the sum of what it shows: the largest row is hidden
    in all those months, so that no combination of rows tells one of them from the others.
    """
    rows = dict.fromkeys(row for row, _ in totals)
    full = {(row, column): totals.get((row, column), (0, 0, 0.0, ())) for row in rows for column in columns}
    numbers: dict[Cell, Weights] = {cell: (number,) for cell, (number, *_) in full.items()}
    sides: dict[Cell, Weights] = {cell: (with_, number - with_) for cell, (number, with_, *_) in full.items()}
    largest = max(rows, key=lambda row: (sum(numbers[row, column][0] for column in columns), repr(row)), default=None)
    forced = [[(largest, month) for unit, month in away if unit == of] for away in below]
    return withheld(numbers, forced=forced[0]), withheld(sides, forced=forced[1])


def _hidden_in_areas(groups: Sequence[Group], months: Sequence[Hashable], *, below: _Hidden) -> _Hidden:
    """Municipalities add up to their area; one that moved in the month is shown where both parts could be."""
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
    number, numerator, amount, values = totals[cell]
    middle = median(values) if values else None
    return Sums(number, numerator, round(amount, 6), shown, shown and cell not in hidden[1], middle)
