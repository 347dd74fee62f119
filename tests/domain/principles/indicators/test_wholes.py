"""RULES 6: of two lines side by side nobody takes the one from the other and learns a number of one to four."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from random import Random

import pytest

from principles.indicators.rules.publication import (
    BY_MONTH,
    Cut,
    Group,
    Key,
    Published,
    Sums,
    beside_base,
    publish_half,
    publish_month,
)
from principles.indicators.rules.registry import LINES
from principles.indicators.rules.wholes import beside_whole
from tests.domain.principles.indicators.test_publication import HALF, MONTHS, Solver, atoms, of_hospitals, region


def two_lines(seed: int) -> tuple[list[Group], list[Group]]:
    """A whole, and a part of it: most groups of both are the same, some lack a few (K20 and K4; K10 and K10.strict)."""
    random = Random(seed)
    whole = [group for group in region(seed) if group.month == HALF]
    part = []
    for group in whole:
        left_met = random.choice((0, 0, 0, min(1, group.numerator), group.numerator))
        left_missed = random.choice((0, 0, 0, min(2, group.number - group.numerator)))
        number = group.number - left_met - left_missed
        part.append(replace(group, number=number, numerator=group.numerator - left_met))
    return part, whole


def rest_of(part: list[Group], whole: list[Group]) -> list[Group]:
    return [
        replace(all_, number=all_.number - own.number, numerator=all_.numerator - own.numerator)
        for own, all_ in zip(part, whole, strict=True)
    ]


def cells_of(groups: list[Group]) -> Mapping[Key, tuple[int, int]]:
    number, met = Counter[Key](), Counter[Key]()
    for group in groups:
        for cut, of in BY_MONTH.items():
            number[cut, of(group), HALF] += group.number
            met[cut, of(group), HALF] += group.numerator
    return {key: (number[key], met[key]) for key in number}


def small(cells: Mapping[Key, tuple[int, int]], *, shares: bool) -> list[Key]:
    sides = {key: (met, number - met) if shares else (number,) for key, (number, met) in cells.items()}
    return [key for key, own in sides.items() if any(0 < side < 5 for side in own)]


def subtracted(
    part: list[Group], whole: list[Group], told_part: Published, told_whole: Published, *, shares: bool
) -> list[tuple[str, Key]]:
    """All small cells of part, whole and rest that the told sums of both give away together."""
    rest = rest_of(part, whole)

    def atoms(key: Key, *lots: list[Group]) -> dict[int, int]:
        named = {id(part): 0, id(rest): 1000}
        return {
            named[id(lot)] + place: 1
            for lot in lots
            for place, group in enumerate(lot)
            if group.number and BY_MONTH[key[0]](group) == key[1]
        }

    told = [atoms(key, part) for key, cell in told_part.items() if (cell.share_shown if shares else cell.shown)]
    told += [atoms(key, part, rest) for key, cell in told_whole.items() if (cell.share_shown if shares else cell.shown)]
    solver = Solver(told)
    lots = {"part": (part,), "rest": (rest,), "whole": (part, rest)}
    cells = {"part": cells_of(part), "rest": cells_of(rest), "whole": cells_of(whole)}
    return [
        (name, key)
        for name, own in cells.items()
        for key in small(own, shares=shares)
        if (row := atoms(key, *lots[name])) and solver.solves(row)
    ]


@pytest.mark.parametrize("shares", [False, True], ids=["numbers", "shares"])
def test_no_small_rest_can_be_worked_out(shares: bool) -> None:
    careless = 0
    for seed in range(3):
        part, whole = two_lines(seed)
        told_whole, told_part = publish_month(whole, HALF), publish_month(part, HALF)
        found = beside_whole(told_part, whole=told_whole, groups=part, of_whole=whole, alike=shares)
        careless += len(subtracted(part, whole, told_part, told_whole, shares=shares))
        assert subtracted(part, whole, found, told_whole, shares=shares) == [], seed
        assert not [key for key, cell in found.items() if cell.shown > told_part[key].shown]
        assert not [
            key for key, cell in found.items() if cell.share_shown > (cell.shown and told_part[key].share_shown)
        ]
        assert any(cell.shown for cell in found.values())
    assert careless


def test_by_hand_three_who_stayed_a_day_are_not_thirty_less_twenty_seven() -> None:
    """Viborg: 30 agreed upon, 27 of them longer than a day. Randers: all 20. Horsens: 15 of 40."""
    whole = of_hospitals({"Viborg": (30, 20), "Randers": (20, 10), "Horsens": (40, 20)})
    part = of_hospitals({"Viborg": (27, 20), "Randers": (20, 10), "Horsens": (15, 10)})
    told = publish_month(part, HALF)
    found = beside_whole(told, whole=publish_month(whole, HALF), groups=part, of_whole=whole)
    hospitals = {unit for cut, unit, _ in found if cut is Cut.HOSPITAL and told[cut, unit, HALF].shown}
    assert hospitals == {"Viborg", "Randers", "Horsens"}
    assert not found[Cut.HOSPITAL, "Viborg", HALF].shown
    # The region less both others would be Viborg's 27.
    left = [key for key in found if key[0] in (Cut.REGION, Cut.HOSPITAL) and found[key].shown]
    assert (Cut.REGION, None, HALF) in left
    assert len(left) == 2


def test_a_part_that_is_the_whole_loses_nothing() -> None:
    whole = [group for group in region(1) if group.month == HALF]
    told = publish_month(whole, HALF)
    assert beside_whole(told, whole=told, groups=whole, of_whole=whole, alike=True) == told


def test_a_part_comes_after_its_whole() -> None:
    parts = {line.key: line.part_of for line in LINES.values() if line.part_of}
    assert {"K4": "K20", "K10.strict": "K10", "K9": "K28"}.items() <= parts.items()
    assert all(whole in LINES and whole < key for key, whole in parts.items())


def test_by_hand_a_matrix_of_those_who_were_met_is_no_way_around_a_hidden_month() -> None:
    """Two of January's 20 in Viborg were not agreed; the half-year's 68 less five months of ten would be its 18."""
    base = [
        replace(group, month=month)
        for month in MONTHS
        for group in of_hospitals({"Viborg": (20, 18 if month == HALF else 10), "Randers": (20, 10)})
    ]
    own = [replace(group, number=group.numerator, numerator=group.numerator) for group in base]
    whole, part = dict[Key, Sums](), dict[Key, Sums]()
    for month in MONTHS:
        of_month = [group for group in base if group.month == month]
        told = publish_month(of_month, month)
        found = publish_month([group for group in own if group.month == month], month)
        whole |= told
        part |= beside_base(found, base=told, groups=of_month, misses=False)
    assert not part[Cut.HOSPITAL, "Viborg", HALF].shown
    shown = [key for key, cell in part.items() if cell.shown]
    alone = publish_half(own, HALF, months=part)
    beside = beside_base(alone, base=whole, groups=base, misses=False, told=shown)
    for matrices, solves in ((alone, True), (beside, False)):
        rows = [*shown, *(key for key, cell in matrices.items() if cell.shown)]
        rows += [key for key, cell in whole.items() if cell.share_shown]
        january = atoms((Cut.HOSPITAL, "Viborg", HALF), base)
        assert Solver([atoms(key, base) for key in rows]).solves(january) is solves
