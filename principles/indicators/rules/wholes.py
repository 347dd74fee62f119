"""Two lines of which one counts some of the people of the other: nobody learns who the rest are (RULES 6).

Whoever reads both can take the one from the other. So the rest is judged as if it were published beside them: all
three are equations of one system, and of the part those sums are hidden that help to solve a small number.
"""

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import TypeAlias

from journeys.domain.calendar.clock import half_year_of
from principles.indicators.rules.disclosure import Parts, safe
from principles.indicators.rules.publication import (
    BY_HALF,
    BY_MONTH,
    Group,
    Key,
    Published,
    Sums,
    has_small_side,
)
from principles.indicators.rules.suppression import FEWEST

# Whose sum: the part's, its whole's, that of the rest, or of all whom the part does not count; lines apart by number.
_PART, _WHOLE, _REST, _OTHERS = "part", "whole", "rest", "others"
_Name: TypeAlias = tuple[Hashable, Key]
_Place: TypeAlias = tuple[Hashable, ...]
# A line of the same whole with none of the part's people: what it told, and its groups.
Apart: TypeAlias = tuple[Published, Sequence[Group]]


def beside_whole(
    found: Published,
    *,
    whole: Published,
    groups: Sequence[Group],
    of_whole: Sequence[Group],
    alike: bool = False,
    beside: Published | None = None,
    apart: Sequence[Apart] = (),
) -> dict[Key, Sums]:
    """A period's cells of a line whose people are some of those of `whole`, without what tells a small rest.

    `alike` where both ask the same of them: then the rest has met and missed ones as well. `beside` are the line's own
    months that are told already, where `found` are its matrices; `apart` the lines that told of some of the rest.
    """
    told = beside or {}
    sums: dict[_Name, Sums] = {(_PART, key): each for key, each in {**told, **found}.items()}
    sums |= {(_WHOLE, key): each for key, each in whole.items()}
    sums |= {(number, key): each for number, (other, _) in enumerate(apart) for key, each in other.items()}
    fixed = frozenset(name for name in sums if name[0] != _PART or name[1] in told)
    numbers, shares = _safe(sums, groups, of_whole, fixed=fixed, alike=alike, apart=[own for _, own in apart])
    return _shown(found, _PART, numbers, shares)


def beside_part(
    found: Published,
    *,
    part: Published,
    groups: Sequence[Group],
    of_part: Sequence[Group],
    beside: Published | None = None,
) -> dict[Key, Sums]:
    """A period's cells of a line that counts everybody whom `part` counts, and others: here the whole gives way.

    `beside` are the line's own months that are told already, where `found` are its matrices.
    """
    told = beside or {}
    sums: dict[_Name, Sums] = {(_WHOLE, key): each for key, each in {**told, **found}.items()}
    sums |= {(_PART, key): each for key, each in part.items()}
    fixed = frozenset(name for name in sums if name[0] == _PART or name[1] in told)
    numbers, shares = _safe(sums, of_part, groups, fixed=fixed)
    return _shown(found, _WHOLE, numbers, shares)


def before_parts(
    found: Published,
    *,
    groups: Sequence[Group],
    of_part: Sequence[Group],
    alike: bool = False,
    apart: Sequence[Apart] = (),
) -> dict[Key, Sums]:
    """A month's cells of a line without what they tell by themselves of a part that is published after it.

    Where a place holds nobody of the part, or none but its people, its sums are the other's: a part that comes later
    could not hide what they tell of it.
    """
    sums: dict[_Name, Sums] = {(_WHOLE, key): each for key, each in found.items()}
    sums |= {(_PART, key): each for key, each in unshown(of_part).items()}
    sums |= {(number, key): each for number, (_, own) in enumerate(apart) for key, each in unshown(own).items()}
    lots = [own for _, own in apart]
    numbers, shares = _safe(sums, of_part, groups, fixed=frozenset(), alike=alike, apart=lots)
    return _shown(found, _WHOLE, numbers, shares)


def _shown(
    found: Published, side: Hashable, numbers: frozenset[Hashable], shares: frozenset[Hashable]
) -> dict[Key, Sums]:
    return {
        key: replace(each, shown=(side, key) in numbers, share_shown=(side, key) in shares)
        for key, each in found.items()
    }


def _safe(
    sums: dict[_Name, Sums],
    groups: Sequence[Group],
    of_whole: Sequence[Group],
    *,
    fixed: frozenset[Hashable],
    alike: bool = False,
    apart: Sequence[Sequence[Group]] = (),
) -> tuple[frozenset[Hashable], frozenset[Hashable]]:
    """Of a part's, its whole's and the rest's sums those whose number may stay, and those whose share may."""
    others = _rest(groups, of_whole)
    rest = _rest([group for own in apart for group in own], others) if apart else others
    sums = sums | {(_REST, key): each for key, each in unshown(rest).items()}
    if apart:
        sums |= {(_OTHERS, key): each for key, each in unshown(others).items()}
    cells = _cells(sums, {_PART: groups, _REST: rest, **dict(enumerate(apart))})
    size: dict[Hashable, int] = {name: each.number for name, each in sums.items()}
    numbers = safe(
        cells,
        shown=[name for name, each in sums.items() if each.shown],
        small=[name for name, each in sums.items() if 0 < each.number < FEWEST],
        size=size,
        fixed=fixed,
    )
    shares = frozenset[Hashable](name for name in numbers if sums[name].share_shown)  # type: ignore[index]
    if alike:
        shares = safe(
            cells,
            shown=[name for name, each in sums.items() if each.share_shown and name in numbers],
            small=[name for name, each in sums.items() if has_small_side(each)],
            size=size,
            fixed=fixed,
        )
    return numbers, shares


def _place(group: Group) -> _Place:
    return group.month, group.hospital, group.municipality, group.area, group.ward, group.speciality, group.age


def _rest(groups: Iterable[Group], of_whole: Iterable[Group]) -> list[Group]:
    """Whoever the whole counts and the part does not."""
    number, met, one = Counter[_Place](), Counter[_Place](), dict[_Place, Group]()
    for sign, own in ((1, of_whole), (-1, groups)):
        for group in own:
            place = _place(group)
            number[place] += sign * group.number
            met[place] += sign * group.numerator
            one[place] = group
    return [
        replace(one[place], number=left, numerator=min(max(met[place], 0), left), amount=0.0, values=())
        for place, left in number.items()
        if left > 0
    ]


def unshown(groups: Iterable[Group]) -> Published:
    """The cells of people of whom nothing is published, at least not yet: subtraction may give them."""
    number, met = Counter[Key](), Counter[Key]()
    for group in groups:
        for key in _keys(group):
            number[key] += group.number
            met[key] += group.numerator
    return {key: Sums(each, met[key], 0.0) for key, each in number.items()}


def _keys(group: Group) -> list[Key]:
    """Of its month."""
    return [(cut, of(group), group.month) for cut, of in BY_MONTH.items()]


def _all_keys(group: Group) -> list[Key]:
    """Of its month and of its half-year."""
    half = half_year_of(group.month) if isinstance(group.month, date) else group.month
    return [*_keys(group), *((cut, of(group), half) for cut, of in BY_HALF.items())]


def _cells(names: Mapping[_Name, Sums], lots: Mapping[Hashable, Iterable[Group]]) -> Mapping[Hashable, Parts]:
    """Each sum by its unknowns; groups that every sum adds up alike are one."""
    cells: dict[Hashable, dict[int, int]] = {name: {} for name in names}
    numbers = dict[tuple[_Name, ...], int]()
    for side, own in lots.items():
        sums = (side, _WHOLE) if side == _PART else (side, _WHOLE, _OTHERS)
        for group in own:
            if not group.number:
                continue
            held = tuple((of, key) for key in _all_keys(group) for of in sums if (of, key) in cells)
            number = numbers.setdefault(held, len(numbers))
            for name in held:
                cells[name][number] = 1
    return cells
