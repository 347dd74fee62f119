"""RULES 6: nobody can work out a cell of one to four from everything that is published."""

from collections import Counter, defaultdict
from collections.abc import Hashable
from dataclasses import replace
from datetime import date
from itertools import product
from random import Random
from typing import Any

import pytest

from journeys.domain.calendar.clock import half_year_of, next_month
from principles.indicators.rules import disclosure
from principles.indicators.rules.bounds import bound_of
from principles.indicators.rules.publication import (
    BY_HALF,
    BY_MONTH,
    Cut,
    Group,
    Key,
    Published,
    Sums,
    beside_base,
    is_closed,
    months_of_half,
    publish_half,
    publish_month,
    taken_on,
    with_bounds,
)
from principles.indicators.rules.registry import LINES, publishing_order
from principles.indicators.rules.shares import wilson
from principles.indicators.rules.suppression import withheld

PRIME = 2_147_483_647
HOSPITALS = ("Viborg", "Randers", "Horsens")
MUNICIPALITIES = {"Viborg K": "Midt", "Skive": "Midt", "Silkeborg": "Midt", "Samsø": "Aarhus", "Aarhus K": "Aarhus"}
MONTHS = months_of_half(date(2026, 1, 1))
HALF = MONTHS[0]
BY = {**BY_MONTH, **BY_HALF}


def region(seed: int) -> list[Group]:
    """Few journeys: many cells are small, and some municipalities use one hospital only."""
    random, groups = Random(seed), []
    for month, hospital, (municipality, area) in product(MONTHS, HOSPITALS, MUNICIPALITIES.items()):
        for speciality, ward in product(("somatic", ""), ("1", "2")):
            meet = municipality != "Samsø" or hospital == "Viborg"
            number = random.choice((0, 0, 0, 1, 2, 4, 5, 9, 14)) if meet else 0
            groups.append(
                Group(
                    month=month,
                    hospital=hospital,
                    municipality=municipality,
                    area=area,
                    ward=hospital + ward,
                    speciality=speciality,
                    age=random.choice(("", "65-79", "80+")),
                    number=number,
                    numerator=random.randint(0, number),
                )
            )
    return groups


def published_of(groups: list[Group], *, before: Published | None = None) -> dict[Key, Sums]:
    """As the months come: each by itself, the matrices when the half-year is over."""
    months = dict[Key, Sums]()
    for month in MONTHS:
        months |= publish_month([group for group in groups if group.month == month], month, before=before)
    return months | publish_half(groups, HALF, months=months, before=before)


def covers(key: Key, group: Group) -> bool:
    cut, unit, when = key
    return BY[cut](group) == unit and when in (group.month, HALF if cut in BY_HALF else None)


class Solver:
    """Everything that linear equations over the published numbers give away, modulo a large prime."""

    def __init__(self, rows: list[dict[int, int]]) -> None:
        self.pivots: dict[int, dict[int, int]] = {}
        for row in rows:
            rest = self.reduced(row)
            if rest:
                first = min(rest)
                factor = pow(rest[first], -1, PRIME)
                self.pivots[first] = {column: value * factor % PRIME for column, value in rest.items()}

    def reduced(self, row: dict[int, int]) -> dict[int, int]:
        rest = dict(row)
        for column in sorted(self.pivots):
            factor = rest.get(column, 0)
            if factor:
                for other, value in self.pivots[column].items():
                    rest[other] = (rest.get(other, 0) - factor * value) % PRIME
        return {column: value for column, value in rest.items() if value}

    def solves(self, row: dict[int, int]) -> bool:
        return not self.reduced(row)


def atoms(key: Key, groups: list[Group]) -> dict[int, int]:
    """Whoever reads may know which houses never meet: an empty group is no unknown."""
    return {place: 1 for place, group in enumerate(groups) if group.number and covers(key, group)}


def solved(published: Published, groups: list[Group]) -> list[tuple[Key, int]]:
    """The cells of one to four journeys, with or without, that the published numbers give away."""
    parts = {key: atoms(key, groups) for key in published}
    numbers = Solver([parts[key] for key, cell in published.items() if cell.shown])
    shares = Solver([parts[key] for key, cell in published.items() if cell.share_shown])
    found = []
    for key, cell in published.items():
        if 0 < cell.number < 5 and numbers.solves(parts[key]):
            found.append((key, cell.number))
        for side in (cell.numerator, cell.number - cell.numerator):
            # Whoever knows all numbers still does not know who is on which side.
            if 0 < side < 5 and shares.solves(parts[key]):
                found.append((key, side))
    return found


@pytest.mark.parametrize("seed", range(20))
def test_no_cell_of_one_to_four_can_be_solved(seed: int) -> None:
    groups = region(seed)
    published = published_of(groups)
    assert solved(published, groups) == []
    assert not [key for key, cell in published.items() if cell.shown and cell.number < 5]


def large_region(seed: int, journeys: int) -> list[Group]:
    """As a half-year of a region lies: nine hospitals with wards and nineteen municipalities."""
    random, numbers = Random(seed), Counter[tuple[Any, ...]]()
    for _ in range(journeys):
        home = min(int(random.expovariate(0.2)), 18)
        area = home * 5 // 19
        hospital = area * 2 % 9 if random.random() < 0.8 else random.randrange(9)
        ward = min(int(random.expovariate(0.5)), 6)
        group = (random.choice(("somatic", "somatic", "psychiatric", "")), random.choice(("18-64", "65-79", "80+", "")))
        numbers[random.choice(MONTHS), hospital, home, area, ward, *group] += 1
    return [
        Group(
            month=month,
            hospital=f"h{hospital}",
            municipality=f"m{home}",
            area=f"a{area}",
            ward=f"h{hospital}w{ward}",
            speciality=speciality,
            age=age,
            number=number,
            numerator=random.randint(0, number),
        )
        for (month, hospital, home, area, ward, speciality, age), number in numbers.items()
    ]


@pytest.mark.parametrize("seed", range(2))
def test_a_whole_regions_half_year_gives_nothing_away_either(seed: int) -> None:
    groups = large_region(seed, 2_000)
    published = published_of(groups)
    assert solved(published, groups) == []
    assert sum(cell.shown for cell in published.values()) > len(published) / 4


def test_what_only_halves_of_sums_give_away_is_hidden() -> None:
    """Each two of three cells are told together: half of all three sums, less one, is a cell."""
    pairs: dict[Hashable, dict[int, int]] = {"ab": {0: 1, 1: 1}, "bc": {1: 1, 2: 1}, "ca": {2: 1, 0: 1}}
    cells = {**pairs, "a": {0: 1}}
    size = {"ab": 9, "bc": 12, "ca": 10, "a": 3}
    assert disclosure.safe(cells, shown=pairs, small=["a"], size=size) == {"bc", "ca"}


def test_a_sum_with_a_part_of_its_own_helps_to_solve_none_and_stays() -> None:
    cells: dict[Hashable, dict[int, int]] = {
        "ab": {0: 1, 1: 1},
        "bcd": {1: 1, 2: 1, 3: 1},
        "cd": {2: 1, 3: 1},
        "a": {0: 1},
    }
    size = {"ab": 9, "bcd": 12, "cd": 11, "a": 3}
    assert disclosure.safe(cells, shown=["ab", "bcd"], small=["a"], size=size) == {"ab", "bcd"}
    assert disclosure.safe(cells, shown=["ab", "bcd", "cd"], small=["a"], size=size) == {"bcd", "cd"}


@pytest.mark.parametrize("seed", range(5))
def test_what_a_correction_changes_tells_nothing_that_was_hidden(seed: int) -> None:
    random, groups = Random(seed), region(seed)
    before = published_of(groups)
    late = [replace(group, number=group.number + random.choice((0, 0, 0, 1))) for group in groups]
    after = published_of(late, before=before)
    assert solved(after, late) == []
    assert not [key for key, cell in after.items() if cell.shown and key in before and not before[key].shown]
    kept = [key for key, cell in before.items() if cell.shown and not cell.share_shown]
    assert kept
    assert not [key for key in kept if key in after and after[key].share_shown]


def test_the_solver_finds_what_hiding_small_cells_alone_gives_away() -> None:
    groups = region(3)
    careless = {
        key: Sums(cell.number, cell.numerator, 0.0, cell.number >= 5, cell.number >= 5)
        for key, cell in published_of(groups).items()
    }
    assert solved(careless, groups)


def test_something_is_shown_all_the_same() -> None:
    shown = [cell.shown for seed in range(5) for cell in published_of(region(seed)).values()]
    assert sum(shown) > len(shown) / 2


def test_a_house_that_meets_no_other_is_not_told_by_the_rest_of_its_area() -> None:
    """Samsø is one of two in its area: its four would be the area less Aarhus, and the whole of its hospital."""
    own: dict[str, Any] = {"month": HALF, "area": "Aarhus", "numerator": 0}
    groups = [
        Group(**own, hospital="Viborg", municipality="Samsø", number=4),
        Group(**own, hospital="Horsens", municipality="Aarhus K", number=40),
        Group(**own, hospital="Horsens", municipality="", number=40),
    ]
    published = publish_month(groups, HALF)
    assert not published[Cut.MUNICIPALITY, "Samsø", HALF].shown
    assert not published[Cut.HOSPITAL, "Horsens", HALF].shown
    assert published[Cut.REGION, None, HALF].shown


@pytest.mark.parametrize(
    ("row", "table", "hidden"),
    [
        ("all large", {("a", 1): 9, ("a", 2): 9, ("b", 1): 9, ("b", 2): 9}, ""),
        ("one small takes three with it", {("a", 1): 4, ("a", 2): 9, ("b", 1): 9, ("b", 2): 9}, "a1 a2 b1 b2"),
        ("nought is small", {("a", 1): 0, ("a", 2): 9, ("a", 3): 7}, "a1 a3"),
        ("two that add up to little", {("a", 1): 1, ("a", 2): 2, ("a", 3): 7, ("a", 4): 8}, "a1 a2 a3"),
        ("two that add up to five", {("a", 1): 3, ("a", 2): 2, ("a", 3): 7}, "a1 a2"),
        ("five is enough", {("a", 1): 5, ("a", 2): 5}, ""),
    ],
)
def test_rows_and_columns_hide_two_cells_at_least(row: str, table: dict[tuple[str, int], int], hidden: str) -> None:
    found = withheld({cell: (number,) for cell, number in table.items()})
    assert " ".join(sorted(f"{line}{column}" for line, column in found)) == hidden


@pytest.mark.parametrize(
    ("day", "taken"),
    [
        (date(2026, 10, 10), date(2026, 10, 10)),
        (date(2026, 10, 11), date(2026, 11, 10)),
        (date(2026, 12, 31), date(2027, 1, 10)),
    ],
)
def test_rule_t_what_counts_from_a_day_is_taken_on_the_next_tenth(day: date, taken: date) -> None:
    assert taken_on(day) == taken


@pytest.mark.parametrize(
    ("month", "today", "closed"),
    [
        (date(2026, 10, 1), date(2026, 11, 9), False),
        (date(2026, 10, 1), date(2026, 11, 10), True),
        (date(2026, 12, 1), date(2027, 1, 10), True),
        (date(2026, 11, 1), date(2026, 11, 29), False),
    ],
)
def test_rule_t_a_month_is_taken_on_the_tenth_of_the_next(month: date, today: date, closed: bool) -> None:
    assert is_closed(month, today) is closed


def test_months_follow_each_other() -> None:
    assert next_month(date(2026, 12, 1)) == date(2027, 1, 1)
    assert half_year_of(date(2026, 6, 1)) == date(2026, 1, 1)


def test_wilsons_interval_by_a_known_table() -> None:
    """Newcombe 1998: 81 of 263 gives 0.2553 to 0.3662; 0 of 20 gives 0 to 0.1611."""
    assert [round(bound, 4) for bound in wilson(81, 263)] == [0.2553, 0.3662]
    assert [round(bound, 4) for bound in wilson(0, 20)] == [0.0, 0.1611]
    assert wilson(0, 0) == (0.0, 1.0)


def two_lines(seed: int, *, misses: bool) -> tuple[list[Group], list[Group]]:
    """A line, and one of those whom it met (K20, K20.weekend), or of some of them and all whom it missed (K7)."""
    random, base = Random(seed), [group for group in region(seed) if group.month == HALF]
    own = []
    for group in base:
        missed = group.number - group.numerator
        number = missed + random.randint(0, group.numerator) if misses else group.numerator
        own.append(replace(group, number=number, numerator=number - missed if misses else random.randint(0, number)))
    return base, own


def solved_of_two(base: Published, own: Published, groups: list[Group], *, misses: bool) -> list[Key]:
    """Small sides of the base that the shares of the one and the numbers of the other give away together."""
    parts = {key: atoms(key, groups) for key in base}
    told = [key for key, cell in base.items() if cell.share_shown]
    told += [key for key, cell in own.items() if (cell.share_shown if misses else cell.shown)]
    shares = Solver([parts[key] for key in told])
    sides = {key: (cell.numerator, cell.number - cell.numerator) for key, cell in base.items()}
    return [key for key in base if any(0 < side < 5 for side in sides[key]) and shares.solves(parts[key])]


def tells_its_own_share(own: Sums, base: Sums) -> bool:
    """A hidden numerator is the number less those whom both lines miss."""
    return own.shown and not own.share_shown and base.share_shown and 0 < own.numerator < 5


@pytest.mark.parametrize("misses", [False, True])
def test_two_lines_of_the_same_people_tell_no_small_side_together(misses: bool) -> None:
    careless = 0
    for seed in range(6):
        groups, other = two_lines(seed, misses=misses)
        base, found = publish_month(groups, HALF), publish_month(other, HALF)
        own = beside_base(found, base=base, groups=groups, misses=misses)
        careless += len(solved_of_two(base, found, groups, misses=misses))
        careless += len([key for key, cell in found.items() if misses and tells_its_own_share(cell, base[key])])
        assert solved_of_two(base, own, groups, misses=misses) == [], seed
        assert not [key for key, cell in own.items() if cell.shown and not found[key].shown]
        assert not misses or not [key for key, cell in own.items() if tells_its_own_share(cell, base[key])]
        assert any(cell.shown for cell in own.values())
    assert careless


def of_hospitals(sides: dict[str, tuple[int, int]]) -> list[Group]:
    """One municipality's, by hospital: how many, and how many were met."""
    own: dict[str, Any] = {"month": HALF, "municipality": "Skive", "area": "Midt"}
    return [Group(**own, hospital=each, number=number, numerator=met) for each, (number, met) in sides.items()]


@pytest.mark.parametrize(("randers", "told"), [(4, {"Randers"}), (2, {"Viborg", "Randers"})])
def test_bounds_that_prove_a_small_side_together_are_not_told(randers: int, told: set[str]) -> None:
    """By hand: 18 of 60 were missed, 10 of them in Horsens; "at least 80 %" of both others would be four and four."""
    groups = of_hospitals({"Viborg": (20, 16), "Randers": (20, 20 - randers), "Horsens": (20, 10)})
    found = with_bounds(publish_month(groups, HALF), groups=groups)
    assert found[Cut.HOSPITAL, "Horsens", HALF].share_shown
    assert {key[1] for key, cell in found.items() if cell.bound_shown} == told


def possible(groups: list[Group], published: Published) -> dict[Key, set[int]]:
    """Every number that could be met, by trying all that the exact shares and the bounds told allow."""
    parts = {key: atoms(key, groups) for key in published}
    found = defaultdict[Key, set[int]](set)
    for tried in product(*(range(group.number + 1) for group in groups)):
        met = {key: sum(tried[place] for place in own) for key, own in parts.items()}
        if all(may_be(cell, met[key]) for key, cell in published.items()):
            for key, number in met.items():
                found[key].add(number)
    return found


def may_be(cell: Sums, met: int) -> bool:
    if cell.share_shown:
        return met == cell.numerator
    bound = bound_of((cell.number, cell.numerator)) if cell.bound_shown else None
    return bound is None or bound[0] <= met <= bound[1]


def proved(groups: list[Group], published: Published) -> list[Key]:
    """The small sides that only one number is left for."""
    numbers = possible(groups, published)
    sides = {key: (cell.numerator, cell.number - cell.numerator) for key, cell in published.items()}
    return [key for key in published if any(0 < side < 5 for side in sides[key]) and len(numbers[key]) == 1]


def test_no_small_side_is_the_only_number_that_can_be() -> None:
    """Nothing is less than nought, and nobody who can count needs equations: all that a reader can try is tried."""
    careless, bounds = 0, 0
    for seed in range(40):
        random = Random(seed)
        sides = {name: (number, random.randint(0, number)) for name in HOSPITALS for number in (random.randint(8, 11),)}
        groups = of_hospitals(sides)
        plain = publish_month(groups, HALF)
        found = with_bounds(plain, groups=groups)
        bounds += sum(cell.bound_shown for cell in found.values())
        careless += len(proved(groups, {key: replace(cell, bound_shown=cell.shown) for key, cell in plain.items()}))
        assert proved(groups, found) == [], seed
    assert careless
    assert bounds


def test_a_line_comes_after_the_one_whose_people_it_counts() -> None:
    leaning = {line.key: line.met_of or line.missed_of for line in LINES.values() if line.met_of or line.missed_of}
    assert {"K13.calls", "K20.weekend", "K7.registered"} <= set(leaning)
    assert all(publishing_order(base) < publishing_order(key) for key, base in leaning.items())
