"""RULES 6: of two lines side by side nobody takes the one from the other and learns a number of one to four."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from random import Random
from typing import Any

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
from principles.indicators.rules.registry import LINES, publishing_order, wholes_of
from principles.indicators.rules.together import publish_lines
from principles.indicators.rules.wholes import beside_part, beside_whole
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
    parts = {(line.key, whole) for line in LINES.values() for whole in line.part_of}
    assert {("K4", "K20"), ("K10.strict", "K10"), ("K9", "K28"), ("K7", "K20")} <= parts
    assert all(publishing_order(whole) < publishing_order(key) for key, whole in parts)
    yielding = {(part, line.key) for line in LINES.values() for part in line.whole_of}
    # Whoever is counted by discharges is one of all who were discharged.
    some = ("K5", "K6", "K10", "K11", "K13", "K14", "K14.psychiatric", "K20", "K26")
    every = {(key, whole) for key in some for whole in ("K16", "K17", "K28.order")}
    assert every <= yielding
    assert all(publishing_order(part) < publishing_order(key) for part, key in yielding)
    # Whose people are some of a part's are some of its whole's as well.
    assert {(key, above) for key, whole in parts for above in wholes_of(whole)} <= parts | yielding


def test_all_lines_of_a_month_together_tell_no_small_rest() -> None:
    """Of some places one or two had no practice, needed nothing of the municipality, or went home within a day."""
    careless = 0
    for seed in range(2):
        random, groups = Random(seed), dict[str, list[Group]]()
        groups["K17"] = groups["K16"] = [group for group in region(seed) if group.month == HALF]
        parts = [
            *((key, "K17") for key in ("K10", "K20", "K26", "K6", "K11", "K13", "K14")),
            ("K5", "K26"),
            ("K7", "K20"),
        ]
        for key, of in parts:
            groups[key] = [
                replace(group, number=group.number - (gone := random.choice((0, 0, 0, min(2, group.number)))),
                        numerator=min(group.numerator, group.number - gone))
                for group in groups[of]
            ]  # fmt: skip
        alone, told = {key: publish_month(own, HALF) for key, own in groups.items()}, dict[str, Published]()
        for key in sorted(groups, key=publishing_order):
            told[key] = alone[key]
            for whole in LINES[key].part_of:
                told[key] = beside_whole(told[key], whole=told[whole], groups=groups[key], of_whole=groups[whole])
            for part in {*LINES[key].whole_of} & {*groups}:
                told[key] = beside_part(told[key], part=told[part], groups=groups[key], of_part=groups[part])
        careless += len(differences(groups, alone))
        assert differences(groups, told) == [], seed
        assert all(any(cell.shown for cell in told[key].values()) for key in groups)
    assert careless


def differences(groups: Mapping[str, list[Group]], told: Mapping[str, Published]) -> list[tuple[str, str, Key]]:
    """One system of every published number of every line: each small difference of two that it solves.

    K16 and K17 count the same people, so that each number of one is a number of the other.
    """
    column = {key: 1000 * place for place, key in enumerate(sorted({*groups} - {"K16"}))} | {"K16": 0}
    column["K16"] = column["K17"]

    def row(line: str, key: Key, sign: int = 1) -> dict[int, int]:
        own = enumerate(groups[line])
        return {column[line] + place: sign for place, group in own if BY_MONTH[key[0]](group) == key[1]}

    published = [(line, key) for line, cells in told.items() for key, cell in cells.items() if cell.shown]
    solver = Solver([row(line, key) for line, key in published])
    sizes = {line: cells_of(own) for line, own in groups.items()}
    return [
        (part, whole, key)
        for part in groups
        for whole in wholes_of(part)
        if whole in groups
        for key, (number, _) in sizes[part].items()
        if 0 < sizes[whole][key][0] - number < 5 and solver.solves(row(whole, key) | row(part, key, -1))
    ]


def test_by_hand_a_matrix_of_two_houses_is_no_way_around_a_hidden_month() -> None:
    """January's 20 less 18: two were not somatic. The half-year's 118 less five months of 20 would be the 18."""
    whole = [replace(group, month=month) for month in MONTHS for group in of_hospitals({"Viborg": (20, 10)})]
    part = [replace(group, number=18 if group.month == HALF else 20) for group in whole]
    months, wholes = dict[Key, Sums](), dict[Key, Sums]()
    for month in MONTHS:
        own, all_ = ([group for group in lot if group.month == month] for lot in (part, whole))
        wholes |= (told := publish_month(all_, month))
        months |= beside_whole(publish_month(own, month), whole=told, groups=own, of_whole=all_)
    january = (Cut.HOSPITAL, "Viborg", HALF)
    assert not months[january].shown
    alone = publish_half(part, HALF, months=months)
    beside = beside_whole(alone, whole=wholes, groups=part, of_whole=whole, beside=months)
    for matrices, solves in ((alone, True), (beside, False)):
        rows = [key for cells in (months, matrices) for key, cell in cells.items() if cell.shown]
        assert Solver([atoms(key, part) for key in rows]).solves(atoms(january, part)) is solves


def test_by_hand_a_matrix_of_two_houses_tells_no_small_rest_of_a_part() -> None:
    """Of 74 there, 57 were registered; none of the 14 from Viborg K in Randers: the other three are all in Viborg."""
    numbers = {
        ("Viborg", "Viborg K"): (20, 20),
        ("Viborg", "Skive"): (20, 17),
        ("Randers", "Viborg K"): (14, 0),
        ("Randers", "Skive"): (14, 14),
        ("Randers", "Silkeborg"): (6, 6),
    }
    whole, part, rest = list[Group](), list[Group](), list[Group]()
    for (hospital, municipality), (number, some) in numbers.items():
        place: dict[str, Any] = {"month": HALF, "area": "Midt", "hospital": hospital, "municipality": municipality}
        for lot, many in ((whole, number), (part, some), (rest, number - some)):
            # Both lines miss the same.
            lot.append(Group(**place, number=many, numerator=many - (0 if lot is rest else some // 2)))
    told = publish_lines({("K7", ""): whole, ("K7.registered", ""): part}, HALF, before={})
    months, registered = told["K7", ""], told["K7.registered", ""]
    alone = publish_half(whole, HALF, months=months, told=[key for key, cell in registered.items() if cell.shown])
    beside = beside_part(alone, part=registered, groups=whole, of_part=part, beside=months)

    def row(key: Key, *lots: list[Group]) -> dict[int, int]:
        return {10 * (lot is rest) + place: 1 for lot in lots for place in atoms(key, lot)}

    for matrices, solves in ((alone, True), (beside, False)):
        rows = [row(key, part, rest) for cells in (months, matrices) for key, cell in cells.items() if cell.shown]
        rows += [row(key, part) for key, cell in registered.items() if cell.shown]
        assert Solver(rows).solves(row((Cut.HOSPITAL, "Viborg", HALF), rest)) is solves
    assert any(cell.shown for cell in beside.values())


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


def three_parts(seed: int) -> dict[str, list[Group]]:
    """Three that have nobody in common: with a plan, without one, not known; somatics, psychiatry."""
    random = Random(seed + 50)
    whole = [group for group in region(seed) if group.month == HALF]
    found: dict[str, list[Group]] = {"one": [], "two": [], "rest": []}
    for group in whole:
        met, missed = group.numerator, group.number - group.numerator
        for name in ("one", "two"):
            own_met, own_missed = (random.choice((0, side, max(side - 2, 0), side // 2)) for side in (met, missed))
            met, missed = met - own_met, missed - own_missed
            found[name].append(replace(group, number=own_met + own_missed, numerator=own_met))
        found["rest"].append(replace(group, number=met + missed, numerator=met))
    return found


def given_away(lots: Mapping[str, list[Group]], told: Mapping[str, Published], *, shares: bool) -> list[object]:
    """Every small cell of one, two, the rest or any sum of them that the told sums solve together."""
    column = {name: 1000 * place for place, name in enumerate(lots)}

    def row(names: tuple[str, ...], key: Key) -> dict[int, int]:
        return {
            column[name] + place: 1
            for name in names
            for place, group in enumerate(lots[name])
            if group.number and BY_MONTH[key[0]](group) == key[1]
        }

    of = {"one": ("one",), "two": ("two",), "whole": ("one", "two", "rest")}
    solver = Solver(
        [
            row(of[name], key)
            for name, cells in told.items()
            for key, cell in cells.items()
            if (cell.share_shown if shares else cell.shown)
        ]
    )
    sets = [*of.values(), ("rest",), ("one", "two"), ("one", "rest"), ("two", "rest")]
    return [
        (names, key)
        for names in sets
        for key in small(cells_of([group for name in names for group in lots[name]]), shares=shares)
        if (own := row(names, key)) and solver.solves(own)
    ]


@pytest.mark.parametrize("shares", [False, True], ids=["numbers", "shares"])
def test_two_parts_of_one_whole_tell_nothing_small_of_each_other(shares: bool) -> None:
    careless, left = 0, 0
    for seed in range(3):
        lots = three_parts(seed)
        whole = [
            replace(own, number=sum(lot[place].number for lot in lots.values()),
                    numerator=sum(lot[place].numerator for lot in lots.values()))
            for place, own in enumerate(lots["one"])
        ]  # fmt: skip
        told = {"whole": publish_month(whole, HALF)}
        for name, apart in (("one", []), ("two", ["one"])):
            told[name] = beside_whole(
                publish_month(lots[name], HALF),
                whole=told["whole"],
                groups=lots[name],
                of_whole=whole,
                alike=shares,
                apart=[(told[each], lots[each]) for each in apart],
            )
        alone = beside_whole(
            publish_month(lots["two"], HALF), whole=told["whole"], groups=lots["two"], of_whole=whole, alike=shares
        )
        careless += len(given_away(lots, {**told, "two": alone}, shares=shares))
        assert given_away(lots, told, shares=shares) == [], seed
        left += sum(cell.shown for cell in told["two"].values())
    assert careless
    assert left
